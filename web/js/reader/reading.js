/**
 * What was found, and what is made of it, as a reading. Pure.
 *
 * @typedef {import("./types.js").Box} Box
 * @typedef {import("./types.js").Digit} Digit
 * @typedef {import("./types.js").Reading} Reading
 * @typedef {import("./types.js").ReadNumber} ReadNumber
 * @typedef {import("./numbers/marks.js").Mark} Mark
 * @typedef {{ reject: number, told: number }} Thresholds confidences: below `reject` no digit, below `told` not told as
 *   one
 *
 * @typedef {object} Found a digit, or what is none
 * @property {Box} box in the source's units
 * @property {Box} [place] where it stands to the others when the page is turned upright; the box, unless told
 * @property {Float32Array} image the prepared 28×28
 * @property {Mark} [mark] which mark beside digits it may be
 * @property {number} [cell] of a table or a comb that it stands in
 * @property {number} [comb] of boxes, each for a digit of one number
 */
import { givenADigit } from "./network/calibration.js";
import { numbersIn, numberWith, withMarks } from "./numbers/numbers.js";
import { rowsOf } from "./numbers/rows.js";
import { DIGITS } from "./shared/contract.js";

const ALTERNATIVES = 3; // that a digit names; with more, the last of them are hardly ever above 0

// Confidences: with less, a mark that stands alone, drawn or in a picture, is told to be no digit. They are more than
// what segmentation needs, where a digit has neighbours that speak for it. Of 1,499 single digits by validation writers
// 7 are refused when they are drawn, and of their scribbles and halves of digits 80 and 76 %. Pictures of digits are
// coarser and softer than drawings: with 0.5, too, 3 in 100 digits of 8×8 pixels more are refused, and of 1,000 images
// that are none 13 more. Larger, more digits are refused; smaller, more scribbles are read.
export const ALONE = { drawn: 0.5, pictured: 0.25 };

/**
 * @param {Found[]} found in any order
 * @param {Float32Array[]} probabilities 11 of each
 * @param {number} reject the confidence below which something is no digit, whatever stands beside it; 0: all is one
 * @param {import("./numbers/numbers.js").Separated} [separated] what makes dates and times of numbers, once it is there
 * @param {number} [alone] one of ALONE
 * @returns {Reading}
 */
export function readingOf(found, probabilities, reject, separated, alone = ALONE.drawn) {
  const told = found.length === 1 && reject > 0 ? Math.max(reject, alone) : reject;
  const tokens = found.map((one, i) => tokenOf(one, probabilities[i], { reject, told }));
  const isAlone = tokens.every(({ mark }) => mark);
  const marks = isAlone ? [] : tokens.filter(({ mark }) => mark);
  const others = isAlone ? tokens : tokens.filter(({ mark }) => !mark);
  const lines = rowsOf(others.map(({ place }) => place)).map((members) => members.map((i) => others[i]));
  const rows = withMarks(lines, marks).map((line, row) => {
    for (const { digit } of line) digit.row = row;
    return { numbers: numbersIn(line, separated, lines.length) };
  });
  return { text: textOf(rows), digits: rows.flatMap(({ numbers }) => numbers.flatMap(({ digits }) => digits)), rows };
}

/**
 * @param {Reading} reading
 * @param {Digit[]} digits in the places of its own, in reading order
 * @returns {Reading} with them
 */
export function withDigits(reading, digits) {
  let at = 0;
  const withOwn = (/** @type {ReadNumber} */ number) =>
    numberWith(number, digits.slice(at, (at += number.digits.length)));
  const rows = reading.rows.map(({ numbers }) => ({ numbers: numbers.map(withOwn) }));
  return { ...withRows(reading, rows), digits };
}

/**
 * @param {Reading} reading
 * @param {import("./types.js").Row[]} rows with the digits of its own
 * @returns {Reading} with them
 */
export const withRows = (reading, rows) => ({ ...reading, text: textOf(rows), rows });

/** @param {import("./types.js").Row[]} rows */
const textOf = (rows) => rows.map(({ numbers }) => numbers.map(({ text }) => text).join(" ")).join("\n");

/**
 * @param {Found} found
 * @param {Float32Array} probabilities 11
 * @param {Thresholds} thresholds
 */
function tokenOf({ image, box, place = box, mark, cell, comb }, probabilities, thresholds) {
  return { place, mark, cell, comb, digit: digitOf(image, box, probabilities, thresholds) };
}

/**
 * @param {Float32Array} image
 * @param {Box} box
 * @param {Float32Array} probabilities 11
 * @param {Thresholds} thresholds
 * @returns {Digit}
 */
function digitOf(image, box, probabilities, { reject, told }) {
  const shares = Array.from(probabilities.subarray(0, DIGITS), (confidence, digit) => ({ digit, confidence }));
  const [best, ...others] = shares.sort((a, b) => b.confidence - a.confidence);
  return {
    ...best,
    probabilities: givenADigit(probabilities),
    alternatives: others.slice(0, ALTERNATIVES),
    rejected: best.confidence < told,
    ...(best.confidence < told && best.confidence >= reject && { doubtful: /** @type {true} */ (true) }),
    row: 0,
    box,
    image,
  };
}
