/**
 * Two opinions on a row of digits that touch, weighed: what the ways through its lattice count, and what the row
 * network says, which sees the row as a whole and has never seen a slice of it. Pure.
 *
 * @typedef {import("./likeliest-way.js").Way} Way
 * @typedef {(probabilities: Float32Array) => Float32Array} Told 11 of a window, by the network that reads digits, to
 *   those that both opinions come to
 * @typedef {Way & { likelihood: number, told: Told[] }} Seconded `likelihood`: the logarithm of the probability that
 *   the row network gives to this reading; `told` for each of its windows
 */
import { likelihoodOf } from "./ctc.js";
import { ROW_WEIGHT } from "./learnt-weights.js";

// Readings of the lattice that the row network is asked about, the likeliest. Larger, it takes longer, and finds the
// same.
const ASKED = 60;

// A logarithm: a reading that the row network finds less likely counts as if it were so likely. Larger, it decides less
// where it is surely right; smaller, it decides alone where it is surely wrong.
const LEAST = -20;

/**
 * A logarithm: of what the row network finds so likely, these are the digits, whatever else speaks against it. Larger,
 * more digits that touch read as "?"; smaller, more letters and scribbles read as numbers.
 */
export const SURE = -0.3;

// The share of the row network in what a digit is read as, where it is sure of the reading: a window is often too poor
// for the other one. Larger, digits that are wrong seem surer; smaller, more digits that touch read as "?".
const SHARE = 0.5;

/**
 * @param {Way[]} ways the likeliest first
 * @param {Float64Array[]} steps what the row network says, see ctc.js
 * @returns {Seconded[]} those that both together find the likeliest first
 */
export function seconded(ways, steps) {
  const both = (/** @type {Seconded} */ { sum, likelihood }) => sum + ROW_WEIGHT * likelihood;
  return ways
    .slice(0, ASKED)
    .map((way) => {
      const likelihood = Math.max(LEAST, likelihoodOf(steps, way.text));
      return { ...way, likelihood, told: Array.from(way.text, (digit) => toldBy(Number(digit), likelihood)) };
    })
    .sort((a, b) => both(b) - both(a));
}

/** @param {number} digit @param {number} likelihood @returns {Told} */
function toldBy(digit, likelihood) {
  const share = likelihood > SURE ? SHARE * Math.exp(likelihood) : 0;
  return (probabilities) => probabilities.map((each, i) => (1 - share) * each + (i === digit ? share : 0));
}
