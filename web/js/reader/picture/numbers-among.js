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
import { confidenceOf } from "../numbers/confidence.js";
import { gapBetween, heightOf, holds, isFrame, middleX, union } from "../numbers/rectangle.js";
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

// What stands beside boxes with digits in them, or is smaller than the digits, by this share of their height, is mostly
// print. It is a number with so many digits, each of such a confidence, no lower than such a share of their height.
// Larger, numbers that are printed, or written small, are left out; smaller, words are read.
const PRINT = { small: 0.7, tiny: 0.45, digits: 3, confidence: 0.9, least: 0.25 };

// How many times as high as the lowest the highest digit of such a number is, where it has fewer digits: letters that
// look like digits have ascenders and descenders. Larger, short words are read; smaller, small 0s are left out.
const EVEN = 1.3;

// The same right above or below a box, as sums are: so high, in heights of the digits in boxes, within a height of the
// box; a confidence in the mean, and of each. Larger `low`, and smaller `high`, sums are left out; smaller confidences,
// and the other way round, what is printed above boxes is read.
const SUM = { digits: 2, low: 0.7, high: 1.4, mean: 0.9, each: 0.6 };

// The same of what is so many times as high: words and drawings. Larger, more of them are read.
const LARGE = 2;

// Shares of the height of the numbers: what is tiny and sure, no lower than `least`, and stands on the line of a number
// in its row, as far from it as `off`, is a digit that is written small, as many write 0; what reads as a 0 need not be
// sure within `near`. Larger `least`, small 0s are left out; larger `off` and `near`, print beside numbers is read.
const SMALL_DIGIT = { least: 0.33, off: 0.2, near: 0.6 };

// A sign by itself in a cell that is no digit, so high in heights of the numbers, among so many times more numbers
// `inCells`, is a digit that can't be read. Without cells, one among `times` more is, beside a number, and above or
// below so many that have others beside them. Larger `most`, and smaller others, crosses in boxes and words beside
// numbers are read as "?".
const UNREAD = { least: 0.5, most: 1.8, inCells: 2, times: 4, column: 3 };

// Digits in boxes of one row, beside which a digit without a box belongs to the same table, and the gap between it and
// the last box, in widths of that. Larger, TABLE loses the last column of tables that the picture cuts; larger, CELLS
// lets what is printed beside tables be read.
const TABLE = 2;
const CELLS = 0.8;

// Such a digit is so high at least, as a share of those in boxes. Larger, small digits in the last column are left out;
// smaller, words beside tables are read.
const OF_TABLE = 0.65;

// Heights: two neighbours of which one is so many times as high as the other are of two words. Larger, print beside
// numbers is taken for a part of them.
const UNLIKE = 1.6;

// Heights of the higher one of two neighbours of unlike height: with a narrower gap, they may be a digit and what is
// left of another. Larger, print beside numbers is taken for a part of them.
const BETWEEN = 0.2;

// What is no digit at an end of a number, and this far away, is another word: heights of the digits, and of the gaps
// between them. Larger, words beside numbers are read as "?"; smaller, unreadable digits at the ends are left out.
const LOOSE = { height: 0.35, gaps: 1.8 };

// A share of the height of the digits in boxes of its row: a 1 that is lower is a tick between them. Larger, short 1s
// are left out.
const TICK = 0.5;

// What stands between two digits, or is none: in pictures, most commas and colons before and after numbers are what is
// left of lines and print.
const BETWEEN_DIGITS = ["?", ",", ":"];

// Heights of a digit: its marks are no further away. Larger, dust beside numbers is read as points.
const BESIDE = 0.8;

/**
 * @template {Sign} F
 * @param {F[]} all that was found
 * @param {Box[]} cells in which something may be written
 * @param {Box[]} fields the same, of lines
 * @returns {F[]}
 */
export function numbersAmong(all, cells, fields) {
  const found = withoutFrames(all);
  const isBoxed = new Map(found.map((sign) => [sign, isIn(sign, cells) || isIn(sign, fields)]));
  const rows = rowsOf(found.map(({ place }) => place)).map((indices) => {
    const row = indices.map((i) => found[i]);
    const boxed = row.filter((sign) => isBoxed.get(sign));
    for (const sign of row) if (isBeside(sign, boxed, cells)) isBoxed.set(sign, true);
    const goesOn = (/** @type {F} */ sign) => boxed.length >= TABLE || !isIn(sign, cells); // not out of a lone box
    for (const signs of [row, row.toReversed()]) {
      signs.forEach((sign, i) => {
        const last = signs[i - 1];
        if (last && isBoxed.get(last) && goesOn(last) && isNextDigit(sign, last)) isBoxed.set(sign, true);
      });
    }
    return wordsOf(withoutTicks(row, isBoxed), isBoxed);
  });
  const numbers = rows.flat().filter(isNumber);
  if (numbers.length === 0) return found;
  const boxed = numbers.filter(([first]) => isBoxed.get(first));
  const height = usualHeight((boxed.length > 0 ? boxed : numbers).flat().filter(isDigit));
  const isTiny = (/** @type {F[]} */ word) => heightOf(word) < PRINT.tiny * height;
  const standsInRow = (/** @type {F[]} */ word) => {
    const row = rows.find((row) => row.includes(word)) ?? [];
    const others = row.filter((other) => isNumber(other) && !isTiny(other)).flat();
    return isSmallBeside(word, others, height) || isBetween(word, others);
  };
  const mayBePrint = (/** @type {F[]} */ word) =>
    boxed.length > 0 ? !boxed.includes(word) : heightOf(word) > LARGE * height || (isTiny(word) && !standsInRow(word));
  const read = numbers
    .filter((word) => !mayBePrint(word) || isSure(word, height) || isSum(word, height, cells))
    .flatMap((word) => {
      const signs = withoutMarksBeside(word);
      return trimmed(signs);
    });
  const isInPlace = (/** @type {F[]} */ word, /** @type {F[][]} */ row) =>
    boxed.length > 0 ? isIn(word[0], cells) : row.some(isNumber) && isInColumn(word[0], rows);
  const unread = rows.flatMap((row) => row.filter((word) => isUnread(word, height) && isInPlace(word, row)));
  const [least, among] = boxed.length > 0 ? [UNREAD.inCells, boxed] : [UNREAD.times, numbers];
  return least * unread.length <= among.length ? [...read, ...unread.flat()] : read;
}

/**
 * Whether a word may be a digit that can't be read, or several that touch.
 * @param {Sign[]} word
 * @param {number} height of the numbers
 */
function isUnread(word, height) {
  const high = heightOf(word);
  return !isNumber(word) && word.length === 1 && high >= UNREAD.least * height && high <= UNREAD.most * height;
}

/**
 * Whether something is above or below numbers that have others beside them, as in a table without lines.
 * @param {Sign} sign
 * @param {Sign[][][]} rows the words of each
 */
function isInColumn({ place }, rows) {
  const beside = rows.map((row) => row.filter(isNumber)).filter((row) => row.length > 1);
  const isAbove = (/** @type {Sign[]} */ word) => gapBetween(union(word.map((sign) => sign.place)), place).x < 0;
  return beside.flat().filter(isAbove).length >= UNREAD.column;
}

/**
 * @template {Sign} F
 * @param {F[]} found
 * @returns {F[]} without what goes around a digit: a frame, a circle that reads as a 0, or what is left of lines
 */
const withoutFrames = (found) =>
  found.filter((sign) => {
    const goesAround = isZero(sign) ? isFrame : isDigit(sign) ? never : holds;
    return !found.some((other) => isDigit(other) && goesAround(sign.box, other.box));
  });

const never = () => false;

/**
 * @template {Sign & { mark?: string }} F
 * @param {F[]} numbers the digits that are read
 * @param {F[]} found all that was found
 * @returns {F[]} the marks that are beside these digits, and not beside what was left out
 */
export function marksBeside(numbers, found) {
  const read = new Set(numbers);
  return found.filter((sign) => {
    if (!sign.mark) return false;
    const away = (/** @type {F} */ { place }) => {
      const { x, y } = gapBetween(place, sign.place);
      return Math.hypot(Math.max(0, x), Math.max(0, y)) / place.height;
    };
    const sides = [-1, 1].map((side) =>
      found.filter((other) => !other.mark && side * (middleX(other.place) - middleX(sign.place)) >= 0),
    );
    const nearest = sides.map((some) => some.toSorted((a, b) => away(a) - away(b))[0]);
    const isNear = nearest.map((one) => one !== undefined && read.has(one) && away(one) <= BESIDE);
    if (isOfWord(sign, found, read)) return false;
    return BETWEEN_DIGITS.includes(sign.mark) ? !isNear.includes(false) : isNear.includes(true);
  });
}

/**
 * Whether what looks like a mark is a small letter, or the point after a word: of all signs one is the nearest that is
 * not read.
 * @template {Sign & { mark?: string }} F
 * @param {F} sign
 * @param {F[]} found
 * @param {Set<F>} read
 */
function isOfWord(sign, found, read) {
  const gapTo = (/** @type {F} */ { place }) => {
    const { x, y } = gapBetween(place, sign.place);
    return Math.hypot(Math.max(0, x), Math.max(0, y));
  };
  const others = found.filter((other) => !other.mark);
  const nearest = others.reduce((best, other) => (gapTo(other) < gapTo(best) ? other : best), others[0]);
  return nearest !== undefined && !read.has(nearest);
}

/**
 * @template {Sign} F
 * @param {F[]} row
 * @param {Map<F, boolean>} isBoxed
 * @returns {F[]} without what is left of a comb
 */
function withoutTicks(row, isBoxed) {
  const height = heightOf(row.filter((sign) => isBoxed.get(sign) && isDigit(sign)));
  return row.filter((sign) => !isBoxed.get(sign) || !isOne(sign) || sign.place.height >= TICK * height);
}

/**
 * Whether something that may be print is a number for sure.
 * @param {Sign[]} word
 * @param {number} height of the digits that are surely written
 */
const isSure = (word, height) =>
  (word.length >= PRINT.digits || (heightOf(word) >= PRINT.small * height && isEven(word))) &&
  word.every((sign) => confidenceOf(sign) >= PRINT.confidence) &&
  heightOf(word) >= PRINT.least * height;

/** Whether all of a word's signs are about as high. @param {Sign[]} word */
function isEven(word) {
  const heights = word.map(({ place }) => place.height);
  return Math.max(...heights) <= EVEN * Math.min(...heights);
}

/**
 * Whether a word may be a sum: of digits as high as those in boxes, right below or above one of these.
 * @param {Sign[]} word
 * @param {number} height of the digits in boxes
 * @param {Box[]} cells
 */
function isSum(word, height, cells) {
  const high = heightOf(word);
  const confidences = word.map(confidenceOf);
  const mean = confidences.reduce((a, b) => a + b, 0) / word.length;
  if (word.length < SUM.digits || !isEven(word) || high < SUM.low * height || high > SUM.high * height) return false;
  if (mean < SUM.mean || Math.min(...confidences) < SUM.each) return false;
  const box = union(word.map((sign) => sign.box));
  const middle = middleX(box);
  return cells.some(
    (cell) => middle >= cell.x && middle <= cell.x + cell.width && gapBetween(box, cell).y <= cell.height,
  );
}

/**
 * Whether a word is of digits that are written small, on the line of others.
 * @param {Sign[]} word
 * @param {Sign[]} others of its row, which are larger
 * @param {number} height of the digits that are surely written
 */
function isSmallBeside(word, others, height) {
  if (heightOf(word) < SMALL_DIGIT.least * height || others.length === 0) return false;
  return word.every((sign) => {
    const away = (/** @type {Sign} */ other) => Math.abs(middleX(other.place) - middleX(sign.place));
    const nearest = others.reduce((best, other) => (away(other) < away(best) ? other : best));
    const off = nearest.place.y + nearest.place.height - sign.place.y - sign.place.height;
    const isNearZero = isZero(sign) && gapBetween(nearest.place, sign.place).x <= SMALL_DIGIT.near * height;
    return (isNearZero || confidenceOf(sign) >= PRINT.confidence) && Math.abs(off) <= SMALL_DIGIT.off * height;
  });
}

/**
 * Whether a word is in a number: between digits that are near on both sides.
 * @param {Sign[]} word
 * @param {Sign[]} others of its row, which are larger
 */
function isBetween(word, others) {
  const box = union(word.map(({ place }) => place));
  const near = others.filter(({ place }) => gapBetween(place, box).x <= APART * place.height);
  return [-1, 1].every((side) => near.some(({ place }) => side * (middleX(place) - middleX(box)) > 0));
}

/** @param {Sign} sign @param {Box[]} boxes */
function isIn({ box: { x, y, width, height } }, boxes) {
  const [middle, row] = [x + width / 2, y + height / 2];
  return boxes.some(
    (box) => middle >= box.x && row >= box.y && middle <= box.x + box.width && row <= box.y + box.height,
  );
}

/**
 * Whether something stands beside the boxes of its row, as in the last column of a table that the picture cuts.
 * @param {Sign} sign
 * @param {Sign[]} boxed those of its row that are in boxes
 * @param {Box[]} cells
 */
function isBeside({ box, place }, boxed, cells) {
  if (boxed.length < TABLE || place.height < OF_TABLE * heightOf(boxed.filter(isDigit))) return false;
  const row = box.y + box.height / 2;
  return cells.some((cell) => {
    const gap = Math.max(cell.x, box.x) - Math.min(cell.x + cell.width, box.x + box.width);
    return row >= cell.y && row <= cell.y + cell.height && gap <= CELLS * cell.width;
  });
}

/**
 * Whether a digit goes on where another one is, in a box whose sides were not found.
 * @param {Sign} sign
 * @param {Sign} other
 */
function isNextDigit(sign, other) {
  const [a, b] = [sign.place, other.place];
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const [lower, higher] = [Math.min(a.height, b.height), Math.max(a.height, b.height)];
  return isDigit(sign) && gap <= APART * higher && higher <= UNLIKE * lower;
}

/** @param {Sign} found */
const isDigit = (found) => confidenceOf(found) >= DIGIT;

/**
 * @template {Sign} F
 * @param {F[]} row from left to right
 * @param {Map<F, boolean>} isBoxed
 * @returns {F[][]}
 */
function wordsOf(row, isBoxed) {
  /** @type {F[][]} */
  const words = [];
  let right = -Infinity;
  let height = 0;
  for (const sign of row) {
    const { place: box } = sign;
    const gap = box.x - right;
    const last = words[words.length - 1]?.at(-1);
    const [lower, higher] = [Math.min(height, box.height), Math.max(height, box.height)];
    const goesOn = last && !isDigit(last) && isDigit(sign) && words[words.length - 1].length > 1; // behind a sign
    const near = goesOn ? LOOSE.height : BETWEEN;
    const isOther = higher > UNLIKE * lower && (gap > near * higher || (last && isDigit(last) && isDigit(sign)));
    if (!last || gap > APART * higher || isOther || isBoxed.get(last) !== isBoxed.get(sign)) words.push([]);
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
 * @param {F[]} signs of a number
 * @returns {F[]} without what is another word, at either end
 */
function trimmed(signs) {
  const height = heightOf(signs.filter(isDigit));
  const gaps = signs.slice(1).map(({ place }, i) => place.x - signs[i].place.x - signs[i].place.width);
  const far = Math.max(LOOSE.height * height, LOOSE.gaps * (gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0));
  const first = signs.findIndex((sign, i) => isDigit(sign) || !(gaps[i] > far));
  const last = signs.findLastIndex((sign, i) => isDigit(sign) || !(gaps[i - 1] > far));
  return signs.slice(first, last + 1);
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

/**
 * @template {Sign} F
 * @param {F[]} word
 * @returns {F[]} without dots, commas and dashes before and after its digits; what is between them is a "?"
 */
function withoutMarksBeside(word) {
  const kept = withoutMarks(word);
  return word.slice(word.indexOf(kept[0]), word.lastIndexOf(kept[kept.length - 1]) + 1);
}

/**
 * @param {Sign[]} digits
 * @returns {number} the height that most of their ink has: print is small, and much of it is little ink
 */
function usualHeight(digits) {
  const heights = digits.map(({ place }) => place.height).sort((a, b) => a - b);
  const half = heights.reduce((sum, height) => sum + height ** 2, 0) / 2;
  let sum = 0;
  return heights.find((height) => (sum += height ** 2) >= half) ?? 0;
}

/** @param {Sign} sign */
const isZero = ({ probabilities }) => probabilities[0] >= DIGIT;

/** @param {Sign} sign */
const isOne = ({ probabilities }) => probabilities[1] >= DIGIT;
