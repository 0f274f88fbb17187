/**
 * A stroke as the smooth line that is seen of it: on the pad, in saved pictures and in small ones.
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Point} Point
 */

// In the stroke's units: how much further than its end a line goes, since not every browser draws a line of no length,
// and a stroke of one point is a dot. Larger, the end of every stroke is seen to be longer.
const DOT = 0.01;

const PRECISION = 100; // steps of a unit that are told apart, finer than any screen; larger, the text only gets longer

/**
 * A line through the middles between points, with the points as control points.
 * @param {Stroke} stroke not empty
 * @param {number} [first] of its points, from which on it is drawn
 * @param {number} [end] of its points, up to which it is drawn; before its last one, it ends in the middle to the next
 * @returns {string} SVG path data, in the stroke's units
 */
export function curveOf(stroke, first = 1, end = stroke.length) {
  const start = first > 1 ? middle(stroke[first - 1], stroke[first]) : stroke[0];
  const last = stroke[stroke.length - 1];
  const parts = [`M${pair(start)}`];
  for (let i = first; i < Math.min(end, stroke.length - 1); i++)
    parts.push(`Q${pair(stroke[i])} ${pair(middle(stroke[i], stroke[i + 1]))}`);
  if (end === stroke.length) parts.push(`L${pair({ x: last.x + DOT, y: last.y })}`);
  return parts.join("");
}

/** @param {Point} point */
const pair = ({ x, y }) => `${rounded(x)} ${rounded(y)}`;

/** @param {number} value */
const rounded = (value) => Math.round(PRECISION * value) / PRECISION;

/** @param {Point} a @param {Point} b */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
