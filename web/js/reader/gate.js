/**
 * The one gate for strokes from anywhere: a caller of the module, a link, a file, the browser's storage. It says what
 * strokes are and how many of them may come, and why others are refused. Pure; the work is bounded, since what is too
 * much is refused before it is looked at.
 *
 * @typedef {import("./types.js").Stroke} Stroke
 * @typedef {import("./types.js").Point} Point
 */

/**
 * Strokes that are read at once, of some 400 digits. Where they overlap, there are four groups of each for the network
 * to read: larger, that takes longer than the two seconds that a person waits.
 */
export const MOST_READ = 500;

/** Strokes that are put on a pad at once, of some 1,500 digits. Larger, drawing them takes longer than 50 ms. */
export const MOST_DRAWN = 2000;

/** Points that may come. Each is looked at once, which takes some 0.05 s for all; larger, that time grows. */
export const MOST_POINTS = 1_000_000;

// Points that are used; of more, each stroke gives some, evenly. It is enough for 400 digits by mice and pens that
// report seldom, and for one digit however it is drawn. Larger, reading and drawing take longer, and no digit is read
// better.
const ENOUGH = 10_000;

// A coordinate, either way, in the strokes' own units: squares of sums of coordinates have to be finite numbers. They
// are up to some 1e150; a good deal less is left for sums and scales.
const LARGEST = 1e100;

/**
 * Why strokes are refused, by what is wrong; each is told what came.
 * @typedef {object} Faults
 * @property {(came: unknown) => string} list that it is none
 * @property {(count: number) => string} strokes too many
 * @property {(count: number) => string} points too many
 * @property {(came: unknown) => string} stroke that one is none
 * @property {(came: any) => string} point that one is none
 */

const EXPECTED = "read expects strokes as [[{x, y}, …], …] with finite numbers";

/** @type {Faults} */
const FOR_CALLERS = {
  list: (came) => `${EXPECTED}; ${typeof came} came.`,
  strokes: (count) => tooMany(MOST_READ, "strokes", count),
  points: (count) => tooMany(MOST_POINTS, "points", count),
  stroke: (came) => `${EXPECTED}; a stroke came that is no array, but ${typeof came}.`,
  point: (came) =>
    `${EXPECTED}, none beyond ±${LARGEST}; a point came whose x is ${named(came?.x)} and y is ${named(came?.y)}.`,
};

/** @param {number} most @param {string} what @param {number} count */
const tooMany = (most, what, count) =>
  `read expects at most ${counted(most)} ${what} at once; ${counted(count)} came. Read them in parts.`;

/** @param {unknown} value */
const named = (value) => (typeof value === "number" || value === undefined ? `${value}` : typeof value);

const counted = (/** @type {number} */ count) => count.toLocaleString("en");

/**
 * Strokes in any units, as they are read.
 * @param {unknown[]} strokes
 * @returns {Stroke[]} those that have points; of more than 10,000 points only some
 * @throws {TypeError} says to a developer what was expected, what came and what to do
 */
export const readable = (strokes) => passed(strokes, MOST_READ);

/** What of a drawing passes the gate: the newest strokes, thinned. @param {Stroke[]} strokes */
export const bounded = (strokes) => thinned(strokes.slice(-MOST_DRAWN));

/**
 * @param {unknown} strokes whatever has come
 * @param {number} most of them, at once
 * @param {Faults} [says] why not
 * @returns {Stroke[]} those that have points; of more than 10,000 points only some
 * @throws {TypeError} with what `says` says
 */
export const passed = (strokes, most, says = FOR_CALLERS) => thinned(checked(strokes, most, says));

/**
 * @param {unknown} strokes
 * @param {number} most
 * @param {Faults} says
 * @returns {Stroke[]} without the empty ones
 * @throws {TypeError}
 */
function checked(strokes, most, says) {
  if (!Array.isArray(strokes)) throw new TypeError(says.list(strokes));
  if (strokes.length > most) throw new TypeError(says.strokes(strokes.length));
  const all = Array.from(strokes); // not the holes in an array, which its methods skip
  const other = all.findIndex((stroke) => !Array.isArray(stroke));
  if (other >= 0) throw new TypeError(says.stroke(all[other]));
  const count = all.reduce((sum, { length }) => sum + length, 0);
  if (count > MOST_POINTS) throw new TypeError(says.points(count));
  for (const stroke of all) for (const point of stroke) if (!isPoint(point)) throw new TypeError(says.point(point));
  return all.filter(({ length }) => length > 0);
}

/** @param {any} point @returns {point is Point} */
function isPoint(point) {
  const { x, y } = point ?? {};
  return typeof x === "number" && typeof y === "number" && Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST;
}

/**
 * Of more than ENOUGH points, some: each stroke's first and last, and evenly of those between. Once more changes
 * nothing.
 * @param {Stroke[]} strokes none empty
 * @returns {Stroke[]}
 */
function thinned(strokes) {
  const count = strokes.reduce((sum, { length }) => sum + length, 0);
  if (count <= ENOUGH) return strokes;
  const ends = strokes.reduce((sum, { length }) => sum + Math.min(length, 2), 0);
  const share = (ENOUGH - ends) / (count - ends);
  return strokes.map((stroke) =>
    stroke.length > 2 ? evenly(stroke, 2 + Math.floor(share * (stroke.length - 2))) : stroke,
  );
}

/** @param {Stroke} stroke @param {number} count at least 2 @returns {Stroke} */
function evenly(stroke, count) {
  const step = (stroke.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => stroke[Math.round(i * step)]);
}
