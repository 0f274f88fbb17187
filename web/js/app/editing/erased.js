/**
 * What an eraser leaves of strokes. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 */
import { boundingBox } from "../../reader/ink.js";
import { distanceTo } from "../../reader/numbers/lines.js";
import { takingNotes } from "../drawings/notes.js";
import { runsOf } from "../drawings/runs.js";

// Pad units between points along a stroke that is cut: a quick hand leaves few. Larger, cuts are less exact; smaller,
// strokes that were cut often have more points than are needed.
const STEP = 6;

// Pad units. What is left of a stroke and no larger is a speck that nobody means to keep. Larger, short ends of strokes
// go, too.
const SPECK = 12;

/**
 * @param {Stroke[]} strokes in pad units
 * @param {[from: Point, to: Point]} path of the eraser's middle
 * @param {number} radius of the eraser
 * @returns {Stroke[]} those that it has not touched, and what is left of the others; the same list where it has
 *   touched none
 */
export function erasedAlong(strokes, [from, to], radius) {
  const isErased = (/** @type {Point} */ point) => distanceTo(from, to, point) <= radius;
  const left = strokes.map((stroke) => (isNear(stroke, [from, to], radius) ? cut(stroke, isErased) : [stroke]));
  return left.every((parts, i) => parts[0] === strokes[i]) ? strokes : left.flat();
}

/** @param {Stroke} stroke @param {Point[]} path @param {number} radius */
function isNear(stroke, path, radius) {
  const [a, b] = [boundingBox([stroke]), boundingBox([path])];
  if (!a || !b) return false;
  const across = a.x - radius <= b.x + b.width && b.x - radius <= a.x + a.width;
  return across && a.y - radius <= b.y + b.height && b.y - radius <= a.y + a.height;
}

/**
 * @param {Stroke} stroke
 * @param {(point: Point) => boolean} isErased
 * @returns {Stroke[]} the stroke itself, where nothing of it is erased
 */
function cut(stroke, isErased) {
  const fine = finely(stroke);
  if (!fine.some(isErased)) return [stroke];
  const parts = runsOf(fine, (point) => !isErased(point));
  // What was said of a digit holds for exactly its ink.
  return parts.filter((part) => !isSpeck(part)).map((part) => takingNotes(part, stroke, { fixes: [] }));
}

/**
 * @param {Stroke} stroke in pad units
 * @returns {Stroke} another one of the same course, and notes, with points close enough to be cut at any of them
 */
export function finely(stroke) {
  const fine = stroke.flatMap((point, i) => [...between(stroke[i - 1] ?? point, point), point]);
  return takingNotes(fine, stroke);
}

/** Points on the way from one to another. @param {Point} a @param {Point} b @returns {Point[]} */
function between(a, b) {
  const steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / STEP);
  return Array.from({ length: Math.max(0, steps - 1) }, (_, i) => {
    const share = (i + 1) / steps;
    return { ...a, x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
  });
}

/** @param {Stroke} part */
function isSpeck(part) {
  const box = boundingBox([part]);
  return !box || Math.max(box.width, box.height) <= SPECK;
}
