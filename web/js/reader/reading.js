/**
 * What was found, and what is made of it, as a reading. Pure.
 *
 * @typedef {import("./types.js").Box} Box
 * @typedef {import("./types.js").Digit} Digit
 * @typedef {import("./types.js").Reading} Reading
 *
 * @typedef {object} Found a digit, or what is none
 * @property {Box} box in the source's units
 * @property {Box} [place] where it stands to the others when the page is turned upright; the box, unless told
 * @property {Float32Array} image the prepared 28×28
 */
import { givenADigit } from "./network/calibration.js";
import { rowsOf } from "./numbers/rows.js";
import { DIGITS } from "./shared/contract.js";

const ALTERNATIVES = 3; // that a digit names; with more, the last of them are hardly ever above 0

/**
 * @param {Found[]} found in any order
 * @param {Float32Array[]} probabilities 11 of each
 * @param {number} reject the confidence below which something is no digit
 * @returns {Reading}
 */
export function readingOf(found, probabilities, reject) {
  const rows = rowsOf(found.map(({ box, place }) => place ?? box)).map((members, row) =>
    members.map((i) => describe(found[i], probabilities[i], row, reject)),
  );
  const text = rows.map((digits) => digits.map(({ digit, rejected }) => (rejected ? "?" : digit)).join(""));
  return { text: text.join("\n"), digits: rows.flat() };
}

/**
 * @param {Found} found
 * @param {Float32Array} probabilities 11
 * @param {number} row
 * @param {number} reject
 * @returns {Digit}
 */
function describe({ image, box }, probabilities, row, reject) {
  const shares = Array.from(probabilities.subarray(0, DIGITS), (confidence, digit) => ({ digit, confidence }));
  const [best, ...others] = shares.sort((a, b) => b.confidence - a.confidence);
  return {
    ...best,
    probabilities: givenADigit(probabilities),
    alternatives: others.slice(0, ALTERNATIVES),
    rejected: best.confidence < reject,
    row,
    box,
    image,
  };
}
