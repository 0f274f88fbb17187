/**
 * Honest probabilities: what the network puts out, corrected by what its errors on validation data say.
 *
 * The correction is a temperature, fitted when the model is made (Guo et al., "On calibration of modern neural networks",
 * 2017): each probability to the power of 1/T, and then their sum made 1 again. It changes no order.
 *
 * @typedef {object} Calibration
 * @property {number} temperature above 0; more than 1 lowers the confidence
 * @property {number} reject a digit of lower confidence is none
 * @property {number} doubt what is less probable is looked at again, see second-look.js; 0: nothing is
 */

/** Ten digits and, last, no digit. */
export const CLASSES = 11;

/** @type {Calibration} of a model whose card has none: as the network says, and nothing is rejected or doubted */
const UNCALIBRATED = { temperature: 1, reject: 0, doubt: 0 };

/**
 * @param {import("./model-files.js").Card} card
 * @returns {Calibration}
 */
export function calibrationOf(card) {
  return { ...UNCALIBRATED, ...card.calibration };
}

/**
 * @param {Float32Array} outputs n×classes: softmax
 * @param {number} classes 10, of a network that knows digits alone, or 11
 * @param {number} temperature above 0; more than 1 lowers the confidence
 * @returns {Float32Array} n×11 probabilities, the sum of each 11 being 1
 */
export function calibrated(outputs, classes, temperature) {
  const count = outputs.length / classes;
  const result = new Float32Array(count * CLASSES);
  for (let i = 0; i < count; i++) {
    const powers = outputs.subarray(i * classes, (i + 1) * classes).map((value) => value ** (1 / temperature));
    const sum = powers.reduce((a, b) => a + b);
    result.set(
      powers.map((value) => value / sum),
      i * CLASSES,
    );
  }
  return result;
}

/**
 * @param {Float32Array} probabilities 11
 * @returns {number[]} of each of the ten digits, given that it is one: their sum is 1
 */
export function givenADigit(probabilities) {
  const digits = Array.from(probabilities.subarray(0, 10));
  const sum = digits.reduce((a, b) => a + b);
  return digits.map((value) => (sum > 0 ? value / sum : 1 / 10));
}
