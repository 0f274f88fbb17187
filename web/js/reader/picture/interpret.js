/**
 * A picture's pieces of ink to digits: which of them are one digit, and what each reads as at a glance. Runs on the
 * page's own thread, where the network is, in short tasks. No part of what the picture worker runs: what that imports
 * must share nothing with the page.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../shared/next-turn.js").Pace} Pace
 * @typedef {import("../reading.js").Found & { probabilities: Float32Array }} Glanced what was found, 11 at a glance
 *
 * @typedef {object} Tools
 * @property {(images: Float32Array) => Promise<Float32Array>} glance n×784 in, n×11 out
 * @property {typeof import("./from-pieces.js").fromPieces} fromPieces
 * @property {typeof import("./cut.js").cutPiece} cutPiece
 * @property {Pace} pace of the whole reading; it ends the work where the reading is no longer wanted
 * @property {(share: number) => void} onProgress is told how much of the work is done, in [0, 1], rising
 */
import { segment } from "../numbers/segment.js";
import { CLASSES, PIXELS } from "../shared/contract.js";
import { joined } from "../shared/joined.js";
import { rowsOfLength } from "../shared/rows-of-length.js";

// Groups of pieces that the network reads at once. More of them make reading no faster, and the page answers later
// meanwhile: six take some 5 ms.
const AT_ONCE = 6;

// How much of what is left to do the groups of one call take: of a page of digits, the first call has most of them.
// Larger, the progress of the calls after it is hardly seen.
const OF_THE_REST = 0.8;

/**
 * @param {Piece[]} pieces
 * @param {Tools} tools
 * @returns {Promise<{ found: Glanced[], leftOut: number }>} boxes in the pieces' pixels; how many pieces were not read,
 *   since there are too many
 * @throws what the pace rejects with, once the reading is no longer wanted
 */
export async function digitsOf(pieces, { glance, fromPieces, cutPiece, pace, onProgress }) {
  let done = 0;
  const score = (/** @type {Piece[][]} */ groups) => {
    const before = done;
    return scoresOfPieces(groups, { glance, fromPieces, pace }, (share) => {
      done = before + share * OF_THE_REST * (1 - before);
      onProgress(done);
    });
  };
  const kind = { boxOf: boxOfPiece, cut: cutPiece, areOneSign: never, isLigature: never, meet: never, score };
  const segments = await segment(pieces, kind, pace);
  onProgress(1);
  return {
    found: segments.map(({ box, score: { image, probabilities } }) => ({ image, box, probabilities })),
    leftOut: 0,
  };
}

const boxOfPiece = (/** @type {Piece} */ { box }) => box;

const never = () => false; // only of strokes can more be told than of their ink

/**
 * Reads groups of a picture's pieces, some at a time.
 * @param {Piece[][]} groups
 * @param {Pick<Tools, "glance" | "fromPieces" | "pace">} tools
 * @param {(share: number) => void} onProgress how many of these groups are read
 * @returns {Promise<{ image: Float32Array, probabilities: Float32Array }[]>}
 */
async function scoresOfPieces(groups, { glance, fromPieces, pace }, onProgress) {
  const scores = [];
  while (scores.length < groups.length) {
    if (pace.isDue()) await pace.turn();
    const images = imagesFor(groups.slice(scores.length, scores.length + AT_ONCE), fromPieces, pace);
    if (pace.isDue()) await pace.turn();
    const probabilities = rowsOfLength(CLASSES, await glance(joined(images)));
    scores.push(...images.map((image, i) => ({ image, probabilities: probabilities[i] })));
    onProgress(scores.length / groups.length);
  }
  return scores;
}

/**
 * @param {Piece[][]} groups
 * @param {Tools["fromPieces"]} fromPieces
 * @param {Pace} pace
 * @returns {Float32Array[]} of the first groups: as many as are prepared until the next turn is due, and one at least
 */
function imagesFor(groups, fromPieces, pace) {
  const images = [];
  do images.push(fromPieces(groups[images.length]) ?? new Float32Array(PIXELS));
  while (images.length < groups.length && !pace.isDue());
  return images;
}
