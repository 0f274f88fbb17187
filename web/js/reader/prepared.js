/**
 * What the public module's calls expect of prepared digits, and of what is said of them: anything else is refused, in
 * plain words, before a network makes something of it.
 */
import { DIGITS, PIXELS } from "./shared/contract.js";
import { createPace } from "./shared/next-turn.js";

/**
 * Corrections that a reader can learn. Each makes reading an image some 0.003 ms slower, and learning grows with their
 * square: so many take about half a second.
 */
const MAX_LESSONS = 200;

/**
 * @param {string} call whose argument it is
 * @param {unknown} images n prepared digits
 * @returns {Promise<void>}
 * @throws {TypeError} says what was expected and what came
 */
export async function checkImages(call, images) {
  const expected = `n×${PIXELS} values in [0, 1]`;
  if (!(images instanceof Float32Array) || images.length % PIXELS !== 0) throw refusal(call, expected, nameOf(images));
  const pace = createPace();
  for (let from = 0; from < images.length; from += PIXELS) {
    if (pace.isDue()) await pace.turn();
    checkValues(call, expected, images.subarray(from, from + PIXELS));
  }
}

/**
 * @param {string} call whose argument it is
 * @param {unknown} image one prepared digit
 * @throws {TypeError} says what was expected and what came
 */
export function checkOneImage(call, image) {
  const expected = `${PIXELS} values in [0, 1]`;
  if (!(image instanceof Float32Array) || image.length !== PIXELS) throw refusal(call, expected, nameOf(image));
  checkValues(call, expected, image);
}

/** @param {string} call @param {string} expected @param {Float32Array} values @throws {TypeError} */
function checkValues(call, expected, values) {
  // A plain loop, which takes a tenth of the time of `find`: so many values come with each batch.
  for (let i = 0; i < values.length; i++) {
    if (isNoShare(values[i])) throw refusal(call, expected, `a value of ${values[i]}`);
  }
}

/**
 * @param {string} call whose argument it is
 * @param {unknown} box
 * @throws {TypeError} where it is none
 */
export function checkBox(call, box) {
  const { x, y, width, height } = /** @type {any} */ (box) ?? {};
  if ([x, y, width, height].every(Number.isFinite) && width >= 0 && height >= 0) return;
  throw new TypeError(`${call} expects a box { x, y, width, height } of finite numbers, no side of it below 0.`);
}

/**
 * @param {import("./types.js").Lesson[]} corrections
 * @throws {TypeError} where they are none, or too many
 */
export function checkLessons(corrections) {
  if (Array.isArray(corrections) && corrections.length > MAX_LESSONS) {
    const came = corrections.length.toLocaleString("en");
    throw new TypeError(`learn expects at most ${MAX_LESSONS} corrections; ${came} came. Leave out the oldest.`);
  }
  if (Array.isArray(corrections) && Array.from(corrections).every(isLesson)) return;
  throw new TypeError(
    "learn expects [{ image, digit }, …]: a Float32Array of 784 values in [0, 1]; 0 to 9, or null for no digit.",
  );
}

/** @param {any} lesson */
function isLesson(lesson) {
  const { image, digit } = lesson ?? {};
  const isImage = image instanceof Float32Array && image.length === PIXELS;
  const isDigit = Number.isInteger(digit) && digit >= 0 && digit < DIGITS;
  return isImage && !image.some(isNoShare) && (digit === null || isDigit);
}

const isNoShare = (/** @type {number} */ value) => !(value >= 0 && value <= 1);

/** @param {unknown} value */
function nameOf(value) {
  if (value instanceof Float32Array) return `${value.length} values`;
  return /** @type {any} */ (value)?.constructor?.name ?? String(value);
}

/** @param {string} call @param {string} expected @param {string} came */
const refusal = (call, expected, came) =>
  new TypeError(`${call} expects a Float32Array of ${expected}; this came: ${came}.`);
