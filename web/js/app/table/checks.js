/**
 * Checks that people switch on: what every number of a table, or of one of its columns, has to be. Pure.
 *
 * @typedef {"range" | "digits" | "decimals" | "ascending" | "row-sums" | "column-sums"} Kind
 *
 * @typedef {object} Check
 * @property {Kind} kind
 * @property {number | null} column that it is about, 0 for the leftmost; null for all. Row sums are of the last column
 * @property {number | null} least of a range; null for no limit
 * @property {number | null} most of a range; null for no limit
 * @property {number} count of digits, or of decimals
 *
 * @typedef {{ texts: string[][], row: number, column: number, text: string, above: number | null }} Place a cell that
 *   is not empty, in its sheet's texts, and the number above it in its column, of an earlier sheet, too
 */
import { decimalsOf, digitsOf, valueOf, withMark } from "./numbers.js";

// Of sums, so that 0.1 + 0.2 is 0.3: 1 millionth. Larger, and sums of numbers with more decimals are not checked.
const STEPS = 1e6;

export const NO_NUMBER = "This is not a number.";

/** What is amiss with a cell; "" for nothing. @type {Record<Kind, (place: Place, check: Check) => string>} */
const AMISS = {
  range: ({ text }, { least, most }) => {
    const value = valueOf(text);
    if (value === null) return NO_NUMBER;
    if (least !== null && value < least) return `Less than ${asIn([text], least)}.`;
    return most !== null && value > most ? `More than ${asIn([text], most)}.` : "";
  },
  digits: ({ text }, { count }) =>
    digitsOf(text) === count ? "" : `${counted(digitsOf(text), "digit")} instead of ${count}.`,
  decimals: ({ text }, { count }) =>
    decimalsOf(text) === count ? "" : `${counted(decimalsOf(text), "decimal")} instead of ${count}.`,
  ascending: ({ text, above }) => {
    const value = valueOf(text);
    if (value === null) return NO_NUMBER;
    return above !== null && value < above ? `Less than the ${asIn([text], above)} above it.` : "";
  },
  "row-sums": ({ texts, row, column, text }) => differs(text, texts[row].slice(0, column), "row"),
  "column-sums": ({ texts, row, column, text }) =>
    differs(
      text,
      texts.slice(0, row).map((each) => each[column]),
      "column",
    ),
};

/**
 * @param {string[][][]} sheets the texts in their cells
 * @param {Check[]} checks
 * @returns {string[][][][]} of each cell what is amiss
 */
export function amiss(sheets, checks) {
  /** @type {(number | null)[]} of each column the number last seen */
  const above = [];
  const totals = totalsOf(checks);
  return sheets.map((texts) =>
    texts.map((row, i) =>
      row.map((text, column) => {
        if (!text) return [];
        const place = { texts, row: i, column, text, above: above[column] ?? null };
        const inRow = totals.rows && column === row.length - 1;
        const inColumn = totals.columns(column) && i === texts.length - 1;
        if (!inColumn) above[column] = valueOf(text) ?? place.above;
        const said = checks.map((check) =>
          applies(check, column, inRow, inColumn) ? AMISS[check.kind](place, check) : "",
        );
        return [...new Set(said.filter(Boolean))];
      }),
    ),
  );
}

/** Which of the cells are sums. @param {Check[]} checks */
function totalsOf(checks) {
  const ofColumns = checks.filter(({ kind }) => kind === "column-sums");
  return {
    rows: checks.some(({ kind }) => kind === "row-sums"),
    columns: (/** @type {number} */ at) => ofColumns.some(({ column }) => column === null || column === at),
  };
}

/**
 * A sum is only checked as a sum, and by a check of its own column.
 * @param {Check} check
 * @param {number} at
 * @param {boolean} inRow whether the cell is the sum of its row
 * @param {boolean} inColumn whether it is the sum of its column
 */
function applies({ kind, column }, at, inRow, inColumn) {
  if (kind === "row-sums") return inRow;
  if (column !== null && column !== at) return false;
  if (kind === "column-sums") return inColumn;
  return !inColumn && (column === at || !inRow);
}

/**
 * @param {string} text the sum, as it is given
 * @param {string[]} addends empty ones count as 0
 * @param {string} what they are
 */
function differs(text, addends, what) {
  const values = addends.filter(Boolean).map(valueOf);
  if (valueOf(text) === null) return NO_NUMBER;
  if (values.includes(null)) return `Something in the ${what} is not a number.`;
  const sum = values.reduce((all, value) => /** @type {number} */ (all) + inSteps(/** @type {number} */ (value)), 0);
  if (sum === inSteps(/** @type {number} */ (valueOf(text)))) return "";
  return `The ${what} adds up to ${asIn([text, ...addends], /** @type {number} */ (sum) / STEPS)}.`;
}

/** A value as these numbers are written. @param {string[]} texts @param {number} value */
const asIn = (texts, value) => withMark(`${value}`, texts.some((text) => text.includes(",")) ? "," : ".");

const inSteps = (/** @type {number} */ value) => Math.round(value * STEPS);

/** @param {number} count @param {string} what */
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
