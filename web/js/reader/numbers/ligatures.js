/**
 * Where one stroke that holds several digits can be cut.
 *
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").Stroke} Stroke
 */
import { boundingBox } from "../ink.js";
import { farthestFrom, isStraightWay, lengthOf, lengthsAlong } from "./lines.js";

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

// How far a ligature may go down, as a share of its way to the right. Larger, slanted 1s are taken for ligatures.
const SINKING = 0.3;

// Looks at points in search of a stroke's corners. A number in one stroke takes up to 20 a point, and a scribble of
// 10,000 points could take 5,000; past it, the corners found so far are all. Larger, such scribbles take longer than a
// task may.
const MAX_LOOKS = 100_000;

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
  const ends = endsOf(stroke);
  const along = lengthsAlong(stroke);
  const last = stroke.length - 1;
  const leads = (/** @type {number} */ from, /** @type {number} */ to) =>
    leadsOn(stroke[from], stroke[to], along[to] - along[from]);
  const corners = cornersOf(stroke, CORNER * height);
  const ligatures = corners
    .slice(1)
    .map((to, i) => ({ from: corners[i], to, overlap: ends.before[corners[i]].right - ends.after[to].left }))
    .filter(({ overlap }) => overlap <= MAX_OVERLAP * height)
    .filter(({ from, to }) => stroke[to].x > stroke[from].x && leads(from, to))
    .filter(({ from }) => ends.before[from].size >= SMALLEST * height && !leads(0, from))
    .filter(({ to }) => ends.after[to].size >= SMALLEST * height && !leads(to, last))
    .sort((a, b) => a.overlap - b.overlap)
    .slice(0, MAX_LIGATURES)
    .sort((a, b) => a.from - b.from);
  const cuts = [...new Set(ligatures.flatMap(({ from, to }) => [from, to]))];
  return [...cuts, last].map((end, i) => stroke.slice(cuts[i - 1] ?? 0, end + 1));
}

/**
 * Whether a part of a stroke only leads from one digit to the next: straight to the right, and not down, as a 1 is.
 * @param {Stroke} part
 */
export function isLigature(part) {
  const [first, last] = [part[0], part[part.length - 1]];
  return last.x > first.x && leadsOn(first, last, lengthOf(part));
}

/**
 * Whether a part of a stroke is a straight line that does not go down: no digit is written so.
 * @param {Point} first
 * @param {Point} last
 * @param {number} length of the way between them
 */
function leadsOn(first, last, length) {
  return isStraightWay(first, last, length) && last.y - first.y <= SINKING * Math.abs(last.x - first.x);
}

/** @typedef {{ left: number, right: number, size: number }} Extent of ink: both edges, and the larger side */

/**
 * @param {Stroke} stroke
 * @returns {{ before: Extent[], after: Extent[] }} at each point, of the ink up to it, and of the ink from it on
 */
function endsOf(stroke) {
  return { before: extents(stroke), after: extents(stroke.toReversed()).reverse() };
}

/** @param {Stroke} stroke @returns {Extent[]} of the ink up to each point */
function extents(stroke) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  return stroke.map(({ x, y }) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    return { left, right, size: Math.max(right - left, bottom - top) };
  });
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
  let looks = 0;
  for (let span = open.pop(); span && looks < MAX_LOOKS; span = open.pop()) {
    const [from, to] = span;
    looks += to - from;
    const farthest = farthestFrom(stroke, from, to, tolerance);
    if (farthest < 0) continue;
    corners.push(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return corners.sort((a, b) => a - b);
}
