/**
 * What is read without the "?"s that stand in no number: slips, stamps and the like beside what was written. Pure.
 *
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").ReadNumber} ReadNumber
 */
import { withRows } from "../../reader/reading.js";

/** @typedef {(number: ReadNumber) => boolean} IsKnown whether somebody has said what a number is */

/** @param {IsKnown} isKnown @returns {(number: ReadNumber) => boolean} */
const unreadable = (isKnown) => (number) => number.digits.every(({ rejected }) => rejected) && !isKnown(number);

/** @param {Reading} reading @param {IsKnown} isKnown @returns {number} of "?"s that stand in no number with digits */
export const unreadableIn = ({ rows }, isKnown) =>
  rows.flatMap(({ numbers }) => numbers.filter(unreadable(isKnown))).flatMap(({ digits }) => digits).length;

/**
 * @param {Reading} reading
 * @param {IsKnown} isKnown
 * @returns {Reading} a new one, whose rows, digits and table have none of these; rows without a number are gone
 */
export function withoutUnreadable(reading, isKnown) {
  const isUnreadable = unreadable(isKnown);
  /** @type {Map<ReadNumber, ReadNumber>} */
  const kept = new Map();
  // A table has numbers of its own, too: those of a turned picture, two in one cell, and what has a note.
  const inTable = (/** @type {ReadNumber} */ number) => kept.get(number) ?? number;
  const left = reading.rows
    .map(({ numbers }) => numbers.filter((number) => !isUnreadable(number)))
    .filter((numbers) => numbers.length);
  const rows = left.map((numbers, row) => ({
    numbers: numbers.map((number) => {
      const digits = number.digits.map((digit) => ({ ...digit, row }));
      kept.set(number, { ...number, digits });
      return /** @type {ReadNumber} */ (kept.get(number));
    }),
  }));
  const digits = rows.flatMap(({ numbers }) => numbers.flatMap((number) => number.digits));
  const cell = (/** @type {ReadNumber | null} */ number) => (number && !isUnreadable(number) ? inTable(number) : null);
  const table = reading.table && {
    ...reading.table,
    rows: reading.table.rows.map((cells) => cells.map(cell)),
    ...(reading.table.outside && {
      outside: reading.table.outside.filter((number) => !isUnreadable(number)).map(inTable),
    }),
  };
  return { ...withRows(reading, rows), digits, ...(table && { table }) };
}
