/**
 * A picture, or a part of it, to what is written in it. All of this runs on one thread, the worker's or the caller's,
 * and where TensorFlow.js runs the network, the first half on the one and the second on the other.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../judge.js").Judge} Judge
 * @typedef {import("./picture.js").Decoded} Decoded
 * @typedef {import("./paper.js").Piece} Piece
 *
 * @typedef {object} Pieces
 * @property {Piece[]} pieces in pixels of the picture as it was read
 * @property {Piece[]} others what the pieces are if ink and ground change places; empty where they can't
 * @property {Piece[]} wholes all ink as one piece, each way, where the picture is small, or cut to it
 * @property {Piece[]} specks what is too small for a digit, and may be a point beside one
 * @property {Box[]} cells of tables, and boxes, in such pixels
 * @property {Box[]} fields above lines that something may be written on
 * @property {number} leftOut how many pieces are not among them, since there are too many
 * @property {number} scale such pixels for each pixel of the picture itself, at most 1
 * @property {import("../types.js").Point} corner where these pixels begin in the picture, in its own pixels
 * @property {import("../types.js").Size} [part] of these pixels, where there are more of the picture around them
 *
 * @typedef {object} Judged
 * @property {import("../reading.js").Found[]} found boxes in pixels of the picture itself
 * @property {Float32Array[]} judged 11 probabilities of each
 * @property {number} leftOut how many pieces were not read, since there are too many
 * @property {Box[]} [cells] of a picture, in its own pixels
 * @property {import("./turned.js").Quarters} [quarters] by how many a picture was turned to be read
 *
 * @typedef {object} Course of the work
 * @property {import("../shared/next-turn.js").Pace} pace of the whole reading; it ends the work where the reading is no
 *   longer wanted
 * @property {(share: number) => void} onProgress is told how much of this work is done, in [0, 1], rising
 *
 * @typedef {Course & { second?: Promise<import("./row-network.js").Second | null> }} Judging the course of what
 *   follows the pieces, and what has a second opinion on rows of digits that touch; null where it did not arrive
 */
import { judgedAll } from "../judge.js";
import { DOUBT } from "../numbers/doubt.js";
import { DIGITS } from "../shared/contract.js";
import { digitsOf } from "./interpret.js";
import { inkOf } from "./paper.js";

// How much of reading a picture it is to find its pieces, in time: of a page of 200 digits 0.6, of a photograph of 12
// megapixels 0.75. Larger, progress is quick at its end; smaller, at its beginning.
export const FINDING_PIECES = 0.6;

// Pixels between ink and the edge of a part of a picture: nearer, it may be cut there. Larger, more digits are to be
// checked where a part is dragged close around them.
const EDGE = 1;

// How much of finding pieces decoding a picture is, in time: of a photograph of 12 megapixels some 0.2 s of 0.6 s.
const DECODING = 0.3;

/**
 * @param {Promise<Decoded>} picture
 * @param {Judge | Promise<Judge>} judge which may be made while browsers decode the picture, beside this thread
 * @param {Judging} course
 * @returns {Promise<Judged>}
 * @throws what the picture rejects with, and the pace
 */
export async function readIn(picture, judge, { pace, onProgress, second }) {
  const beginning = { pace, onProgress: (/** @type {number} */ share) => onProgress(share * FINDING_PIECES) };
  const [pieces, ready] = await Promise.all([piecesIn(picture, beginning), judge]);
  return judgedIn(pieces, ready, { pace, onProgress: afterPieces(onProgress), second });
}

/** @param {(share: number) => void} onProgress */
export const afterPieces = (onProgress) => (/** @type {number} */ share) =>
  onProgress(FINDING_PIECES + share * (1 - FINDING_PIECES));

/**
 * @param {Promise<Decoded>} picture
 * @param {Course} course
 * @returns {Promise<Pieces>}
 * @throws what the picture rejects with, and the pace
 */
export async function piecesIn(picture, { pace, onProgress }) {
  const { pixels, scale, corner, isPart } = await picture;
  await pace.turn();
  onProgress(DECODING);
  const ink = await inkOf(
    pixels,
    () => (pace.isDue() ? pace.turn() : undefined),
    (share) => onProgress(DECODING + share * (1 - DECODING)),
  );
  const { width, height } = pixels;
  return { ...ink, scale, corner, ...(isPart && { part: { width, height } }) };
}

/**
 * @param {Pieces} pieces
 * @param {Judge} judge
 * @param {Judging} course
 * @returns {Promise<Judged>}
 */
export async function judgedIn(pieces, { glance, judge }, { pace, onProgress, second = Promise.resolve(null) }) {
  const tools = { glance, pace, onProgress, second: await second };
  const { found, leftOut, quarters } = await digitsOf(pieces, tools);
  const glances = found.map(({ image, probabilities, alone }) => ({ image, probabilities: alone ?? probabilities }));
  const byNetwork = await judgedAll(glances, judge, pace);
  const judged = byNetwork.map((probabilities, i) => {
    const { told, isDoubtful, box } = found[i];
    return inDoubt(
      told?.(probabilities) ?? probabilities,
      isDoubtful || isCutAside(box, pieces) || isCutAlong(box, pieces),
    );
  });
  const placed = found.map(({ probabilities, alone, told, isDoubtful, box, mark, ...rest }) => ({
    ...rest,
    mark: isCutAside(box, pieces) ? undefined : mark, // it may be the bar of a digit
    box: boxInPicture(box, pieces),
  }));
  const cells = pieces.cells.map((cell) => boxInPicture(cell, pieces));
  return { found: placed, judged, leftOut, cells, quarters };
}

/** Whether something comes up to a side of a part, and may go on beyond it. @param {Box} box @param {Pieces} pieces */
const isCutAside = ({ x, width }, { part }) => part !== undefined && Math.min(x, part.width - x - width) <= EDGE;

/** The same of what is above and below. @param {Box} box @param {Pieces} pieces */
const isCutAlong = ({ y, height }, { part }) => part !== undefined && Math.min(y, part.height - y - height) <= EDGE;

/**
 * @param {Float32Array} probabilities 11
 * @param {boolean} [isDoubtful]
 * @returns {Float32Array} where it is, no surer than DOUBT of any digit
 */
function inDoubt(probabilities, isDoubtful) {
  const most = isDoubtful ? Math.max(...probabilities.subarray(0, DIGITS)) : 0;
  if (most <= DOUBT) return probabilities;
  const less = probabilities.map((share) => (share * DOUBT) / most);
  less[DIGITS] = 1 - less.subarray(0, DIGITS).reduce((a, b) => a + b);
  return less;
}

/**
 * @param {Box} box in the pixels that were read
 * @param {Pick<Pieces, "scale" | "corner">} where these are
 * @returns {Box}
 */
const boxInPicture = ({ x, y, width, height }, { scale, corner }) => ({
  ...{ x: corner.x + x / scale, y: corner.y + y / scale },
  ...{ width: width / scale, height: height / scale },
});
