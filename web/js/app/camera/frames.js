/**
 * Reads what a video shows, picture by picture: one at a time, and of what comes meanwhile only the newest.
 *
 *     readFrames(video, () => reader, { signal, onRead: (reading, size) => …, onFailure });
 *
 * Nothing of a picture is kept, and none leaves the device.
 *
 * @typedef {import("../../reader/types.js").Reader} Reader
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").Size} Size
 *
 * @typedef {object} Watching
 * @property {AbortSignal} signal ends it
 * @property {(reading: Reading, size: Size) => void} onRead boxes are in pixels of such a picture
 * @property {(error: unknown) => void} onFailure
 */
import { newestOnly } from "../../reader/shared/latest.js";

// Pixels of a picture that is read: digits of a 30th of its height are still read. Larger, each takes longer, by as
// much; smaller, small digits are lost, and strokes that touch their neighbours' seem to be lines.
const PIXELS = 448 * 336;

/**
 * @param {HTMLVideoElement} video
 * @param {() => Reader | null} reader null while a network loads
 * @param {Watching} watching
 */
export function readFrames(video, reader, { signal, onRead, onFailure }) {
  const pixelsOf = createEye();
  const read = newestOnly(async (/** @type {Reader} */ by) => {
    if (signal.aborted || !isShowing(video)) return;
    const size = sizeOf(video);
    const reading = await by.read(pixelsOf(video, size), { live: true });
    if (!signal.aborted) onRead(reading, size);
  });
  const fail = (/** @type {unknown} */ error) => signal.aborted || onFailure(error);
  const onFrame = () => {
    if (signal.aborted) return;
    const by = reader();
    if (by) read(by).catch(fail);
    next();
  };
  const next = () =>
    "requestVideoFrameCallback" in video ? video.requestVideoFrameCallback(onFrame) : requestAnimationFrame(onFrame);
  next();
}

/**
 * What a video shows now, in all of its pixels.
 * @param {HTMLVideoElement} video
 * @returns {Promise<File>} PNG, as any other picture that somebody brings
 */
export async function frozen(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new File([await canvas.convertToBlob({ type: "image/png" })], "camera.png", { type: "image/png" });
}

/** @param {HTMLVideoElement} video */
export const isShowing = ({ readyState, videoWidth }) => readyState >= 2 && videoWidth > 0;

/** @param {HTMLVideoElement} video @returns {Size} */
function sizeOf({ videoWidth, videoHeight }) {
  const scale = Math.sqrt(PIXELS / (videoWidth * videoHeight));
  return { width: Math.ceil(scale * videoWidth), height: Math.ceil(scale * videoHeight) };
}

/** Draws a video's pictures, for their pixels, on one canvas. */
function createEye() {
  const canvas = new OffscreenCanvas(1, 1);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  return (/** @type {HTMLVideoElement} */ video, /** @type {Size} */ { width, height }) => {
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.imageSmoothingQuality = "medium";
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}
