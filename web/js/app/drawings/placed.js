/**
 * Brings drawings into the pad. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {import("../../reader/types.js").Size} Size of the pad, in its units
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
export function placedOn(strokes, size) {
  const placing = placingOn(strokes, size);
  return placing ? moved(strokes, placing) : strokes;
}

/**
 * How a drawing is brought onto a pad: what is at `from` comes to `to`, and all else follows.
 * @typedef {{ from: Point, to: Point, scale: number }} Placing
 */

/**
 * @param {Stroke[]} strokes in pad units
 * @param {Size} size
 * @returns {Placing | null} null where all of it lies there
 */
export function placingOn(strokes, { width, height }) {
  const [left, right] = endsOf(strokes, "x");
  const [top, bottom] = endsOf(strokes, "y");
  if (left >= 0 && right <= width && top >= 0 && bottom <= height) return null;
  const margin = Math.min(MARGIN, height / 4); // of a pad that is hardly there
  const scale = Math.min(1, (width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top));
  const within = (/** @type {number} */ start, /** @type {number} */ last) => Math.max(margin, Math.min(start, last));
  const x = within(left, width - margin - scale * (right - left));
  const y = within(top, height - margin - scale * (bottom - top));
  return { from: { x: left, y: top }, to: { x, y }, scale };
}

/** @param {Stroke[]} strokes @param {Placing} placing */
export const moved = (strokes, { from, to, scale }) =>
  strokes.map((stroke) =>
    stroke.map((point) => ({ ...point, x: to.x + scale * (point.x - from.x), y: to.y + scale * (point.y - from.y) })),
  );

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
