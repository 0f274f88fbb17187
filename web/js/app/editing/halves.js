/**
 * One digit's ink as two digits: between its strokes, through one of them, or along a line.
 *
 *     const halves = await halvesOf(strokes, reader);
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {[left: Stroke[], right: Stroke[]]} Halves
 */
import { boundingBox, fromStrokes } from "../../reader/ink.js";
import { lengthsAlong } from "../../reader/numbers/lines.js";
import { gapBetween, middleX } from "../../reader/numbers/rectangle.js";
import { CLASSES, DIGITS } from "../../reader/shared/contract.js";
import { joined } from "../../reader/shared/joined.js";
import { rowsOfLength } from "../../reader/shared/rows-of-length.js";
import { runsOf } from "../drawings/runs.js";
import { takingNotes } from "../drawings/notes.js";
import { finely } from "./erased.js";

// Places along a stroke where it is cut, and across all ink where a line cuts it, at each of some slants (to the right
// for each unit upwards). More, and a split takes longer, some 0.5 ms for each; fewer, and cuts are less exact.
const PLACES = 32;
const LINES = 16;
const SLANTS = [0, 0.25];

// Strokes. Of more, as in a scribble, lines alone cut, since each takes some 15 ms. Larger, a split may take seconds.
const STROKES = 12;

// Shares of the ink's height: each half is as large, and they overlap no more. Larger, SMALLEST leaves small digits
// uncut; OVERLAP cuts digits into upper and lower halves.
const SMALLEST = 0.45;
const OVERLAP = 0.3;

// A confidence: both halves read as digits with as much at least. Larger, fewer digits can be split; smaller, more
// single digits are cut into what is none.
const LEGIBLE = 0.5;

// What the logarithms of two confidences lose for an overlap of the ink's height. Larger, slanted digits are cut where
// they read less well.
const APART = 1;

/**
 * @param {Stroke[]} strokes of one digit
 * @param {Pick<import("../../reader/types.js").Reader, "scores">} reader
 * @returns {Promise<Halves | null>} those that read best; null where no two halves read as digits
 */
export async function halvesOf(strokes, reader) {
  const ways = waysToHalve(strokes);
  const images = ways.flat().map((half) => /** @type {Float32Array} */ (fromStrokes(half)));
  const scores = rowsOfLength(CLASSES, await reader.scores(joined(images)));
  const confidences = scores.map((score) => Math.max(...score.subarray(0, DIGITS)));
  const values = ways.map((way, i) => {
    const both = confidences.slice(2 * i, 2 * i + 2);
    return Math.min(...both) < LEGIBLE ? -Infinity : both.reduce((sum, one) => sum + Math.log(one), 0) - costOf(way);
  });
  const best = values.indexOf(Math.max(...values));
  return values[best] > -Infinity ? ways[best] : null;
}

/**
 * @param {Stroke[]} strokes
 * @returns {Halves[]} that stand side by side, each large enough for a digit
 */
export function waysToHalve(strokes) {
  const height = boundingBox(strokes)?.height ?? 0;
  if (height === 0) return [];
  const fine = strokes.map(finely);
  const few = fine.length <= STROKES ? fine : [];
  const ways = [...betweenStrokes(few), ...few.flatMap((_, i) => throughStroke(few, i)), ...alongLines(fine)];
  return ways.filter(([left, right]) => {
    const [a, b] = [boundingBox(left), boundingBox(right)];
    return a && b && Math.min(sizeOf(a), sizeOf(b)) >= SMALLEST * height && overlapOf(a, b) <= OVERLAP * height;
  });
}

/** @param {Stroke[]} strokes @returns {Halves[]} */
function betweenStrokes(strokes) {
  const across = strokes.toSorted((a, b) => middleOf([a]) - middleOf([b]));
  return across.slice(1).map((_, i) => [across.slice(0, i + 1), across.slice(i + 1)]);
}

/** @param {Stroke[]} strokes @param {number} which of them is cut @returns {Halves[]} */
function throughStroke(strokes, which) {
  const stroke = strokes[which];
  const along = lengthsAlong(stroke);
  const others = strokes.filter((_, i) => i !== which);
  return Array.from({ length: PLACES - 1 }, (_, i) => {
    const share = (along[along.length - 1] * (i + 1)) / PLACES;
    const at = along.findIndex((length) => length >= share);
    const ends = [stroke.slice(0, at + 1), stroke.slice(at)].map((end) => takingNotes(end, stroke));
    const [left, right] = ends.toSorted((a, b) => middleOf([a]) - middleOf([b]));
    const isLeft = (/** @type {Stroke} */ other) =>
      middleOf([other]) - middleOf([left]) < middleOf([right]) - middleOf([other]);
    return [
      [left, ...others.filter(isLeft)],
      [right, ...others.filter((other) => !isLeft(other))],
    ];
  });
}

/** @param {Stroke[]} strokes @returns {Halves[]} */
function alongLines(strokes) {
  return SLANTS.flatMap((slant) => {
    const placeOf = (/** @type {import("../../reader/types.js").Point} */ { x, y }) => x + slant * y;
    const places = strokes.flat().map(placeOf);
    const [least, most] = [Math.min(...places), Math.max(...places)];
    return Array.from({ length: LINES - 1 }, (_, i) => {
      const middle = least + ((most - least) * (i + 1)) / LINES;
      const onSide = (/** @type {boolean} */ isLeft) =>
        strokes.flatMap((stroke) =>
          runsOf(stroke, (point) => placeOf(point) < middle === isLeft).map((run) => takingNotes(run, stroke)),
        );
      return /** @type {Halves} */ ([onSide(true), onSide(false)]);
    });
  });
}

/** @param {Stroke[]} strokes */
const middleOf = (strokes) => middleX(/** @type {Box} */ (boundingBox(strokes)));

/** @param {Box} box */
const sizeOf = ({ width, height }) => Math.max(width, height);

/** @param {Box} a @param {Box} b @returns {number} how far they overlap, from left to right */
const overlapOf = (a, b) => Math.max(0, -gapBetween(a, b).x);

/** @param {Halves} halves */
function costOf([left, right]) {
  const [a, b] = [boundingBox(left), boundingBox(right)].map((box) => /** @type {Box} */ (box));
  return (APART * overlapOf(a, b)) / Math.max(a.height, b.height, 1);
}
