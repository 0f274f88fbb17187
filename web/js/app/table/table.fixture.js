/**
 * Readings and cells for tests.
 *
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").ReadNumber} ReadNumber
 */

/**
 * A number whose digits stand 10 apart, 20 high.
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Record<string, number>} [confidences] of some of its digits; of the others 0.99
 * @returns {ReadNumber}
 */
export function number(text, x, y, confidences = {}) {
  const letters = Array.from(text, (letter, i) => ({ letter, box: { x: x + 10 * i, y, width: 10, height: 20 } }));
  const digits = letters
    .filter(({ letter }) => /[0-9?]/.test(letter))
    .map(({ letter, box }) => digit(letter, confidences[letter] ?? 0.99, box));
  return {
    ...{ text, value: null, digits, marks: [], confidence: Math.min(...digits.map(({ confidence }) => confidence)) },
    box: { x, y, width: 10 * text.length, height: 20 },
  };
}

/**
 * @param {string} letter
 * @param {number} confidence
 * @param {import("../../reader/types.js").Box} box
 * @returns {Digit}
 */
function digit(letter, confidence, box) {
  const value = letter === "?" ? 4 : Number(letter);
  const other = (value + 1) % 10;
  const share = (/** @type {number} */ i) => (i === value ? confidence : i === other ? 1 - confidence : 0);
  const probabilities = Array.from({ length: 10 }, (_, i) => share(i));
  return {
    ...{ digit: value, confidence, probabilities, rejected: letter === "?", row: 0, box, image: new Float32Array(784) },
    alternatives: [{ digit: other, confidence: 1 - confidence }],
  };
}

/** @param {...ReadNumber} numbers */
export const row = (...numbers) => ({ numbers });
