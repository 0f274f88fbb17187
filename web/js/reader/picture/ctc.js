/**
 * What a row says, by a network that tells at each step of a row which digit it may be, or that it is a blank: what it
 * says comes out when repeats and then blanks are left out (Graves, Fernández, Gomez and Schmidhuber, "Connectionist
 * temporal classification", 2006). Pure. Probabilities are logarithms.
 */
import { CLASSES, DIGITS } from "../shared/contract.js";
import { logarithmOfSum } from "./logarithms.js";

const BLANK = DIGITS;

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
