/**
 * What people type into cells, and what it is worth. Pure.
 *
 * @typedef {"." | ","} DecimalMark
 */

const DECIMAL = /^-?(\d+[.,]?\d*|[.,]\d+)$/;
const FOREIGN = /[^0-9.,:/? -]+/g;
const WIDE = /[\uff01-\uff5e]/g; // letters as wide as those of East Asian scripts
const FRACTION = /^\d+\/\d+$/;
const DATE_AND_TIME =
  /^(?=.)(\d{1,2}([./-])\d{1,2}\2(\d\d|\d{4})?|\d{4}([/-])\d{1,2}\4\d{1,2})?( ?\b\d{1,2}:\d\d(:\d\d)?)?$/;

// Characters that a cell takes: a date with a time has 19. Larger, a slip of the keyboard makes a column as wide as the
// page.
export const MOST = 40;

/** @param {string} text @returns {number | null} what it is worth; null of dates, times and what else is no number */
export const valueOf = (text) => (DECIMAL.test(text) ? Number(text.replace(",", ".")) : null);

/**
 * @param {string} text as it was typed
 * @returns {string} digits, marks of numbers and "?", with single blanks between: nothing that a program may run. What
 *   is no part of a number is "?", so that it is neither lost in silence nor makes another number
 */
export const typed = (text) => plain(text).replace(FOREIGN, "?").trim();

/**
 * @param {string} text as it was typed into a cell
 * @returns {"" | "strange" | "long"} why the cell stays as it was
 */
export function refusalOf(text) {
  const own = plain(text);
  if (typed(text).length > MOST) return "long";
  return own.search(FOREIGN) >= 0 && !/[0-9?]/.test(own) ? "strange" : "";
}

/**
 * Whether a text is a number as people write it, a date or a time: of what else is typed a person may have meant
 * something else.
 * @param {string} text
 */
export const isNumber = (text) => valueOf(text) !== null || DATE_AND_TIME.test(text) || FRACTION.test(text);

/** Digits of all scripts, marks of East Asian keyboards, and all kinds of dashes and blanks. @param {string} text */
const plain = (text) =>
  text
    .replace(WIDE, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/\u066b/g, ".") // the decimal mark of Arabic digits
    .replace(/[−–—]/g, "-")
    .replace(/\s+/g, " ");

/** @param {string} letter a digit of any script: each has ten in a row, the 0 at a code that ends in 0 or 6 */
function digitOf(letter) {
  const code = /** @type {number} */ (letter.normalize("NFKC").codePointAt(0));
  const last = code & 15;
  return `${/\p{Nd}/u.test(String.fromCodePoint(code - last)) ? last : last - 6}`;
}

/** Whether a key starts a number. @param {string} key */
export const startsNumber = (key) => /^[\p{Nd}.,:/?−-]$/u.test(key);

/** @param {string} text @returns {number} how many decimals it has, those that are not known included */
export const decimalsOf = (text) => /[.,]([\d?]*)$/.exec(text)?.[1].length ?? 0;

/** @param {string} text @returns {number} how many digits it has, those that are not known included */
export const digitsOf = (text) => text.replace(/[^0-9?]/g, "").length;

/** @param {string} text @param {DecimalMark} mark @returns {string} with this mark, if it is a number */
export const withMark = (text, mark) => (valueOf(text) === null ? text : text.replace(/[.,]/, mark));
