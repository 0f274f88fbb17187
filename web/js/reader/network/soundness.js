/**
 * Whether a network is sound: its card, its weights and what it gives. A broken one must not read at all, since nobody
 * would see from a digit that it is made of nothing.
 *
 * @typedef {import("../types.js").Card} Card
 */
import { CLASSES, DIGITS } from "../shared/contract.js";
import { ModelError } from "./model-files.js";

// The temperatures that a calibration may have. Far outside, powers of probabilities are no numbers any more.
const TEMPERATURES = { least: 0.05, most: 20 };

// How far the sum of an image's probabilities may be from 1. Rounding makes errors of a millionth; larger, what is no
// softmax passes for one.
const TOLERANCE = 1e-3;

/**
 * @param {string} name the network's
 * @param {string} why what was expected, and what came
 * @param {unknown} [cause]
 */
export const broken = (name, why, cause) =>
  new ModelError(
    `The model "${name}" is broken: ${why}. Choose another one; or the site's files have to be uploaded anew.`,
    { cause },
  );

/** @param {Card} card @throws {ModelError} where nothing can be read by it */
export function checkCard({ name, classes, calibration = {} }) {
  if (classes !== DIGITS && classes !== CLASSES) {
    throw broken(name, `its card was expected to name ${DIGITS} or ${CLASSES} classes, not ${String(classes)}`);
  }
  const { temperature = 1, reject = 0, doubt = 0 } = calibration;
  const isShare = (/** @type {any} */ value) => Number.isFinite(value) && value >= 0 && value <= 1;
  const isTemperature = Number.isFinite(temperature) && temperature >= TEMPERATURES.least;
  if (isTemperature && temperature <= TEMPERATURES.most && isShare(reject) && isShare(doubt)) return;
  throw broken(name, "the calibration in its card is out of range");
}

/**
 * @param {string} name the network's
 * @param {Float32Array | Int32Array | Uint8Array} values of its weights, or of a layer's output
 * @param {string} what they are
 * @throws {ModelError} where one of them is NaN or infinite
 */
export function checkFinite(name, values, what) {
  let sum = 0; // of so many float32 numbers it is finite where all of them are, and quicker than a look at each
  for (let i = 0; i < values.length; i++) sum += values[i];
  if (Number.isFinite(sum)) return;
  const found = values.find((/** @type {number} */ value) => !Number.isFinite(value));
  throw broken(name, `${what} hold ${found} where numbers were expected`);
}

/**
 * @param {string} name the network's
 * @param {Float32Array} outputs of so many images
 * @param {number} count
 * @param {number} classes
 * @throws {ModelError} where they are no probabilities, of each image one for each class
 */
export function checkProbabilities(name, outputs, count, classes) {
  if (outputs.length !== count * classes) {
    throw broken(name, `it was expected to give ${classes} numbers per image, but gives ${outputs.length / count}`);
  }
  for (let from = 0; from < outputs.length; from += classes) {
    let sum = 0;
    for (let i = from; i < from + classes; i++) sum += outputs[i] >= 0 ? outputs[i] : NaN;
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw broken(name, "what it gives are not probabilities, whose sum is 1");
    }
  }
}
