/**
 * What people type into cells, and what it is worth. Pure.
 *
 * @typedef {"." | ","} DecimalMark
 */

const DECIMAL = /^-?(\d+[.,]?\d*|[.,]\d+)$/;
const FOREIGN = /[^0-9.,:/? -]+/g;

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
export function typed(text) {
  const plain = text.replace(/[−–—]/g, "-").replace(/\s+/g, " ").replace(FOREIGN, "?");
  return plain.slice(0, MOST).trim();
}

/** Whether a key starts a number. @param {string} key */
export const startsNumber = (key) => /^[0-9.,:/?−-]$/.test(key);

/** @param {string} text @returns {number} how many decimals it has */
export const decimalsOf = (text) => /[.,](\d*)$/.exec(text)?.[1].length ?? 0;

/** @param {string} text @returns {number} how many digits it has, those that are not known included */
export const digitsOf = (text) => text.replace(/[^0-9?]/g, "").length;

/** @param {string} text @param {DecimalMark} mark @returns {string} with this mark, if it is a number */
export const withMark = (text, mark) => (valueOf(text) === null ? text : text.replace(/[.,]/, mark));
