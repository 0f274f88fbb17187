/**
 * Probabilities that can be believed: what the network puts out, corrected by its errors on validation data.
 *
 * The correction is a temperature T, fitted when the model is made (Guo et al., "On calibration of modern neural
 * networks", 2017): each probability is raised to the power of 1/T, and all are divided by their sum. Their order
 * stays.
 *
 * @typedef {object} Calibration
 * @property {number} temperature above 0; more than 1 lowers the confidence
 * @property {number} reject in [0, 1]: a digit of lower confidence is none
 * @property {number} doubt in [0, 1]: what has no probability of this or more is looked at again, see second-look.js;
 *   0: nothing is
 */
import { CLASSES, DIGITS } from "../shared/contract.js";

/** @type {Calibration} of a model whose card has none: what the network says stands; nothing is rejected or doubted */
const UNCALIBRATED = { temperature: 1, reject: 0, doubt: 0 };

/**
 * @param {import("../types.js").Card} card
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
  const result = new Float32Array((outputs.length / classes) * CLASSES);
  for (let from = 0, to = 0; from < outputs.length; from += classes, to += CLASSES) {
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      result[to + k] = outputs[from + k] ** (1 / temperature);
      sum += result[to + k];
    }
    for (let k = 0; k < classes; k++) result[to + k] /= sum;
  }
  return result;
}

/**
 * @param {Float32Array} probabilities 11
 * @returns {number[]} of each of the ten digits, given that it is one: their sum is 1
 */
export function givenADigit(probabilities) {
  const digits = Array.from(probabilities.subarray(0, DIGITS));
  const sum = digits.reduce((a, b) => a + b);
  return digits.map((value) => (sum > 0 ? value / sum : 1 / DIGITS));
}
