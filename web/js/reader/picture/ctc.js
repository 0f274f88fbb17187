/**
 * What a row says, by a network that tells at each step of a row which digit it may be, or that it is a blank: what it
 * says comes out when repeats and then blanks are left out (Graves, Fernández, Gomez and Schmidhuber, "Connectionist
 * temporal classification", 2006). Pure. Probabilities are logarithms.
 */
import { CLASSES, DIGITS } from "../shared/contract.js";
import { logarithmOfSum } from "./logarithms.js";

const BLANK = DIGITS;

// Beginnings of what a row says that are kept at each step, the likeliest. Larger, it takes longer, and finds the same.
const KEPT = 12;

// The logarithm of a probability: a digit that is less likely at a step is not there. Larger, digits are missed;
// smaller, it takes longer.
const ABSENT = Math.log(0.001);

/**
 * @param {ArrayLike<number>} logits CLASSES for each step
 * @returns {Float64Array[]} of each step, the logarithm of the probability of each class
 */
export function logarithmsOf(logits) {
  return Array.from({ length: logits.length / CLASSES }, (_, step) => {
    const row = Float64Array.from({ length: CLASSES }, (_, k) => logits[step * CLASSES + k]);
    const all = row.reduce(logarithmOfSum);
    return row.map((logit) => logit - all);
  });
}

/**
 * What a row may say.
 * @param {Float64Array[]} steps
 * @returns {string[]} digits, the likeliest reading first
 */
export function likeliestIn(steps) {
  // Of each beginning, how likely it is that a blank is its last step, and that its last digit is.
  /** @type {Map<string, { blank: number, digit: number }>} */
  let now = new Map([["", { blank: 0, digit: -Infinity }]]);
  const all = (/** @type {{ blank: number, digit: number }} */ { blank, digit }) => logarithmOfSum(blank, digit);
  for (const step of steps) {
    const before = now;
    now = new Map();
    const at = (/** @type {string} */ text) => {
      const known = now.get(text) ?? { blank: -Infinity, digit: -Infinity };
      now.set(text, known);
      return known;
    };
    const seen = Array.from(step.subarray(0, DIGITS).keys()).filter((digit) => step[digit] > ABSENT);
    for (const [text, reached] of before) {
      const last = text === "" ? BLANK : Number(text[text.length - 1]);
      const same = at(text);
      same.blank = logarithmOfSum(same.blank, all(reached) + step[BLANK]);
      if (last !== BLANK) same.digit = logarithmOfSum(same.digit, reached.digit + step[last]);
      for (const digit of seen) {
        // A digit twice takes a blank between.
        const begun = digit === last ? reached.blank : all(reached);
        const longer = at(`${text}${digit}`);
        longer.digit = logarithmOfSum(longer.digit, begun + step[digit]);
      }
    }
    const reached = [...now].filter(([, ways]) => all(ways) > -Infinity);
    now = new Map(reached.sort(([, a], [, b]) => all(b) - all(a)).slice(0, KEPT));
  }
  return [...now.keys()];
}

/**
 * How likely it is that a row says this: the sum over all ways to say it.
 * @param {Float64Array[]} steps
 * @param {string} text digits
 * @returns {number} the logarithm of its probability
 */
export function likelihoodOf(steps, text) {
  const states = [BLANK, ...Array.from(text).flatMap((digit) => [Number(digit), BLANK])];
  let now = states.map((_, i) => (i === 0 ? 0 : -Infinity)); // before the first step: nothing is said
  for (const step of steps) {
    const before = now;
    now = states.map((state, i) => {
      let sum = before[i];
      if (i > 0) sum = logarithmOfSum(sum, before[i - 1]);
      if (i > 1 && state !== BLANK && state !== states[i - 2]) sum = logarithmOfSum(sum, before[i - 2]);
      return sum + step[state];
    });
  }
  return logarithmOfSum(now[now.length - 1], now[now.length - 2] ?? -Infinity);
}
