/**
 * Columns of numbers without ruled lines: where one ends and the next begins, which numbers of two columns were taken
 * for one, and which numbers are written unlike the others of their column. Pure.
 *
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 * @typedef {{ from: number, to: number }} Span
 */
import { dividedNumber } from "../numbers/numbers.js";

// Of how many numbers lie above one another at most on either side, the share that does between two columns. Larger,
// ragged columns are two.
const VALLEY = 0.5;

// A share of a column's numbers that are written alike, and how many of them: with less, none is unlike the others.
// Larger, slips in mixed columns are not told; smaller, columns of numbers of all kinds are in doubt.
const ALIKE = { share: 2 / 3, least: 3 };

/**
 * The narrow strips in which few numbers stand, and more on both sides.
 * @param {Span[]} spans of all numbers
 * @returns {Span[]} from left to right
 */
export function valleysOf(spans) {
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  /** @type {Span[]} */
  const valleys = [];
  let peak = 0;
  /** @type {(Span & { count: number }) | undefined} */
  let lowest;
  edges.slice(1).forEach((to, i) => {
    const from = edges[i];
    const count = spans.filter((span) => span.from <= from && span.to >= to).length;
    if (lowest && count * VALLEY >= lowest.count && count > lowest.count) {
      valleys.push({ from: lowest.from, to: lowest.to });
      [peak, lowest] = [count, undefined];
    }
    peak = Math.max(peak, count);
    if (count <= VALLEY * peak && count < peak && (!lowest || count < lowest.count)) lowest = { from, to, count };
  });
  return valleys;
}

/**
 * @param {ReadNumber} number
 * @param {Span[]} valleys in the number's own x
 * @returns {ReadNumber[]} in two or more where it goes through valleys and has room between its digits there
 */
export function atValleys(number, valleys) {
  const { x, width } = number.box;
  for (const valley of valleys) {
    if (x >= valley.from || x + width <= valley.to) continue;
    const parts = dividedNumber(number, valley);
    if (parts.length > 1) return parts.flatMap((part) => atValleys(part, valleys));
  }
  return [number];
}

/**
 * @template {{ from: number, to: number }} S
 * @param {S[]} spans
 * @returns {S[][]} from left to right: those that are above one another
 */
export function columnsOf(spans) {
  /** @type {S[][]} */
  const columns = [];
  let right = -Infinity;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from > right) columns.push([]);
    columns[columns.length - 1].push(span);
    right = Math.max(right, span.to);
  }
  return columns;
}

/**
 * @param {(ReadNumber | null)[][]} rows of a table
 * @returns {(ReadNumber | null)[][]} with a note on what is written unlike most of its column
 */
export function withUnlike(rows) {
  const usual = (rows[0] ?? []).map((_, column) => usualForm(rows.map((row) => row[column])));
  return rows.map((row) =>
    row.map((number, column) => {
      const isUnlike = number && usual[column] !== undefined && formOf(number) !== usual[column];
      return isUnlike ? { ...number, unlike: /** @type {true} */ (true) } : number;
    }),
  );
}

/** How a number is written: its marks, and the digits from the first of them on, as 0. @param {ReadNumber} number */
const formOf = ({ text }) => text.replace(/^-?[\d?]*/, "").replace(/[\d?]/g, "0");

/**
 * @param {(ReadNumber | null)[]} column
 * @returns {string | undefined}
 */
function usualForm(column) {
  const forms = column.flatMap((number) => (number ? [formOf(number)] : []));
  const counts = forms.map((form) => forms.filter((other) => other === form).length);
  const most = Math.max(0, ...counts);
  return most >= ALIKE.least && most >= ALIKE.share * forms.length ? forms[counts.indexOf(most)] : undefined;
}
