/**
 * A camera's pictures: asked for, switched to another camera, lit, and ended. Nobody else touches `mediaDevices`.
 *
 *     const camera = await startedCamera(""); // asks the person for it
 *     video.srcObject = camera.stream;
 *     camera.stop();
 */

// Pixels of the picture that is asked for: what is frozen is read from as many. Larger, and many cameras give fewer
// pictures a second.
const IDEAL = { width: { ideal: 1280 }, height: { ideal: 960 } };

/** @typedef {{ id: string, label: string }} Choice of a camera */

/** @returns {import("./refusal.js").Place} */
export const placeOfPage = () => ({
  isSecure: isSecureContext,
  hasDevices: "mediaDevices" in navigator,
  isFramed: top !== window,
});

/**
 * @param {string} id of the camera; "" for the one at the back, or whichever there is
 * @returns {Promise<Camera>}
 * @throws what browsers throw: see `whyRefused`
 *
 * @typedef {object} Camera
 * @property {MediaStream} stream
 * @property {string} id
 * @property {boolean} hasLight whether it has one that can be switched
 * @property {(isOn: boolean) => Promise<void>} light rejects where it can't be switched
 * @property {(then: () => void) => void} onGone is told where it is unplugged or taken away
 * @property {() => void} stop
 */
export async function startedCamera(id) {
  const which = id ? { deviceId: { exact: id } } : { facingMode: { ideal: "environment" } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...IDEAL, ...which }, audio: false });
  const [track] = stream.getVideoTracks();
  const capabilities = /** @type {{ torch?: boolean }} */ (track.getCapabilities?.() ?? {});
  return {
    stream,
    id: track.getSettings().deviceId ?? "",
    hasLight: capabilities.torch === true,
    light: (torch) => track.applyConstraints({ advanced: [/** @type {object} */ ({ torch })] }), // which types lack
    onGone: (then) => track.addEventListener("ended", then),
    stop: () => track.stop(),
  };
}

/** Known once one may be used. @returns {Promise<Choice[]>} */
export async function cameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const found = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId);
  return found.map(({ deviceId, label }, i) => ({ id: deviceId, label: label || `Camera ${i + 1}` }));
}

/** @param {() => void} then is told when cameras come or go @param {AbortSignal} signal */
export function onCamerasChange(then, signal) {
  navigator.mediaDevices?.addEventListener("devicechange", then, { signal });
}
