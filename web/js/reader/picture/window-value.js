/**
 * What is measured of a window as one digit or another, and of the joint of two, that tells whether each is a digit.
 * Pure; what each of these weighs is learnt, see learnt-weights.js.
 *
 * @typedef {import("./cuts.js").Cut} Cut
 * @typedef {import("./windows.js").Window} Window
 * @typedef {Pick<Cut, "cut" | "strokes" | "longest">} Sliced what a cut goes through
 * @typedef {{ height: number, pen: number }} Whole what a window is a part of: both in its pixels
 * @typedef {{ window: Window, left: Sliced, right: Sliced }} Place a window between its cuts
 */
import { DIGITS } from "../shared/contract.js";
import { inkIn } from "./cuts.js";
import { LENGTHS, WIDTHS } from "./learnt-weights.js";

// Where what is measured stops to count: a probability; standard deviations of a width or length; the logarithm of a
// height and its square; pen widths of cut ink; strokes that are cut. What is beyond is wrong anyway. Larger, LEAST
// lets one poor window decide less; the others let one odd shape decide more.
const LEAST = 0.0005;
const MOST = { odd: 3, oddness: 2, height: 1, squared: 0.3, cut: 4, strokes: 3, longest: 5 };

// A window may be its likeliest digit, and so many OTHERS, each at least so LIKELY: the row as a whole may tell that
// one of these is right. With more OTHERS, or a smaller LIKELY, it takes longer.
const OTHERS = 2;
const LIKELY = 0.02;

/** What the outer edge of the whole goes through: as much as a cut between two digits usually does. */
export const EDGE = { cut: 0, strokes: 1, longest: 1.3 };

const USUAL = { widths: WIDTHS, lengths: LENGTHS };

/**
 * The names of what is measured of a window.
 * @typedef {"digit" | "confidence" | "behind" | "none" | "width" | "odd width" | "wide" | "length" | "odd length" |
 *   "long" | "short" | "height" | "odd height" | "low one" | "above" | "below" | "dropped" | "cut right" |
 *   "strokes right" | "longest right" | "cut left" | "strokes left" | "longest left"} Measure
 */

/**
 * @param {Float32Array} probabilities 11, of a window
 * @returns {number[]} the digits that it may be, the likeliest first
 */
export function likelyDigitsOf(probabilities) {
  const [best, ...others] = Array.from({ length: DIGITS }, (_, digit) => digit).sort(
    (a, b) => probabilities[b] - probabilities[a],
  );
  return [best, ...others.slice(0, OTHERS).filter((digit) => probabilities[digit] >= LIKELY)];
}

/**
 * @param {Place} place
 * @param {number} digit as which it is measured
 * @param {Float32Array} probabilities 11, of the window
 * @param {Whole} whole
 * @param {{ widths: number[][], lengths: number[][] }} [usual] of each digit, median and standard deviation
 * @returns {Record<Measure, number>}
 */
export function measured({ window, left, right }, digit, probabilities, whole, usual = USUAL) {
  const confidence = logarithm(probabilities[digit]);
  const { y, width, height } = window.piece.box;
  const wide = Math.log(width / height);
  const long = Math.log(Math.max(inkIn(window.piece), Number.MIN_VALUE) / (whole.pen * height));
  const odd = oddOf(wide, usual.widths[digit]);
  const oddLength = oddOf(long, usual.lengths[digit]);
  const high = Math.max(-MOST.height, Math.log(height / whole.height));
  return {
    ...{ digit: 1, confidence, behind: confidence - logarithm(Math.max(...probabilities.subarray(0, DIGITS))) },
    none: logarithm(probabilities[DIGITS]),
    ...{ wide, width: odd, "odd width": oddness(odd) },
    ...{ long, length: oddLength, "odd length": oddness(oddLength), short: Math.max(0, -1 - oddLength) },
    ...{ height: high, "odd height": Math.min(MOST.squared, high ** 2), "low one": digit === 1 ? high : 0 },
    ...{ above: y / whole.height, below: 1 - (y + height) / whole.height, dropped: window.dropped },
    ...{ "cut right": Math.min(MOST.cut, right.cut), "cut left": Math.min(MOST.cut, left.cut) },
    ...{ "strokes right": Math.min(MOST.strokes, right.strokes), "strokes left": Math.min(MOST.strokes, left.strokes) },
    ...{ "longest right": Math.min(MOST.longest, right.longest), "longest left": Math.min(MOST.longest, left.longest) },
  };
}

const logarithm = (/** @type {number} */ probability) => Math.log(Math.max(LEAST, probability));

/** @param {number} value @param {number[]} usual its median and standard deviation */
const oddOf = (value, [median, deviation]) => Math.max(-MOST.odd, Math.min(MOST.odd, (value - median) / deviation));

const oddness = (/** @type {number} */ odd) => Math.min(MOST.oddness, Math.abs(odd)) ** 2;

/**
 * Two windows in a row mostly share a cut. Where their ink overlaps, they share some of it; where digits are joined by
 * a line, some lies between them.
 * @typedef {"shared" | "shared ink" | "between" | "ink between"} JointMeasure
 */

/**
 * @param {number} ink that two windows share, or, below 0, that lies between them; in pen widths times the height
 * @returns {Record<JointMeasure, number>}
 */
export const measuredJoint = (ink) => ({
  ...{ shared: Number(ink > 0), "shared ink": Math.max(0, ink) },
  ...{ between: Number(ink < 0), "ink between": Math.max(0, -ink) },
});

/**
 * @template {string} M
 * @param {Record<M, number>} measures
 * @param {Record<M, number>} weights
 */
export function weighed(measures, weights) {
  let sum = 0;
  for (const name in weights) sum += weights[name] * measures[name];
  return sum;
}
