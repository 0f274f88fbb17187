/**
 * Marks in pictures that stand so close to a digit that by their place alone they may be a part of it: a broken stroke
 * leaves such pieces, too. They are marks where the digits beside them are sure without them.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../numbers/marks.js").Marked<Piece>} Marked
 * @typedef {Omit<import("../numbers/marks.js").Ink<Piece>, "isIn" | "boxOf">} Ink
 */
import { confidenceOf } from "../numbers/confidence.js";
import { marksAmong } from "../numbers/marks.js";
import { gapBetween, middleX, union } from "../numbers/rectangle.js";
import { CLASSES } from "../shared/contract.js";
import { elongationOf } from "./elongation.js";

export const DASH = /** @type {import("../numbers/marks.js").Mark} */ ("-");

// A confidence: a digit is sure without what stands beside it, or with it. Larger, marks that touch digits are lost;
// smaller, ends of broken strokes are taken for marks.
const SURE = 0.9;

// Shares of a digit's height: how far from a mark digits are that have to be sure without it, and from where on a speck
// is a mark even though they are not. Larger, CLOSE loses more marks beside poor digits; smaller, APART takes more dots
// of broken strokes for points.
const CLOSE = 0.3;
const APART = 0.05;

// A share of a piece's height by which it may lie, on either side, under or over its neighbours. Larger, bars of digits
// are taken for dashes; smaller, dashes that touch a slanting digit are lost.
const ENDS = 0.1;

// How many times longer than wide ink is: what is longer may be a dash, however it slants, and is no point. Larger,
// slanting dashes are lost, and feet of 1s become points.
const DASH_LIKE = 2;

// The height of the steepest dash, in its widths. Larger, slanting strokes of digits are taken for dashes.
const STEEPEST = 0.8;

/**
 * @param {Piece[]} pieces that are no mark yet, specks among them
 * @param {Ink & { isSpeck: (piece: Piece) => boolean }} ink
 *   `isSpeck`: whether a piece is too small to be a part of a digit
 * @returns {Promise<Marked[]>}
 */
export async function closeMarksAmong(pieces, { isSpeck, ...ink }) {
  const likely = await likelyByPlace(pieces, ink);
  const taken = new Set(likely.flatMap((mark) => mark.pieces));
  const digits = pieces.filter((piece) => !taken.has(piece) && !isSpeck(piece));
  const pairs = likely.flatMap((mark) =>
    digits.filter(({ box }) => isClose(box, mark.box)).map((digit) => ({ mark, digit })),
  );
  const alone = await ink.score(pairs.map(({ digit }) => [digit]));
  const together = await ink.score(pairs.map(({ mark, digit }) => [digit, ...mark.pieces]));
  const isPart = pairs.map(({ mark, digit }, i) => {
    if (mark.isHigh && confidenceOf(together[i]) >= SURE) return true;
    const isApart = mark.pieces.every(isSpeck) && gapBetween(mark.box, digit.box).x >= APART * digit.box.height;
    return confidenceOf(alone[i]) < SURE && !isApart;
  });
  return likely.filter((mark) => {
    const beside = pairs.filter((pair) => pair.mark === mark).map(({ digit }) => digit);
    return isBetweenOrDash(mark, beside) && !pairs.some((pair, i) => pair.mark === mark && isPart[i]);
  });
}

/**
 * @param {Piece[]} pieces
 * @param {Ink} ink
 * @returns {Promise<(Marked & { isHigh?: boolean })[]>} what are marks by their place, as if nothing were a part of a
 *   digit; `isHigh`: a dash where bars of digits are, too
 */
async function likelyByPlace(pieces, ink) {
  const byPlace = await marksAmong(pieces, { ...ink, boxOf: placeOf, isIn: () => false, score: unread });
  const marks = byPlace.marks.filter(
    ({ mark, pieces: own }) => mark !== "?" && (mark !== "." || elongationOf(own[0]) <= DASH_LIKE),
  );
  const dashes = byPlace.rest
    .filter((piece) => byPlace.isDashLeft([piece]))
    .map((piece) => ({ mark: DASH, pieces: [piece], isHigh: true }));
  return [...marks, ...dashes].map((each) => ({ ...each, box: union(each.pieces.map(({ box }) => box)) }));
}

/**
 * A point or a comma is between digits: before and after them it is rather the end of a stroke.
 * @param {Marked} mark
 * @param {Piece[]} digits close to it
 */
function isBetweenOrDash({ mark, box }, digits) {
  const isOnSide = (/** @type {number} */ side) =>
    digits.some((digit) => side * (middleX(digit.box) - middleX(box)) > 0);
  return mark === DASH || (isOnSide(-1) && isOnSide(1));
}

/**
 * A piece's box for its place in the row: its ends may reach into its neighbours, and what may be a dash lies level.
 * @param {Piece} piece
 */
function placeOf(piece) {
  const { x, y, width, height } = piece.box;
  const end = Math.min(ENDS * height, width / 4);
  const long = height <= STEEPEST * width ? elongationOf(piece) : 1;
  const thick = long > DASH_LIKE ? Math.min(height, width / long) : height;
  return { x: x + end, y: y + (height - thick) / 2, width: width - 2 * end, height: thick };
}

/** @param {Box} digit @param {Box} mark */
function isClose(digit, mark) {
  const { x, y } = gapBetween(digit, mark);
  return x <= CLOSE * digit.height && y <= (CLOSE * digit.height) / 2;
}

/** No group of pieces is a digit: what is asked for is what marks are by their place. @param {Piece[][]} groups */
const unread = async (groups) => groups.map(() => ({ probabilities: new Float32Array(CLASSES) }));
