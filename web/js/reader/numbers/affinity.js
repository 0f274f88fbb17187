/**
 * What the places of pieces say of their belonging together. Strokes of a digit have their middles near each other in x,
 * or lie one above the other; those of two digits stand side by side.
 *
 * Sizes and distances are relative to the pieces at hand, never to all of the drawing: ink elsewhere changes nothing.
 *
 * @typedef {import("../ink.js").Box} Box
 */
import { gapBetween, middleX, union } from "./rectangle.js";

const NEAR_X = 0.15; // of the larger one's size: 99.9 % of a digit's strokes leave no wider gap, and numbers seldom less
const NEAR_Y = 0.25; // the same: rings of an 8 or bars of a 5 that do not touch

// The logarithm of the odds that two near strokes are of one digit: logistic regression on numbers by training writers.
const TOGETHER = 6.8;
const APART = 19; // for the distance of their middles in x, in widths of the wider one
const UNSHARED = 6.7; // for the share of their common height that only one of them has
const MIN_WIDTH = 0.4; // of the larger one's size: what a 1 counts as
const LEAST = -12; // what has less is not near; some people write the two strokes of a 4 far apart
const AGAINST = -2; // no place says more than this against two that the network reads as one

const STACKED = 0.15; // of the larger one's size: such a gap in y may as well be between two rows; so far in each other
// they are not

/**
 * Who is near whom, and what that says: the logarithm of the odds that they are of the same digit.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Box} boxOf
 * @param {(a: T, b: T) => number | undefined} [known] what is known of two besides their places, and counts instead;
 *   -Infinity: they are not near
 * @returns {Map<number, number>[]} for each item the logarithm, above 0 for and below 0 against, by the other's index
 */
export function affinities(items, boxOf, known = () => undefined) {
  /** @type {Map<number, number>[]} */
  const all = items.map(() => new Map());
  for (let i = 0; i < items.length; i++) {
    for (let j = i + 1; j < items.length; j++) {
      const value = known(items[i], items[j]) ?? affinityOf(boxOf(items[i]), boxOf(items[j]));
      if (value === -Infinity) continue;
      all[i].set(j, value);
      all[j].set(i, value);
    }
  }
  return all;
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
