/**
 * What in a picture is part of a number: the rest, printed words and letters, signs and dust, is left out. A "?" stays
 * where something is written in a number that can't be read, and where nothing else is in the picture.
 *
 * @typedef {import("../types.js").Box} Box
 *
 * @typedef {object} Sign
 * @property {Box} box in the picture
 * @property {Box} place where it stands when the picture is upright
 * @property {Float32Array} probabilities of the ten digits and, last, of no digit
 */
import { DIGITS } from "../shared/contract.js";
import { rowsOf } from "../numbers/rows.js";

// A confidence: with less, something is no digit here. Larger, numbers in poor writing are left out; smaller, words
// are read.
const DIGIT = 0.5;

// Heights of the higher one of two neighbours: with a wider gap, they are of two words. Larger, words and numbers are
// taken together.
const APART = 0.9;

// A share of a word's signs that are digits: with less, it is no number. Larger, numbers that are hard to read are left
// out.
const NUMBER = 0.5;

// A share of the height of the number's digits: what is no digit and smaller is a dot, a comma or a dash. Larger,
// unreadable small digits are left out.
const SMALL = 0.45;

// Beside boxes with digits in them, a number has at least so many digits, each with such a confidence, as high as such a
// share of the height of the digits in boxes. Larger, numbers beside tables are left out; smaller, words are read.
const BESIDE = { digits: 2, confidence: 0.8, height: 0.6 };

// A slash: heights of the number's digits that it is high at least, and its width as a share of its height. Larger,
// slashes are read as 1; smaller, slanted 1s are left out.
const SLASH = { height: 1.12, width: 0.25 };

/**
 * @template {Sign} F
 * @param {F[]} found
 * @param {Box[]} cells in which something may be written
 * @returns {F[]}
 */
export function numbersAmong(found, cells) {
  const words = rowsOf(found.map(({ place }) => place)).flatMap((row) => wordsOf(row.map((i) => found[i])));
  const numbers = words.filter(isNumber);
  if (numbers.length === 0) return found;
  const inCells = numbers.map((word) => word.filter((sign) => isInCell(sign, cells)).length > word.length / 2);
  const height = heightOf(numbers.filter((_, i) => inCells[i]).flat());
  return numbers.filter((word, i) => height === 0 || inCells[i] || isSure(word, height)).flatMap(digitsOfNumber);
}

/**
 * Whether something beside boxes is a number for sure: there, it is mostly print.
 * @param {Sign[]} word
 * @param {number} height of the digits in boxes
 */
const isSure = (word, height) =>
  word.length >= BESIDE.digits &&
  word.every((sign) => confidenceOf(sign) >= BESIDE.confidence) &&
  heightOf(word) >= BESIDE.height * height;

/** @param {Sign} sign @param {Box[]} cells */
function isInCell({ box }, cells) {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return cells.some((cell) => x >= cell.x && y >= cell.y && x <= cell.x + cell.width && y <= cell.y + cell.height);
}

/** @param {Sign} found */
const confidenceOf = ({ probabilities }) => Math.max(...probabilities.subarray(0, DIGITS));

/** @param {Sign} found */
const isDigit = (found) => confidenceOf(found) >= DIGIT;

/**
 * @template {Sign} F
 * @param {F[]} row from left to right
 * @returns {F[][]}
 */
function wordsOf(row) {
  /** @type {F[][]} */
  const words = [];
  let right = -Infinity;
  let height = 0;
  for (const sign of row) {
    const { place: box } = sign;
    const gap = box.x - right;
    if (words.length === 0 || gap > APART * Math.max(height, box.height)) words.push([]);
    words[words.length - 1].push(sign);
    right = Math.max(gap > 0 ? -Infinity : right, box.x + box.width);
    height = box.height;
  }
  return words;
}

/** @param {Sign[]} word */
function isNumber(word) {
  const large = withoutMarks(word);
  return large.filter(isDigit).length >= Math.max(1, NUMBER * large.length);
}

/**
 * @template {Sign} F
 * @param {F[]} word
 * @returns {F[]}
 */
function digitsOfNumber(word) {
  const height = heightOf(word.filter(isDigit));
  return withoutMarks(word).filter((sign) => word.length < 3 || !isSlash(sign, height));
}

/**
 * @template {Sign} F
 * @param {F[]} word
 * @returns {F[]} without dots, commas and dashes
 */
function withoutMarks(word) {
  const height = heightOf(word.filter(isDigit));
  return word.filter((sign) => isDigit(sign) || sign.place.height >= SMALL * height);
}

/** @param {Sign[]} signs @returns {number} the median of their heights; 0 where there are none */
const heightOf = (signs) => signs.map(({ place }) => place.height).sort((a, b) => a - b)[signs.length >> 1] ?? 0;

/** @param {Sign} sign @param {number} height */
function isSlash({ place: box, probabilities }, height) {
  const isOne = probabilities[1] >= DIGIT;
  return isOne && box.height >= SLASH.height * height && box.width >= SLASH.width * box.height;
}
