/**
 * How long, how large and how straight a stroke is.
 *
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").Stroke} Stroke
 */
import { boundingBox } from "../ink.js";

// How far the ends of a line are apart, as a share of the way along it. Larger, only straighter lines count as
// straight.
const STRAIGHT = 0.95;

// Square units. A segment shorter than its root is a point; only there so that nothing is divided by 0.
const POINT = 1e-12;

// A share of a square: rounding makes no smaller errors. Larger, more roots are taken for nothing.
const SLACK = 1e-9;

/** @param {Stroke} stroke */
export const isStraight = (stroke) => isStraightWay(stroke[0], stroke[stroke.length - 1], lengthOf(stroke));

/**
 * Whether a way is hardly longer than its ends are apart.
 * @param {Point} from
 * @param {Point} to
 * @param {number} length of the way
 */
export function isStraightWay(from, to, length) {
  const away = Math.hypot(to.x - from.x, to.y - from.y);
  return away > 0 && away >= STRAIGHT * length;
}

/**
 * How many times longer than wide a stroke's ink is: along the way from its first point to the one farthest from it.
 * @param {Stroke} stroke
 * @param {number} pen the width of its line
 * @returns {number} at least 1
 */
export function elongationOf(stroke, pen) {
  const [first] = stroke;
  const away = (/** @type {Point} */ { x, y }) => Math.hypot(x - first.x, y - first.y);
  const end = stroke.reduce((best, point) => (away(point) > away(best) ? point : best), first);
  const long = away(end);
  const [alongX, alongY] = [(end.x - first.x) / (long || 1), (end.y - first.y) / (long || 1)];
  const across = stroke.map(({ x, y }) => alongX * (y - first.y) - alongY * (x - first.x));
  return Math.max(1, (long + pen) / (Math.max(...across) - Math.min(...across) + pen));
}

/** @param {Stroke} stroke */
export function sizeOf(stroke) {
  const box = boundingBox([stroke]);
  return box ? Math.max(box.width, box.height) : 0;
}

/** @param {Stroke} stroke */
export const lengthOf = (stroke) => lengthsAlong(stroke)[stroke.length - 1];

/** @param {Stroke} stroke @returns {number[]} of the way to each of its points */
export function lengthsAlong(stroke) {
  let length = 0;
  return stroke.map(({ x, y }, i) => (length += i > 0 ? Math.hypot(x - stroke[i - 1].x, y - stroke[i - 1].y) : 0));
}

/**
 * The point between two others of a stroke that is farthest from the line between these.
 * @param {Stroke} stroke
 * @param {number} from
 * @param {number} to
 * @param {number} tolerance
 * @returns {number} its index; -1 where none is farther away than the tolerance
 */
export function farthestFrom(stroke, from, to, tolerance) {
  const [a, b] = [stroke[from], stroke[to]];
  const [alongX, alongY] = [b.x - a.x, b.y - a.y];
  const length = Math.max(alongX * alongX + alongY * alongY, POINT);
  let [farthest, most] = [-1, tolerance];
  let enough = most * most * (1 - SLACK);
  for (let i = from + 1; i < to; i++) {
    const dx = stroke[i].x - a.x;
    const dy = stroke[i].y - a.y;
    const t = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
    const awayX = dx - t * alongX;
    const awayY = dy - t * alongY;
    if (awayX * awayX + awayY * awayY < enough) continue; // most points are told by this, which is far quicker
    const away = Math.hypot(awayX, awayY);
    if (away <= most) continue;
    farthest = i;
    most = away;
    enough = most * most * (1 - SLACK);
  }
  return farthest;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} point
 * @returns {number} from the point to the segment from a to b
 */
export function distanceTo(a, b, point) {
  const [alongX, alongY] = [b.x - a.x, b.y - a.y];
  const length = Math.max(alongX * alongX + alongY * alongY, POINT);
  const t = Math.min(1, Math.max(0, ((point.x - a.x) * alongX + (point.y - a.y) * alongY) / length));
  return Math.hypot(point.x - a.x - t * alongX, point.y - a.y - t * alongY);
}
