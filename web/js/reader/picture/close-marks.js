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

const DASH = /** @type {import("../numbers/marks.js").Mark} */ ("-");

// A confidence: a digit is sure without what stands beside it, or with it. Larger, marks that touch digits are lost;
// smaller, ends of broken strokes are taken for marks.
const SURE = 0.9;

// A confidence: what reads as a 0 is a small one, and no comma. Larger, such 0s are lost; smaller, thick points are.
const ZERO = 0.5;

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
  const { likely, pairs } = await likelyBeside(pieces, isSpeck, ink);
  const isPart = pairs.map(({ mark, digit, alone }) => {
    const isApart = mark.pieces.every(isSpeck) && gapBetween(mark.box, digit.box).x >= APART * digit.box.height;
    return alone < SURE && !isApart;
  });
  const own = await ink.score(likely.map((mark) => mark.pieces));
  return likely.filter((mark, at) => {
    if (own[at].probabilities[0] >= ZERO) return false;
    const beside = pairs.filter((pair) => pair.mark === mark).map(({ digit }) => digit);
    return isBetweenOrDash(mark, beside) && !pairs.some((pair, i) => pair.mark === mark && isPart[i]);
  });
}

/**
 * What are marks by their place, with each digit close to one: how sure that is alone, and together with the mark.
 * @param {Piece[]} pieces
 * @param {(piece: Piece) => boolean} isSpeck
 * @param {Ink} ink
 */
async function likelyBeside(pieces, isSpeck, ink) {
  const likely = await likelyByPlace(pieces, ink);
  const taken = new Set(likely.flatMap((mark) => mark.pieces));
  const digits = pieces.filter((piece) => !taken.has(piece) && !isSpeck(piece));
  const pairs = likely.flatMap((mark) =>
    digits.filter(({ box }) => isClose(box, mark.box)).map((digit) => ({ mark, digit })),
  );
  const alone = await ink.score(pairs.map(({ digit }) => [digit]));
  const together = await ink.score(pairs.map(({ mark, digit }) => [digit, ...mark.pieces]));
  const scored = pairs.map((pair, i) => ({
    ...{ ...pair, alone: confidenceOf(alone[i]), together: confidenceOf(together[i]) },
  }));
  return { likely, pairs: scored };
}

/**
 * Specks that are marks between digits as these turned out to be: before, several were in one piece, or one in several.
 * By then no digit has a speck for a part of it: what is between two digits is a mark, unless one reads better with it.
 * @param {Piece[]} specks that are no mark yet
 * @param {{ pieces: Piece[], box: Box }[]} segments what the pieces have become
 * @param {Ink} ink
 * @returns {Promise<{ marks: Marked[], doubtful: Set<Piece> }>} `doubtful`: pieces of digits that have a speck beside
 *   them which may be a mark
 */
export async function closeSpecks(specks, segments, ink) {
  if (specks.length === 0) return { marks: [], doubtful: new Set() };
  const digits = new Map(segments.map((segment) => [asOnePiece(segment), segment]));
  const isSpeck = (/** @type {Piece} */ piece) => specks.includes(piece);
  const { likely, pairs } = await likelyBeside([...digits.keys(), ...specks], isSpeck, ink);
  const between = likely.filter((mark) => {
    const beside = pairs.filter((pair) => pair.mark === mark).map(({ digit }) => digit);
    return mark.pieces.every(isSpeck) && mark.mark !== DASH && isBetweenOrDash(mark, beside);
  });
  const parts = pairs.filter(({ mark, alone, together }) => between.includes(mark) && alone < SURE && together > alone);
  const marks = between.filter((mark) => !parts.some((part) => part.mark === mark));
  return { marks, doubtful: new Set(parts.flatMap(({ digit }) => digits.get(digit)?.pieces ?? [])) };
}

/** @param {{ pieces: Piece[], box: Box }} segment @returns {Piece} all of its pieces as one */
function asOnePiece({ pieces, box }) {
  if (pieces.length === 1) return pieces[0];
  const values = new Float32Array(box.width * box.height);
  for (const piece of pieces) {
    for (let y = 0; y < piece.box.height; y++) {
      const to = (piece.box.y - box.y + y) * box.width + piece.box.x - box.x;
      for (let x = 0; x < piece.box.width; x++) {
        values[to + x] = Math.max(values[to + x], piece.values[y * piece.box.width + x]);
      }
    }
  }
  return { box, values };
}

/**
 * @param {Piece[]} pieces
 * @param {Ink} ink
 * @returns {Promise<Marked[]>} what are marks by their place, as if nothing were a part of a digit
 */
async function likelyByPlace(pieces, ink) {
  const byPlace = await marksAmong(pieces, { ...ink, boxOf: placeOf, isIn: () => false, score: unread });
  const marks = byPlace.marks.filter(
    ({ mark, pieces: own }) => mark !== "?" && (mark !== "." || elongationOf(own[0]) <= DASH_LIKE),
  );
  return marks.map((each) => ({ ...each, box: union(each.pieces.map(({ box }) => box)) }));
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
