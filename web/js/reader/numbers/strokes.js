/**
 * Pen strokes as pieces of ink: what identifies one, and where one that holds several digits can be cut.
 *
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").Stroke} Stroke
 */
import { boundingBox } from "../ink.js";

// Ligatures that one stroke is cut at; it then has six digits. Larger, reading takes longer, by the square.
const MAX_LIGATURES = 5;

// Shares of the height of a stroke that is cut. CORNER: how far a point stands out from the line between two corners,
// to be one itself; larger, ligatures with soft corners are missed. MAX_OVERLAP: how far the ink before a ligature and
// the ink after it may overlap in x, as those of slanted digits do; larger, strokes within one digit are taken for
// ligatures. SMALLEST: the size of what a cut leaves at either end; larger, small digits at the end are not cut off;
// smaller, hooks are.
const CORNER = 0.06;
const MAX_OVERLAP = 0.25;
const SMALLEST = 0.4;

// How far the ends of a line are apart, as a share of the way along it. Larger, only straighter lines count as
// straight.
const STRAIGHT = 0.95;

// Lines that stand for a stroke when two are looked at for touching. Larger, that takes longer, by the square.
const MAX_LINES = 64;

// How near counts as touching, as a share of the larger stroke's size: strokes of a letter do not always quite touch.
// Larger, digits beside what is no digit are joined with it.
const TOUCHING = 0.04;

// How near the end of a straight line has to be to another for the two to meet, as a share of the longer one: no hand
// is exact. Larger, 1s that stand close together become one sign.
const MEETING = 0.08;

// How far a ligature may go down, as a share of its way to the right. Larger, slanted 1s are taken for ligatures.
const SINKING = 0.3;

// Square units. A segment shorter than its root is a point; only there so that nothing is divided by 0.
const POINT = 1e-12;

/**
 * A stroke's content in a few letters: the same for equal points, and for others almost certainly another. Two hashes
 * of 32 bits over the coordinates' bits, mixed as in MurmurHash3 (Appleby, 2011).
 * @param {Stroke} stroke
 * @returns {string}
 */
export function keyOf(stroke) {
  const bits = new Uint32Array(Float64Array.from(stroke.flatMap(({ x, y }) => [x, y])).buffer);
  let [a, b] = [0x9747b28c, 0x3c6ef372];
  for (const word of bits) {
    const mixed = Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    a = (Math.imul(rotated(a ^ mixed, 13), 5) + 0xe6546b64) | 0;
    b = (Math.imul(rotated(b ^ mixed, 17), 9) + 0x85ebca6b) | 0;
  }
  return `${stroke.length}.${a.toString(36)}.${b.toString(36)}`;
}

/**
 * @param {number} word
 * @param {number} by bits to the left
 */
function rotated(word, by) {
  return (word << by) | (word >>> (32 - by));
}

/**
 * Cuts a stroke that may hold several digits at both ends of every ligature. A ligature is a straight way to the right
 * between two corners, with nearly all the ink before it to the left of all that follows: numbers are written from
 * left to right.
 * @param {Stroke} stroke
 * @returns {Stroke[]} its parts in order, each beginning where the one before ends; the stroke alone where nothing can
 *   be cut
 */
export function cutStroke(stroke) {
  const height = boundingBox([stroke])?.height ?? 0;
  if (height === 0) return [stroke];
  const { reached, left } = reaches(stroke);
  const corners = cornersOf(stroke, CORNER * height);
  const mayBeDigit = (/** @type {Stroke} */ part) => sizeOf(part) >= SMALLEST * height && !leadsOn(part);
  const ligatures = corners
    .slice(1)
    .map((to, i) => ({ from: corners[i], to, overlap: reached[corners[i]] - left[to] }))
    .filter(({ overlap }) => overlap <= MAX_OVERLAP * height)
    .filter(({ from, to }) => isLigature(stroke.slice(from, to + 1)))
    .filter(({ from, to }) => mayBeDigit(stroke.slice(0, from + 1)) && mayBeDigit(stroke.slice(to)))
    .sort((a, b) => a.overlap - b.overlap)
    .slice(0, MAX_LIGATURES)
    .sort((a, b) => a.from - b.from);
  const cuts = [...new Set(ligatures.flatMap(({ from, to }) => [from, to]))];
  return [...cuts, stroke.length - 1].map((end, i) => stroke.slice(cuts[i - 1] ?? 0, end + 1));
}

/**
 * Whether a part of a stroke only leads from one digit to the next: straight to the right, and not down, as a 1 is.
 * @param {Stroke} part
 */
export function isLigature(part) {
  return leadsOn(part) && part[part.length - 1].x > part[0].x;
}

/**
 * Whether a part of a stroke is a straight line that does not go down: no digit is written so.
 * @param {Stroke} part
 */
function leadsOn(part) {
  const [first, last] = [part[0], part[part.length - 1]];
  return isStraight(part) && last.y - first.y <= SINKING * Math.abs(last.x - first.x);
}

/**
 * Whether two strokes are straight and meet, as in V, X, T and +: two 1s hardly ever do.
 * @param {Stroke} a
 * @param {Stroke} b
 */
export function areMeetingLines(a, b) {
  return isStraight(a) && isStraight(b) && doMeet(a, b, MEETING * Math.max(lengthOf(a), lengthOf(b)));
}

/**
 * Whether the segments from the first to the last points of two strokes meet.
 * @param {Stroke} a
 * @param {Stroke} b
 * @param {number} reach so near counts as meeting
 */
function doMeet(a, b, reach) {
  const ends = [a, b].map((stroke) => [stroke[0], stroke[stroke.length - 1]]);
  const side = (/** @type {Point[]} */ [from, to], /** @type {Point} */ point) =>
    Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  const parts = (/** @type {Point[]} */ line, /** @type {Point[]} */ [from, to]) => side(line, from) !== side(line, to);
  if (parts(ends[0], ends[1]) && parts(ends[1], ends[0])) return true;
  return [0, 1].some((i) => ends[i].some((end) => distanceTo(ends[1 - i][0], ends[1 - i][1], end) <= reach));
}

/**
 * Whether two strokes meet anywhere, as those of a letter do.
 * @param {Stroke} a
 * @param {Stroke} b
 */
export function meet(a, b) {
  const reach = TOUCHING * Math.max(sizeOf(a), sizeOf(b));
  const lines = (/** @type {Stroke} */ stroke) => {
    const step = Math.ceil(stroke.length / MAX_LINES);
    const points = stroke.filter((_, i) => i % step === 0 || i === stroke.length - 1);
    return points.slice(1).map((point, i) => [points[i], point]);
  };
  const others = lines(b);
  return lines(a).some((line) => others.some((other) => doMeet(line, other, reach)));
}

/** @param {Stroke} stroke */
function isStraight(stroke) {
  const [first, last] = [stroke[0], stroke[stroke.length - 1]];
  const away = Math.hypot(last.x - first.x, last.y - first.y);
  return away > 0 && away >= STRAIGHT * lengthOf(stroke);
}

/** @param {Stroke} stroke */
function sizeOf(stroke) {
  const box = boundingBox([stroke]);
  return box ? Math.max(box.width, box.height) : 0;
}

/** @param {Stroke} stroke */
function lengthOf(stroke) {
  return stroke.slice(1).reduce((sum, { x, y }, i) => sum + Math.hypot(x - stroke[i].x, y - stroke[i].y), 0);
}

/**
 * @param {Stroke} stroke
 * @returns {{ reached: number[], left: number[] }} at each point, the right edge of the ink up to it, and the left edge
 *   of the ink from it on
 */
function reaches(stroke) {
  let [most, least] = [-Infinity, Infinity];
  const reached = stroke.map(({ x }) => (most = Math.max(most, x)));
  const left = stroke.toReversed().map(({ x }) => (least = Math.min(least, x)));
  return { reached, left: left.reverse() };
}

/**
 * The points, without the ends, that a simplified line keeps (Ramer 1972; Douglas and Peucker 1973).
 * @param {Stroke} stroke
 * @param {number} tolerance
 * @returns {number[]} indices, ascending
 */
function cornersOf(stroke, tolerance) {
  /** @type {number[]} */
  const corners = [];
  const open = [[0, stroke.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const away = distanceTo(stroke[from], stroke[to], stroke[i]);
      if (away > most) [farthest, most] = [i, away];
    }
    if (farthest < 0) continue;
    corners.push(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return corners.sort((a, b) => a - b);
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} point
 * @returns {number} from the point to the segment from a to b
 */
function distanceTo(a, b, point) {
  const [alongX, alongY] = [b.x - a.x, b.y - a.y];
  const length = Math.max(alongX * alongX + alongY * alongY, POINT);
  const t = Math.min(1, Math.max(0, ((point.x - a.x) * alongX + (point.y - a.y) * alongY) / length));
  return Math.hypot(point.x - a.x - t * alongX, point.y - a.y - t * alongY);
}
