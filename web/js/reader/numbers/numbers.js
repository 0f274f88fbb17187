/**
 * Numbers out of what stands in a row: where one ends and the next begins, which marks are a part of it, and what it
 * is worth.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../types.js").Digit} Digit
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 *
 * @typedef {object} Token something in a row
 * @property {Box} place
 * @property {Digit} digit what it reads as if it is no mark
 * @property {string} [mark] if it may be one: "." "," "-" ":" "/" or "?"
 * @property {number} [cell] of a table or a comb that it stands in
 * @property {number} [comb] of boxes, each for a digit of one number
 *
 * @typedef {typeof import("./separators.js").separated} Separated
 */
import { heightOf, middleX, middleY, union } from "./rectangle.js";

/** Digits and marks of the shortest number with a separator, such as 1/2. If larger, such numbers are read without. */
export const SHORTEST = 3;

// Heights of the row's digits: with a wider gap, a number ends. It is BASE and OF_ROW times the gap that a third of the
// row's gaps are narrower than, between LEAST and MOST; SINGLE where there is only one gap. Larger, numbers run
// together; smaller, spaced digits fall apart.
const GAP = { base: 0.1, ofRow: 1.7, least: 0.62, most: 1.2, single: 0.72 };

// Gaps of a row of which the widest is so many times the narrowest at most, and so many heights wide, are all within
// one number: it is spaced widely. So many rows, or more, are a table. Larger, rows of numbers with one digit each
// become one number.
const EVEN = { times: 1.6, most: 2, rows: 3 };

// A dash with so many times more room before it than behind it, and at least so much, in heights, is the sign of what
// comes after it. Larger, more dashes part numbers as in dates.
const SIGN = { times: 2, least: 0.3 };

const NEEDS_BOTH = /[:/]/; // what is only a mark with a digit before it and after it
const DECIMAL = /^-?(\d+[.,]?\d*|[.,]\d+)$/;

/**
 * @param {Token[]} row from left to right
 * @param {Separated} [separated]
 * @param {number} [rows] how many there are
 * @returns {ReadNumber[]}
 */
export function numbersIn(row, separated = (tokens) => tokens, rows = 1) {
  return divided(row, rows < EVEN.rows).map((tokens) => numberOf(withoutStrayMarks(separated(tokens))));
}

/**
 * @param {Token[]} row
 * @param {boolean} maySpread whether a number may be spaced widely
 * @returns {Token[][]}
 */
function divided(row, maySpread) {
  const height = heightOf(row.filter(({ mark }) => !mark));
  const widest = widestGap(row, height, maySpread);
  /** @type {Token[][]} */
  const numbers = [];
  let right = -Infinity;
  row.forEach((token, i) => {
    const gap = token.place.x - right;
    const before = row[i - 1];
    if (!before || isParted(before, token, row[i + 1], gap, widest, height)) numbers.push([]);
    numbers[numbers.length - 1].push(token);
    right = Math.max(right, token.place.x + token.place.width);
  });
  return numbers;
}

/**
 * @param {Token} before
 * @param {Token} token
 * @param {Token | undefined} after
 * @param {number} gap before the token
 * @param {number} widest gap within a number
 * @param {number} height of the row's digits
 */
function isParted(before, token, after, gap, widest, height) {
  const inComb = before.comb !== undefined && before.comb === token.comb;
  const areInCells = before.cell !== undefined && token.cell !== undefined;
  if (areInCells && before.cell !== token.cell) return !inComb;
  if (gap > widest) return true;
  if (token.mark !== "-" || !after) return false;
  const behind = after.place.x - token.place.x - token.place.width;
  return gap > Math.max(SIGN.least * height, SIGN.times * behind);
}

/**
 * @param {Token[]} row
 * @param {number} height
 * @param {boolean} maySpread
 */
function widestGap(row, height, maySpread) {
  const digits = row.filter(({ mark }) => !mark);
  const gaps = digits.slice(1).map(({ place }, i) => place.x - digits[i].place.x - digits[i].place.width);
  if (gaps.length < 2) return GAP.single * height;
  const usual = gaps.sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 3)];
  const [narrowest, widest] = [gaps[0], gaps[gaps.length - 1]];
  const isEven = maySpread && narrowest > 0 && widest <= EVEN.times * narrowest && widest <= EVEN.most * height;
  const byRow = Math.min(GAP.most * height, Math.max(GAP.least * height, GAP.base * height + GAP.ofRow * usual));
  return isEven ? Math.max(byRow, widest) : byRow;
}

/** @param {Token[]} tokens of a number @returns {Token[]} where marks that can't be ones are none */
function withoutStrayMarks(tokens) {
  const isDigit = (/** @type {number} */ i) => tokens[i] !== undefined && !tokens[i].mark;
  const hasDigits = tokens.some((_, i) => isDigit(i));
  return tokens.map((token, i) => {
    const { mark } = token;
    const isStray =
      mark && (mark === "?" || !hasDigits || (NEEDS_BOTH.test(mark) && !(isDigit(i - 1) && isDigit(i + 1))));
    return isStray ? { ...token, mark: undefined, digit: { ...token.digit, rejected: true } } : token;
  });
}

/**
 * @param {ReadNumber} number
 * @param {Digit[]} digits in the places of its own
 * @returns {ReadNumber}
 */
export function numberWith(number, digits) {
  const letters = digits.map(({ digit, rejected }) => (rejected ? "?" : `${digit}`));
  const text = number.text.replace(/[0-9?]/g, () => letters.shift() ?? "?");
  return { ...number, text, value: valueOf(text), digits, confidence: productOf(digits) };
}

/**
 * @param {ReadNumber[]} numbers from left to right
 * @returns {ReadNumber} all of them as one
 */
export function joinedNumbers(numbers) {
  const text = numbers.map((number) => number.text).join("");
  const digits = numbers.flatMap((number) => number.digits);
  const marks = numbers.flatMap((number) => number.marks);
  const box = union(numbers.map((number) => number.box));
  return { text, value: valueOf(text), digits, marks, confidence: productOf(digits), box };
}

/**
 * @param {ReadNumber} number
 * @param {{ from: number, to: number }} strip an x, from left to right, in which it may end
 * @returns {ReadNumber[]} two, parted at its widest gap in the strip, or it alone
 */
export function dividedNumber(number, { from, to }) {
  const tokens = tokensOf(number);
  const gaps = tokens.slice(1).map(({ place }, i) => {
    const before = tokens[i].place;
    const end = before.x + before.width;
    return end <= to && place.x >= from ? place.x - end : -Infinity;
  });
  const widest = Math.max(...gaps);
  if (!(widest > 0)) return [number];
  const at = gaps.indexOf(widest) + 1;
  const parts = [tokens.slice(0, at), tokens.slice(at)];
  return parts.every(hasDigit) ? parts.map(numberOf) : [number];
}

/**
 * @param {ReadNumber} number
 * @param {(box: Box) => number} placeOf in which of some places a digit or a mark is; below 0 for none
 * @returns {ReadNumber[]} one for each place that its digits go through, or it alone. What is in no place is where the
 *   one before it is
 */
export function numberByPlaces(number, placeOf) {
  const tokens = tokensOf(number);
  const places = tokens.map(({ place }) => placeOf(place));
  const own = places.map((at, i) => {
    const isBeside = [places[i - 1] ?? -1, places[i + 1] ?? -1].includes(at);
    return tokens[i].mark && !isBeside ? -1 : at;
  });
  let last = own.find((at) => at >= 0) ?? -1;
  /** @type {Token[][]} */
  const parts = [];
  tokens.forEach((token, i) => {
    const at = own[i] >= 0 ? own[i] : last;
    if (i === 0 || at !== last) parts.push([]);
    parts[parts.length - 1].push(token);
    last = at;
  });
  return parts.length > 1 && parts.every(hasDigit) ? parts.map(numberOf) : [number];
}

/** @param {Token[]} tokens */
const hasDigit = (tokens) => tokens.some(({ mark }) => !mark);

/** @param {ReadNumber} number @returns {Token[]} from left to right */
function tokensOf({ digits, marks }) {
  const all = [
    ...digits.map((digit) => ({ place: digit.box, digit })),
    ...marks.map(({ mark, box }) => ({ place: box, mark, digit: /** @type {Digit} */ ({ box }) })),
  ];
  return all.sort((a, b) => middleX(a.place) - middleX(b.place));
}

/** @param {string} text of a number @returns {number | null} what it is worth */
const valueOf = (text) => (DECIMAL.test(text) ? Number(text.replace(",", ".")) : null);

/** @param {Digit[]} digits @returns {number} the probability that all of them are right */
const productOf = (digits) => digits.reduce((product, { confidence }) => product * confidence, 1);

/** @param {Token[]} tokens @returns {ReadNumber} */
function numberOf(tokens) {
  const text = tokens.map(({ mark, digit }) => mark ?? (digit.rejected ? "?" : `${digit.digit}`)).join("");
  const digits = tokens.flatMap(({ mark, digit }) => (mark ? [] : [digit]));
  return {
    text,
    value: valueOf(text),
    digits,
    marks: tokens.flatMap(({ mark, digit }) => (mark ? [{ mark, box: digit.box }] : [])),
    confidence: productOf(digits),
    box: union(tokens.map(({ digit }) => digit.box)),
  };
}

/**
 * Puts marks into the rows of the digits that they are beside.
 * @template {{ place: Box }} T
 * @param {T[][]} rows from left to right each
 * @param {T[]} marks
 * @returns {T[][]}
 */
export function withMarks(rows, marks) {
  const all = rows.map((row) => row.slice());
  for (const mark of marks) {
    const away = rows.map((row) => Math.min(...row.map(({ place }) => distance(place, mark.place))));
    all[away.indexOf(Math.min(...away))].push(mark);
  }
  return all.map((row) => row.sort((a, b) => middleX(a.place) - middleX(b.place)));
}

/**
 * How far a mark is from a digit, in the digit's heights; above and below counts more, and more so above, as marks are
 * beside digits or at their feet.
 * @param {Box} digit
 * @param {Box} mark
 */
function distance(digit, mark) {
  const across = Math.max(0, digit.x - mark.x - mark.width, mark.x - digit.x - digit.width);
  const along = Math.max(0, digit.y - mark.y - mark.height, mark.y - digit.y - digit.height);
  const isAbove = middleY(mark) < digit.y;
  return (across + 3 * along) / digit.height + Number(isAbove);
}
