/**
 * Two opinions on a row of digits that touch, weighed: what the ways through its lattice count, and what the row
 * network says, which sees the row as a whole and has never seen a slice of it. Pure.
 *
 * @typedef {import("./likeliest-way.js").Way} Way
 * @typedef {Float64Array[][]} Looks what the row network says each time that it looks at a piece: steps, see ctc.js
 * @typedef {(probabilities: Float32Array) => Float32Array} Told 11 of a window, by the network that reads digits, to
 *   those that both opinions come to
 * @typedef {Way & { likelihood: number, told: Told[] }} Seconded `likelihood`: the logarithm of the probability that
 *   the row network gives to this reading; `told` for each of its windows
 */
import { DIGITS } from "../shared/contract.js";
import { likelihoodOf, likeliestIn } from "./ctc.js";
import { ROW_WEIGHT } from "./learnt-weights.js";
import { logarithmOfSum } from "./logarithms.js";

// Readings of the lattice that the row network is asked about, the likeliest. Larger, it takes longer, and finds the
// same.
const ASKED = 60;

// Readings of each look of the row network that are sought in the lattice. Larger, it takes longer, and finds the same.
const SOUGHT = 3;

// A logarithm: a reading that the row network finds less likely counts as if it were so likely. Larger, it decides less
// where it is surely right; smaller, it decides alone where it is surely wrong.
const LEAST = -20;

// The share of the reading that both have chosen in what each of its windows is read as: a window is often too poor to
// be read by itself. Above 0.5, so that this digit is the likeliest. Larger, digits that are wrong seem surer.
const SHARE = 0.55;

// What speaks for digits, in logarithms: what the windows of the reading count in the mean, how likely the row network
// finds it, down to `least`, and that none of its windows is no digit, down to `sure`. Learnt by a logistic regression
// from 475 true readings of numbers by writers whom neither network has seen, and 198 readings of scribbles beside
// digits, of scribbles and of letters. With a larger weight, what it weighs decides more.
const FOR = { value: 0.69, likelihood: 0.79, least: -4, none: -0.92, sure: Math.log(0.0005) };

// The least of it, for a piece to be digits: 98 of 100 of those true readings have more, and 19 of 100 of the others.
// Larger, more digits that touch read as "?"; smaller, more scribbles and letters read as numbers.
const ENOUGH = -0.7;

/**
 * @param {Way[]} ways the likeliest first
 * @param {Looks} looks of the row network at the piece
 * @param {(texts: string[]) => Way[]} waysReading of other readings
 * @returns {Seconded[]} those that both together find the likeliest first
 */
export function seconded(ways, looks, waysReading) {
  const both = (/** @type {Seconded} */ { sum, likelihood }) => sum + ROW_WEIGHT * likelihood;
  const asked = ways.slice(0, ASKED);
  const known = new Set(["", ...asked.map(({ text }) => text)]);
  const own = new Set(looks.flatMap((steps) => likeliestIn(steps).slice(0, SOUGHT)));
  return [...asked, ...waysReading([...own].filter((text) => !known.has(text)))]
    .map((way) => {
      const likelihood = Math.max(LEAST, likelihoodIn(looks, way.text));
      return { ...way, likelihood, told: Array.from(way.text, (digit) => toldBy(Number(digit))) };
    })
    .sort((a, b) => both(b) - both(a));
}

/**
 * How likely the row network finds a reading: in the mean of its looks, so that one is enough to find what is there.
 * @param {Looks} looks
 * @param {string} text
 * @returns {number} the logarithm of its probability
 */
function likelihoodIn(looks, text) {
  const all = looks.map((steps) => likelihoodOf(steps, text)).reduce(logarithmOfSum);
  return all - Math.log(looks.length);
}

/** @param {number} digit @returns {Told} */
const toldBy = (digit) => (probabilities) =>
  probabilities.map((each, i) => (1 - SHARE) * each + (i === digit ? SHARE : 0));

/**
 * Whether both find that a piece is digits, and no scribble or letter, and no digit with a scribble.
 * @param {Pick<Seconded, "value" | "likelihood">} reading
 * @param {Float32Array[]} windows what the other network says of its windows: 11 of each
 */
export function areDigits({ value, likelihood }, windows) {
  const none = Math.max(...windows.map((probabilities) => probabilities[DIGITS]));
  const said = FOR.value * value + FOR.likelihood * Math.max(FOR.least, likelihood);
  return said + FOR.none * Math.max(FOR.sure, Math.log(none)) > ENOUGH;
}
