/**
 * Which way up a picture is, and whether its ink is the dark part or the light part, where the pixels alone don't tell:
 * the way that the network reads with the most confidence.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("./turned.js").Quarters} Quarters
 * @typedef {{ pieces: Piece[], quarters: Quarters }} View a way to look at a picture
 */
import { gapBetween } from "../numbers/rectangle.js";
import { turnedPieces } from "./turned.js";

// A mean confidence from which no other way is tried: digits that stand upright have more, also where some of them
// touch. Larger, more pictures are looked at from all sides, which takes longer.
const CONVINCING = 0.9;

// A mean confidence by which another way is better, and within which both are read. What is turned, and better without
// being convincing, may be print: it is read both ways, too. Larger, more pictures are read twice.
const BETTER = 0.2;

// Pieces that tell which way up a picture is. With fewer, letters are turned until they read as digits: an M on its
// side is a 3. Larger, short numbers stay upside down.
const TELLING = 2;

// Pieces that may be one digit: if all of them read as one, the picture is upright. Larger, it only takes longer.
const MOST_OF_ONE = 4;

// Pieces that are looked at: the largest, after MAX_SAMPLE the rest tells nothing new. Larger, it takes longer.
const MAX_SAMPLE = 24;

// The shorter side as a share of the longer one: narrower pieces read as 1 whichever way they stand. Larger, narrow
// digits say nothing.
const NARROW = 0.35;

// A single piece that is wider, in heights, is a row of digits that touch; and the share of the pieces that have their
// nearest neighbour beside them when the picture does not lie on its side. Larger, rows of digits that touch are
// turned.
const WIDE = 1.3;
const IN_ROWS = 0.6;

// A share of the extent that most pieces have: smaller ones are dots and dashes. Larger, small digits say nothing.
const LEAST = 0.4;

// Of a picture that is read in two ways: the mean confidence of the numbers that are read in the second way,
// and by how much it reads better, in confidences of the digits that there are the one way or the other. Larger,
// numbers stay upside down; smaller, numbers that can be read both ways are turned, and print.
const TURNED = { confidence: 0.75, better: 0.08 };

/**
 * @param {Pick<import("./paper.js").Found, "pieces" | "others" | "wholes">} found
 * @param {(groups: Piece[][]) => Promise<number[]>} confidences of each group of pieces as one digit
 * @returns {Promise<View[]>} the likeliest, as it lies first; another one only where it may be better
 */
export async function likelyViews({ pieces, others, wholes }, confidences) {
  /** @type {View} */
  const upright = { pieces, quarters: 0 };
  const confidence = await confidenceIn(pieces, confidences);
  const isConvincing = confidence >= CONVINCING;
  if (isConvincing && (others.length === 0 || pieces.length === 1)) return [upright];
  const whole = await likeliestOf(wholes, confidences);
  if (whole) return [{ pieces: [whole], quarters: 0 }];
  if (isConvincing) return [upright];
  const areFew = pieces.length <= MOST_OF_ONE;
  const isTelling = pieces.length >= TELLING && !(areFew && (await confidences([pieces]))[0] >= CONVINCING);
  /** @type {Quarters[]} */
  const turns = !isTelling ? [] : standInRows(pieces) ? [2] : [1, 2, 3];
  /** @type {View[]} */
  const views = [
    ...(others.length > 0 ? [{ pieces: others, quarters: /** @type {Quarters} */ (0) }] : []),
    ...turns.map((quarters) => ({ pieces, quarters })),
  ];
  let best = { view: upright, confidence: 0 };
  for (const view of views) {
    const found = await confidenceIn(turnedPieces(sampleOf(view.pieces), view.quarters), confidences);
    if (found > best.confidence) best = { view, confidence: found };
  }
  const { view } = best;
  const turned = { pieces: turnedPieces(view.pieces, view.quarters), quarters: view.quarters };
  const isBetter = best.confidence >= confidence + BETTER;
  if (isBetter && (view.quarters === 0 || best.confidence >= CONVINCING)) return [turned];
  const isClose = best.confidence >= confidence - BETTER && pieces.length <= MAX_SAMPLE;
  return isBetter || isClose ? [upright, turned] : [upright];
}

/**
 * @typedef {{ confidences: number[], isWhole: boolean }} ReadView of the digits in numbers, in [0, 1]; whether these
 *   are all there is
 */

/**
 * Whether a picture reads better in the second of two ways, by what is read as numbers: print and words read as well
 * upside down. Where the first way reads all there is, it is no matter that the second takes it for more digits.
 * @param {ReadView} second
 * @param {ReadView} first
 */
export function readsBetter({ confidences: other }, { confidences: one, isWhole }) {
  if (isWhole && mean(one) >= mean(other)) return false;
  const most = Math.max(one.length, other.length);
  return mean(other) >= TURNED.confidence && sum(other) - sum(one) > TURNED.better * most;
}

const sum = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);
const mean = (/** @type {number[]} */ values) => sum(values) / Math.max(1, values.length);

/**
 * @param {Piece[]} wholes
 * @param {(groups: Piece[][]) => Promise<number[]>} confidences
 * @returns {Promise<Piece | undefined>} the one that is a digit for sure, if any is
 */
async function likeliestOf(wholes, confidences) {
  const all = await confidences(wholes.map((whole) => [whole]));
  const most = Math.max(...all);
  return most >= CONVINCING ? wholes[all.indexOf(most)] : undefined;
}

/**
 * @param {Piece[]} pieces
 * @param {(groups: Piece[][]) => Promise<number[]>} confidences
 * @returns {Promise<number>} the mean of their confidences, each by itself
 */
async function confidenceIn(pieces, confidences) {
  return mean(await confidences(sampleOf(pieces).map((piece) => [piece])));
}

/**
 * Whether pieces stand beside each other rather than above each other, as in a picture that lies on no side.
 * @param {Piece[]} pieces
 */
function standInRows(pieces) {
  const boxes = largestOf(pieces).map(({ box }) => box);
  if (boxes.length === 1) return boxes[0].width > WIDE * boxes[0].height;
  const beside = boxes.filter((box) => {
    const gaps = boxes.filter((other) => other !== box).map((other) => gapBetween(box, other));
    const nearest = gaps.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    return nearest.x > nearest.y;
  });
  return beside.length >= IN_ROWS * boxes.length;
}

/** @param {{ x: number, y: number }} gap */
const distance = ({ x, y }) => Math.hypot(Math.max(0, x), Math.max(0, y));

/** @param {Piece[]} pieces @returns {Piece[]} those that are as large as digits are here */
function sampleOf(pieces) {
  const isWide = (/** @type {Piece} */ { box: { width, height } }) =>
    Math.min(width, height) >= NARROW * Math.max(width, height);
  const wide = pieces.filter(isWide);
  return largestOf(wide.length > 0 ? wide : pieces);
}

/** @param {Piece[]} pieces */
function largestOf(pieces) {
  const extent = (/** @type {Piece} */ { box }) => Math.max(box.width, box.height);
  const sorted = pieces.toSorted((a, b) => extent(b) - extent(a)).slice(0, 2 * MAX_SAMPLE);
  const typical = sorted.length > 0 ? extent(sorted[sorted.length >> 1]) : 0;
  return sorted.filter((piece) => extent(piece) >= LEAST * typical).slice(0, MAX_SAMPLE);
}
