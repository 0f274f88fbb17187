/**
 * Strokes from anywhere: what can be read of them, in an amount that leaves the page its turns, or why it can't be.
 *
 * @typedef {import("../types.js").Stroke} Stroke
 */

// Strokes, of some 400 digits. All pairs of them are looked at, so that the time grows with the square.
const MAX_STROKES = 500;

// Points. Each is looked at once, which takes some 0.05 s for all; larger, that time grows.
const MAX_POINTS = 1_000_000;

// Points to read from; of more, only every second, third, … is taken. It is enough for 400 digits by mice and pens that
// report seldom, and for one digit however it is drawn. Larger, reading takes longer and reads no better.
const ENOUGH = 10_000;

// A coordinate, either way, in the strokes' own units: squares of sums of coordinates have to be finite numbers. They
// are up to some 1e150; a good deal less is left for sums and scales.
const LARGEST = 1e100;

const EXPECTED = "read expects strokes as [[{x, y}, …], …] with finite numbers";

/**
 * @param {unknown[]} strokes
 * @returns {Stroke[]} those that have points; of very many points, only some
 * @throws {TypeError} says what was expected, what came and what to do
 */
export function readable(strokes) {
  if (strokes.length > MAX_STROKES) throw new TypeError(tooMany(MAX_STROKES, "strokes", strokes.length));
  const all = Array.from(strokes, (stroke) => arrayOf(stroke)); // not `map`, which skips the holes in an array
  const count = all.reduce((sum, { length }) => sum + length, 0);
  if (count > MAX_POINTS) throw new TypeError(tooMany(MAX_POINTS, "points", count));
  for (const stroke of all) for (const point of stroke) check(point);
  const step = Math.ceil(count / ENOUGH);
  return all.filter(({ length }) => length > 0).map((stroke) => everyOf(step, stroke));
}

/** @param {unknown} stroke @returns {Stroke} @throws {TypeError} */
function arrayOf(stroke) {
  if (Array.isArray(stroke)) return stroke;
  throw new TypeError(`${EXPECTED}; a stroke came that is no array, but ${typeof stroke}.`);
}

/** @param {any} point @throws {TypeError} */
function check(point) {
  const { x, y } = point ?? {};
  if (typeof x === "number" && typeof y === "number" && Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST) return;
  throw new TypeError(
    `${EXPECTED}, none beyond ±${LARGEST}; a point came whose x is ${shown(x)} and y is ${shown(y)}.`,
  );
}

/** Some points of a stroke, its ends among them. @param {number} step @param {Stroke} stroke @returns {Stroke} */
function everyOf(step, stroke) {
  return step > 1 ? stroke.filter((_, i) => i % step === 0 || i === stroke.length - 1) : stroke;
}

/** @param {unknown} value */
const shown = (value) => (typeof value === "number" || value === undefined ? `${value}` : typeof value);

/** @param {number} most @param {string} what @param {number} came */
const tooMany = (most, what, came) =>
  `There is too much here to read at once: expected at most ${most.toLocaleString("en")} ${what}; ` +
  `${came.toLocaleString("en")} came. Read it in parts.`;
