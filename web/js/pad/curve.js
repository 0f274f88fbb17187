/**
 * A stroke as the smooth line that is seen of it: on the pad, in saved pictures and in small ones.
 *
 * @typedef {import("./pad.js").Stroke} Stroke
 * @typedef {import("./pad.js").Point} Point
 */

const DOT = 0.01; // a line of no length is not drawn everywhere; this one is, as a dot

/**
 * A line through the middles between points, with the points as control points.
 * @param {Stroke} stroke not empty
 * @param {number} [first] of its points, from which on it is drawn
 * @returns {string} SVG path data, in the stroke's units
 */
export function curveOf(stroke, first = 1) {
  const start = first > 1 ? middle(stroke[first - 1], stroke[first]) : stroke[0];
  const end = stroke[stroke.length - 1];
  const parts = [`M${pair(start)}`];
  for (let i = first; i < stroke.length - 1; i++)
    parts.push(`Q${pair(stroke[i])} ${pair(middle(stroke[i], stroke[i + 1]))}`);
  return `${parts.join("")}L${pair({ x: end.x + DOT, y: end.y })}`;
}

/** @param {Point} point in hundredths of a unit, which is finer than any screen */
const pair = ({ x, y }) => `${Math.round(100 * x) / 100} ${Math.round(100 * y) / 100}`;

/** @param {Point} a @param {Point} b */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
