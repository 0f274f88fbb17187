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
 * @property {number} scale such pixels for each pixel of the picture itself, at most 1
 */

export { cutPiece } from "./cut.js";

import { piecesOf } from "./paper.js";
import { decoded, isPixels } from "./picture.js";
import { trustedScript } from "../shared/trusted-scripts.js";
import { createWorker, live } from "./mortal-worker.js";

const NAME = "digitpad-pictures"; // tells this module that it runs in its own worker: pages may run Digitpad in theirs

// Pixels. Smaller pictures are read on the calling thread: it takes some 20 ms, less than a worker takes to start.
// Larger, the page stands still for longer.
const SMALL = 512 * 512;

/**
 * @param {Picture} source
 * @returns {Promise<Pieces>}
 * @throws {TypeError} when it is no picture that can be read; says what came and what to do
 * @throws {Error} where the worker dies or takes too long; the next picture gets another one
 */
export async function piecesOfPicture(source) {
  const ask = isLarge(source) && (await worker.started());
  return ask ? ask({ source: await sendable(source) }) : piecesHere(source);
}

/** One worker for all pictures. @type {ReturnType<typeof createWorker<Pieces>>} */
const worker = createWorker(() => new Worker(trustedScript(import.meta.url), { type: "module", name: NAME }));

/** @param {any} source */
function isLarge(source) {
  const { width, height } = source ?? {};
  const isSized = typeof width === "number" && typeof height === "number";
  return source instanceof Blob || (isSized && width * height > SMALL);
}

/**
 * @param {Picture} source
 * @returns {Promise<Pieces>}
 */
async function piecesHere(source) {
  const { pixels, scale } = await decoded(source);
  return { pieces: piecesOf(pixels), scale };
}

/**
 * @param {Picture} source
 * @returns {Promise<Picture>} what can be sent to a worker: an element of a page can't
 */
async function sendable(source) {
  if (source instanceof Blob || source instanceof ImageBitmap || isPixels(source)) return source;
  return createImageBitmap(source);
}

/** @param {MessageEvent<{ source: Picture, port: MessagePort }>} event */
async function answer({ data: { source, port } }) {
  try {
    const found = await piecesHere(source);
    port.postMessage(
      { found },
      found.pieces.map(({ values }) => values.buffer),
    );
  } catch (error) {
    port.postMessage({ error });
  }
}

if (/** @type {any} */ (globalThis).name === NAME && !("document" in globalThis)) {
  addEventListener("message", (event) => void answer(event)); // which never fails: it sends what went wrong
  void live(); // which never fails
}
