/**
 * Brings drawings into the pad. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {{ width: number, height: number }} Size of the pad, in its units
 */

// Pad units between the pad's edge and what was brought into it: half the widest pen. Smaller, lines are cut off.
const MARGIN = 30;

// Pad units from the pad's corner. A hand that draws over the edge gets no farther on any screen. Larger, ink that was
// never on the pad passes for ink that was.
const FAR = 2000;

/**
 * A drawing on a pad: as it is where all of it lies there, and else moved, and made smaller where it has to be, with
 * its shape kept.
 * @param {Stroke[]} strokes in pad units
 * @param {Size} size
 * @returns {Stroke[]}
 */
export function placedOn(strokes, { width, height }) {
  const [left, right] = endsOf(strokes, "x");
  const [top, bottom] = endsOf(strokes, "y");
  if (left >= 0 && right <= width && top >= 0 && bottom <= height) return strokes;
  const scale = Math.min(1, (width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top));
  const x = within(left, width - MARGIN - scale * (right - left));
  const y = within(top, height - MARGIN - scale * (bottom - top));
  const placed = (/** @type {Point} */ point) => ({
    ...point,
    x: x + scale * (point.x - left),
    y: y + scale * (point.y - top),
  });
  return strokes.map((stroke) => stroke.map(placed));
}

/** @param {number} start @param {number} last @returns {number} the nearest start from the margin to the last one */
const within = (start, last) => Math.max(MARGIN, Math.min(start, last));

/** The least and the largest coordinate. @param {Stroke[]} strokes @param {"x" | "y"} axis */
function endsOf(strokes, axis) {
  let [least, most] = [Infinity, -Infinity];
  for (const stroke of strokes)
    for (const { [axis]: value } of stroke) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [least, most];
}

/**
 * Whether somebody has drawn this on such a pad: strokes begin on it, and may go over its edge.
 * @param {Stroke[]} strokes in pad units
 * @param {Size} size
 */
export function isOfPad(strokes, { width, height }) {
  const isOn = (/** @type {Point} */ { x, y }) => x >= 0 && y >= 0 && x <= width && y <= height;
  const isNear = (/** @type {Point} */ { x, y }) => Math.abs(x) <= FAR && Math.abs(y) <= FAR;
  return strokes.every((stroke) => isOn(stroke[0]) && stroke.every(isNear));
}
