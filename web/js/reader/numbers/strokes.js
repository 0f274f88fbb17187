/**
 * Pen strokes as pieces of ink: what identifies one, and which of them meet.
 *
 * What is asked of a stroke again and again is worked out once, so a stroke must not change while it is read: see
 * `ownCopy`.
 *
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").Stroke} Stroke
 * @typedef {import("../types.js").Box} Box
 */
import { boundingBox } from "../ink.js";
import { distanceTo, isStraight, lengthOf, sizeOf } from "./lines.js";

// Lines that stand for a stroke when two are looked at for touching. Larger, that takes longer, by the square.
const MAX_LINES = 64;

// How near counts as touching, as a share of the larger stroke's size: strokes of a letter do not always quite touch.
// Larger, digits beside what is no digit are joined with it.
const TOUCHING = 0.04;

// How near the end of a straight line has to be to another for the two to meet, as a share of the longer one: no hand
// is exact. Larger, 1s that stand close together become one sign.
const MEETING = 0.08;

// A share of a distance: rounding makes no smaller errors. Larger, more lines are compared that are apart.
const SLACK = 1e-9;

/** Strokes that whoever gave them can't change while they are read. @param {Stroke[]} strokes @returns {Stroke[]} */
export const ownCopy = (strokes) => strokes.map((stroke) => stroke.map(({ x, y }) => ({ x, y })));

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
 * Whether two strokes are straight and meet, as in V, X, T and +: two 1s hardly ever do.
 * @param {Stroke} a
 * @param {Stroke} b
 */
export function areMeetingLines(a, b) {
  if (!isLine(a) || !isLine(b)) return false;
  return doMeet([a[0], a[a.length - 1]], [b[0], b[b.length - 1]], MEETING * Math.max(lengthOf(a), lengthOf(b)));
}

const isLine = remembered(isStraight);

/**
 * Whether two strokes meet anywhere, as those of a letter do.
 * @param {Stroke} a
 * @param {Stroke} b
 */
export function meet(a, b) {
  const [some, others] = [linesOf(a), linesOf(b)];
  const reach = TOUCHING * Math.max(some.size, others.size);
  return some.lines.some((line) => {
    if (!areWithin(line.box, others.box, reach)) return false;
    return others.lines.some((other) => areWithin(line.box, other.box, reach) && doMeet(line.ends, other.ends, reach));
  });
}

/**
 * Whether any of a stroke is in a box.
 * @param {Stroke} stroke
 * @param {Box} box
 */
export function isIn(stroke, { x, y, width, height }) {
  const [right, lower] = [x + width, y + height];
  const isInside = (/** @type {Point} */ point) => point.x >= x && point.x <= right && point.y >= y && point.y <= lower;
  if (stroke.some(isInside)) return true;
  const diagonals = [
    [
      { x, y },
      { x: right, y: lower },
    ],
    [
      { x: right, y },
      { x, y: lower },
    ],
  ]; // what goes through the box goes through one of them
  return linesOf(stroke).lines.some(({ ends }) => diagonals.some((line) => doPart(ends, line) && doPart(line, ends)));
}

/** The lines that stand for a stroke, and where they are. */
const linesOf = remembered((/** @type {Stroke} */ stroke) => {
  const step = Math.ceil(stroke.length / MAX_LINES);
  const points = stroke.filter((_, i) => i % step === 0 || i === stroke.length - 1);
  const lines = points.slice(1).map((point, i) => {
    const ends = [points[i], point];
    return { ends, box: /** @type {Box} */ (boundingBox([ends])) };
  });
  return { lines, size: sizeOf(stroke), box: /** @type {Box} */ (boundingBox([stroke])) };
});

/** Whether two boxes are no further apart, in x and in y. @param {Box} a @param {Box} b @param {number} reach */
function areWithin(a, b, reach) {
  const apart = reach * (1 + SLACK);
  return (
    a.x - apart <= b.x + b.width &&
    b.x - apart <= a.x + a.width &&
    a.y - apart <= b.y + b.height &&
    b.y - apart <= a.y + a.height
  );
}

/**
 * Whether two segments meet.
 * @param {Point[]} a both ends
 * @param {Point[]} b
 * @param {number} reach so near counts as meeting
 */
function doMeet(a, b, reach) {
  if (doPart(a, b) && doPart(b, a)) return true;
  return a.some((end) => distanceTo(b[0], b[1], end) <= reach) || b.some((end) => distanceTo(a[0], a[1], end) <= reach);
}

/** Whether a line has the two ends of another on different sides. @param {Point[]} line @param {Point[]} other */
const doPart = (line, other) => sideOf(line, other[0]) !== sideOf(line, other[1]);

/** @param {Point[]} line @param {Point} point */
const sideOf = ([from, to], point) =>
  Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));

/**
 * A function of a stroke that is worked out once for each stroke, by identity.
 * @template T
 * @param {(stroke: Stroke) => T} workOut
 * @returns {(stroke: Stroke) => T}
 */
function remembered(workOut) {
  /** @type {WeakMap<Stroke, T>} */
  const known = new WeakMap();
  return (stroke) => {
    const before = known.get(stroke);
    if (before !== undefined) return before;
    const found = workOut(stroke);
    known.set(stroke, found);
    return found;
  };
}
