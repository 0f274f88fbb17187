/**
 * Pictures to pieces of ink, away from the page's own thread: this module is what the page imports when the first
 * picture comes, and what a worker runs, from the same address. Where no worker can be had (a page of another origin, a
 * policy, Node), the same code runs on the calling thread.
 *
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {import("./paper.js").Piece} Piece
 *
 * @typedef {object} Pieces
 * @property {Piece[]} pieces in pixels of the picture as it was read
 * @property {Piece[]} others what the pieces are if ink and ground change places; empty where they can't
 * @property {import("../types.js").Box[]} cells of tables, and boxes, in such pixels
 * @property {import("../types.js").Box[]} fields above lines that something may be written on
 * @property {number} leftOut how many pieces are not among them, since there are too many
 * @property {number} scale such pixels for each pixel of the picture itself, at most 1
 * @property {import("../types.js").Point} corner where these pixels begin in the picture, in its own pixels
 *
 * @typedef {object} Wanted
 * @property {import("../types.js").Box} [region] the part of the picture that is read, in its pixels
 * @property {AbortSignal} [signal] ends the work, wherever it is done
 * @property {(share: number) => void} [onProgress] is told how much of the work is done, in [0, 1], rising
 * @property {import("./paper.js").Turn} [turn] lets the page have its turn, where the work is done on its own thread
 */

export { cutPiece } from "./cut.js";

import { inkOf } from "./paper.js";
import { decoded, isPixels } from "./picture.js";
import { checkRegion } from "./region.js";
import { trustedScript } from "../shared/trusted-scripts.js";
import { createWorker, live } from "./mortal-worker.js";

const NAME = "digitpad-pictures"; // tells this module that it runs in its own worker: pages may run Digitpad in theirs

// Pixels. Smaller pictures are read on the calling thread: it takes some 20 ms, less than a worker takes to start.
// Larger, the page stands still for longer.
const SMALL = 512 * 512;

// How much of the work decoding a picture is, in time: of a photograph of 12 megapixels some 0.2 s of 0.6 s.
const DECODING = 0.3;

/**
 * @param {Picture} source
 * @param {Wanted} [wanted]
 * @returns {Promise<Pieces>}
 * @throws {TypeError} when it is no picture that can be read, or the region is none of it; says what came and what to
 *   do
 * @throws {Error} where the worker dies or takes too long; the next picture gets another one
 * @throws the signal's reason, once it is aborted
 */
export async function piecesOfPicture(source, wanted = {}) {
  const { region, signal, onProgress } = wanted;
  if (region) checkRegion(region);
  const ask = isLarge(source, region) && (await worker.started());
  return ask ? ask({ source: await sendable(source), region }, { signal, onProgress }) : piecesHere(source, wanted);
}

/** One worker for all pictures. @type {ReturnType<typeof createWorker<Pieces>>} */
const worker = createWorker(() => new Worker(trustedScript(import.meta.url), { type: "module", name: NAME }));

/** @param {any} source @param {Wanted["region"]} region */
function isLarge(source, region) {
  const { width, height } = source ?? {};
  const isSized = typeof width === "number" && typeof height === "number";
  return source instanceof Blob || (isSized && Math.min(width * height, areaOf(region)) > SMALL);
}

const areaOf = (/** @type {Wanted["region"]} */ region) => (region ? region.width * region.height : Infinity);

/**
 * @param {Picture} source
 * @param {Wanted} wanted
 * @returns {Promise<Pieces>}
 */
async function piecesHere(source, { region, signal, onProgress, turn }) {
  const { pixels, scale, corner } = await decoded(source, region);
  signal?.throwIfAborted();
  onProgress?.(DECODING);
  const tell = (/** @type {number} */ share) => onProgress?.(DECODING + share * (1 - DECODING));
  return { ...(await inkOf(pixels, turn, tell)), scale, corner };
}

/**
 * @param {Picture} source
 * @returns {Promise<Picture>} what can be sent to a worker: an element of a page can't
 */
async function sendable(source) {
  if (source instanceof Blob || source instanceof ImageBitmap || isPixels(source)) return source;
  return createImageBitmap(source);
}

/** @param {MessageEvent<{ source: Picture, region: Wanted["region"], port: MessagePort }>} event */
async function answer({ data: { source, region, port } }) {
  try {
    const found = await piecesHere(source, { region, onProgress: (share) => port.postMessage({ share }) });
    port.postMessage(
      { found },
      [...found.pieces, ...found.others].map(({ values }) => values.buffer),
    );
  } catch (error) {
    port.postMessage({ error });
  }
}

if (/** @type {any} */ (globalThis).name === NAME && !("document" in globalThis)) {
  addEventListener("message", (event) => void answer(event)); // which never fails: it sends what went wrong
  void live(); // which never fails
}
