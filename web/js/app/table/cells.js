/**
 * What was read of a picture as rows of cells, each with its place in the picture. Pure.
 *
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").ReadNumber} ReadNumber
 * @typedef {Pick<import("../../reader/types.js").Digit, "digit" | "confidence" | "rejected" | "box">} KeptDigit
 *
 * @typedef {object} Cell
 * @property {string} read what was read; "" in an empty cell
 * @property {Box} box where it is, in pixels of the picture
 * @property {Box} ink where its digits and marks are; the same as the box in an empty cell
 * @property {boolean} isPlaced false of an empty cell of which nothing shows where it is: its box is beside its row
 * @property {KeptDigit[]} digits from left to right
 * @property {string} doubt why it has to be checked; "" where all of its digits were read with confidence, and it is
 *   written as its column is
 * @property {number[]} unsure which letters of what was read are in doubt
 * @property {number} confidence the probability that all of its digits are right, in [0, 1]; 1 of an empty cell
 */
import { isSure, others } from "../../ui/wording.js";
import { middleOf } from "../selection.js";

/**
 * @param {Pick<Reading, "rows" | "table">} reading
 * @returns {Cell[][]} rows of as many cells each; without a table, one number of a row beside the other
 */
export function cellsOf({ rows, table }) {
  if (table) return table.rows.map((row, i) => row.map((number, j) => cellOf(number, table.boxes[i][j])));
  const width = Math.max(0, ...rows.map(({ numbers }) => numbers.length));
  const way = wayOf(rows);
  return rows.map(({ numbers }) => {
    const cells = numbers.map((number) => cellOf(number, number.box));
    while (cells.length < width)
      cells.push({ ...cellOf(null, boxBeyond(cells[cells.length - 1], way)), isPlaced: false });
    return cells;
  });
}

/**
 * Which way rows go on in the picture, which may lie turned: [1, 0] to the right, [0, 1] downwards, and so on.
 * @param {Reading["rows"]} rows
 */
function wayOf(rows) {
  const ways = rows.flatMap(({ numbers }) => {
    const places = numbers.flatMap(({ digits }) => digits.map(({ box }) => middleOf(box)));
    const [from, to] = [places[0], places[places.length - 1]];
    return from ? [{ x: to.x - from.x, y: to.y - from.y }] : [];
  });
  const [x, y] = [ways.reduce((sum, way) => sum + way.x, 0), ways.reduce((sum, way) => sum + way.y, 0)];
  return Math.abs(y) > Math.abs(x) ? [0, Math.sign(y)] : [Math.sign(x) || 1, 0];
}

/**
 * What stands beside a table, such as a title's number: it is in no cell. What can't be read is nobody's loss.
 * @param {Pick<Reading, "table">} reading
 */
export const outsideOf = ({ table }) =>
  (table?.outside ?? []).flatMap(({ text, digits }) => (digits.some(({ rejected }) => !rejected) ? [text] : []));

/** @param {ReadNumber | null} number @param {Box} box @returns {Cell} */
function cellOf(number, box) {
  if (!number) return { read: "", box, ink: box, isPlaced: true, digits: [], doubt: "", unsure: [], confidence: 1 };
  const digits = number.digits.map(({ digit, confidence, rejected, box }) => ({ digit, confidence, rejected, box }));
  const { text, confidence } = number;
  const [doubt, unsure] = [doubtOf(number), unsureOf(number)];
  return { read: text, box, ink: number.box, isPlaced: true, digits, doubt, unsure, confidence };
}

/** As large as the last cell of a row, and where the row would go on. @param {Cell} cell @param {number[]} way */
function boxBeyond({ box: { x, y, width, height } }, [across, down]) {
  const step = width + height;
  return { x: x + across * step, y: y + down * step, width, height };
}

/** @param {ReadNumber} number @returns {number[]} */
function unsureOf({ text, digits }) {
  const places = Array.from(text).flatMap((letter, i) => (/[0-9?]/.test(letter) ? [i] : []));
  return places.filter((_, i) => digits[i] && !isSure(digits[i]));
}

/** @param {ReadNumber} number */
function doubtOf({ text, digits, unlike }) {
  const unsure = digits.filter((digit) => !isSure(digit));
  const several = text.includes(" ") ? ["More than one number in this cell."] : [];
  return [...unsure.map(perhaps), ...several, ...(unlike ? ["Written unlike most of its column."] : [])].join(" ");
}

/** @param {import("../../reader/types.js").Digit} digit */
function perhaps(digit) {
  if (digit.rejected) return `Not sure of the "?", perhaps ${digit.digit}.`;
  const [second] = others(digit);
  return second ? `Not sure of the ${digit.digit}, perhaps ${second.name}.` : `Not sure of the ${digit.digit}.`;
}
