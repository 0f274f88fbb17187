/**
 * What the places of two pieces of ink say: whether they are of one digit. The strokes of a digit have their middles
 * near each other in x, or lie one above the other; the strokes of two digits stand side by side.
 *
 * Sizes and distances are relative to the two pieces, never to the whole drawing: ink elsewhere changes nothing.
 *
 * @typedef {import("../types.js").Box} Box
 */
import { createPace } from "../shared/next-turn.js";
import { gapBetween, middleX, union } from "./rectangle.js";

// Shares of the size of the larger piece. With a wider gap between them, two pieces are never of one digit. 99.9 % of
// the strokes of digits leave no wider gap in x, and digits seldom stand closer. In y it is for the rings of an 8 and
// the bar of a 5 that do not touch. Larger gaps let more groups be tried, which takes time and joins neighbours.
const NEAR_X = 0.15;
const NEAR_Y = 0.25;

// The logarithm of the odds that two pieces are of one digit, from a logistic regression on numbers by training
// writers: TOGETHER - APART · distance + UNSHARED · share. The distance is that of their middles in x, in widths of
// the wider one; the share is that of their common height which only one of them covers. With a larger
// TOGETHER more pieces are joined, with a larger UNSHARED more of those that lie above one another, with a larger APART
// fewer.
const TOGETHER = 6.8;
const APART = 19;
const UNSHARED = 6.7;

// A share of the size of the larger piece: the width that a narrower one counts as, such as a 1. Larger, strokes side
// by side seem nearer to each other.
const MIN_WIDTH = 0.4;

// Logarithms of odds. Pieces of lower odds than LEAST are never of one digit; it is so low because some people write
// the two strokes of a 4 far apart. Lower odds than AGAINST count as AGAINST: the network may read the two as one
// digit all the same. Larger (nearer to 0), LEAST lets fewer groups be tried, and AGAINST leaves more to the network.
const LEAST = -12;
const AGAINST = -2;

// A share of the size of the larger piece. Where two pieces lie above one another, what speaks for one digit counts in
// full only if they overlap in y by at least this much, not at all if there is a gap of this much between them, and in
// proportion in between: such a gap may as well be one between two rows. Larger, the pieces of one digit fall apart
// more easily.
const STACKED = 0.15;

/**
 * Which items may be of one digit with which, and the logarithm of the odds that they are.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Box} boxOf
 * @param {(a: T, b: T) => number | undefined} [known] what is known of two besides their places, and counts instead of
 *   them; -Infinity: they are not of one digit. Asked of those that follow each other and of those that are near.
 * @param {import("../shared/next-turn.js").Pace} [pace]
 * @returns {Promise<Map<number, number>[]>} for each item the logarithms, by the other's index, ascending: above 0 for
 *   one digit, below 0 against it
 */
export async function affinities(items, boxOf, known = () => undefined, pace = createPace()) {
  /** @type {Map<number, number>[]} */
  const all = items.map(() => new Map());
  const boxes = items.map(boxOf);
  const later = laterNeighbours(boxes);
  for (let i = 0; i < items.length; i++) {
    if (pace.isDue()) await pace.turn();
    for (const j of later[i]) {
      const value = known(items[i], items[j]) ?? affinityOf(boxes[i], boxes[j]);
      if (value === -Infinity) continue;
      all[i].set(j, value);
      all[j].set(i, value);
    }
  }
  return all;
}

/**
 * Which of the boxes that come later in the list may be near each: found in the order of their left edges, so that
 * those far apart are never compared.
 * @param {Box[]} boxes
 * @returns {number[][]} indices, ascending; the next one is always among them
 */
function laterNeighbours(boxes) {
  const later = boxes.map((_, i) => (i + 1 < boxes.length ? [i + 1] : []));
  // No gap is wider than the sum of both reaches, since it is measured by the larger one.
  const reach = boxes.map(({ width, height }) => NEAR_X * Math.max(width, height));
  const [from, to] = [boxes.map(({ x }, i) => x - reach[i]), boxes.map(({ x, width }, i) => x + width + reach[i])];
  /** @type {number[]} those that may still reach as far as what comes */
  let open = [];
  for (const i of boxes.map((_, i) => i).sort((a, b) => from[a] - from[b])) {
    open = open.filter((j) => to[j] >= from[i]);
    for (const j of open) {
      if (Math.abs(i - j) > 1 && areNear(boxes[i], boxes[j])) later[Math.min(i, j)].push(Math.max(i, j));
    }
    open.push(i);
  }
  for (const indices of later) indices.sort((a, b) => a - b);
  return later;
}

/**
 * Whether two are so near each other that they may be of the same digit.
 * @param {Box} a
 * @param {Box} b
 */
export function areNear(a, b) {
  const size = Math.max(a.width, a.height, b.width, b.height);
  const gap = gapBetween(a, b);
  return gap.x <= NEAR_X * size && gap.y <= NEAR_Y * size;
}

/**
 * @param {Box} a
 * @param {Box} b
 * @returns {number} a logarithm of odds; -Infinity: they are not near
 */
function affinityOf(a, b) {
  if (!areNear(a, b)) return -Infinity;
  const size = Math.max(a.width, a.height, b.width, b.height);
  const apart = Math.abs(middleX(a) - middleX(b)) / Math.max(a.width, b.width, MIN_WIDTH * size, Number.MIN_VALUE);
  const both = union([a, b]).height;
  const shared = a.height + b.height - both; // below 0: the gap between them
  const unshared = both > 0 ? 1 - Math.max(0, shared) / both : 0;
  const logit = TOGETHER - APART * apart + UNSHARED * unshared;
  if (logit < LEAST) return -Infinity;
  if (logit <= 0) return Math.max(AGAINST, logit);
  return size > 0 ? logit * Math.min(1, Math.max(0, 0.5 + shared / (2 * STACKED * size))) : logit;
}
