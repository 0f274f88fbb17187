/**
 * Two opinions on a row of digits that touch, weighed: what the ways through its lattice count, and what the row
 * network says, which sees the row as a whole and has never seen a slice of it. Pure.
 *
 * @typedef {import("./likeliest-way.js").Way} Way
 * @typedef {Way & { likelihood: number }} Seconded `likelihood`: the logarithm of the probability that the row network
 *   gives to this reading
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
 * @param {Way[]} ways the likeliest first
 * @param {Float64Array[]} steps what the row network says, see ctc.js
 * @returns {Seconded[]} those that both together find the likeliest first
 */
export function seconded(ways, steps) {
  const both = (/** @type {Seconded} */ { sum, likelihood }) => sum + ROW_WEIGHT * likelihood;
  return ways
    .slice(0, ASKED)
    .map((way) => ({ ...way, likelihood: Math.max(LEAST, likelihoodOf(steps, way.text)) }))
    .sort((a, b) => both(b) - both(a));
}
