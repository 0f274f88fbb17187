/**
 * Why there is no picture from a camera, in plain words, and what to do next. Pure.
 *
 * @typedef {object} Place where the page runs
 * @property {boolean} isSecure whether browsers give cameras to pages of this address at all
 * @property {boolean} hasDevices whether this browser does
 * @property {boolean} isFramed whether the page stands within another one
 */
const OTHERWISE = "You can also take a photo and choose it with “Picture”.";

/** What comes once the camera has been there. */
export const UNPLUGGED = "The camera was unplugged or turned off. Plug it in and try again.";
export const HIDDEN = "The camera was turned off while this page was out of sight.";
export const NO_LIGHT = "The light of this camera can't be switched.";

/** By what browsers name it. @type {Record<string, string>} */
const REASONS = {
  NotAllowedError:
    "This page may not use the camera. Allow it in the site's settings, by the address bar, and try again.",
  NotFoundError: "No camera was found. Plug one in, or turn it on, and try again.",
  NotReadableError: "Another program may be using the camera. Close it and try again.",
  OverconstrainedError: "This camera is no longer connected. Try again with another one.",
};

const IN_A_FRAME =
  'This page may not use the camera within another page, unless you allow it or that page does (allow="camera"). ' +
  "Open Digitpad in a tab of its own.";
const NOT_SECURE =
  "Browsers give the camera only to pages whose address begins with https://. Open this page with https://.";
const NO_DEVICES = "This browser gives pages no camera. Try another browser, or a newer one.";

/** @param {Place} place @returns {string} why no camera can be asked for; "" where one can */
export function whyNone({ isSecure, hasDevices }) {
  if (!isSecure) return `${NOT_SECURE} ${OTHERWISE}`;
  return hasDevices ? "" : `${NO_DEVICES} ${OTHERWISE}`;
}

/** @param {unknown} error of asking for a camera @param {Place} place */
export function whyRefused(error, { isFramed }) {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  if (name === "NotAllowedError" && isFramed) return `${IN_A_FRAME} ${OTHERWISE}`;
  return `${REASONS[name] ?? `The camera did not start (${name || message}). Try again.`} ${OTHERWISE}`;
}
