import { DIGITS } from "../shared/contract.js";

/**
 * How sure it is that something is a digit, whichever.
 * @param {{ probabilities: Float32Array }} score of each of the ten digits and, last, of no digit
 * @returns {number} in [0, 1]
 */
export const confidenceOf = ({ probabilities }) => Math.max(...probabilities.subarray(0, DIGITS));
