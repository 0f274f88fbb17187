/**
 * Tables: which cells of a picture are one, and which numbers stand in which row and column, by ruled lines or, without
 * any, by how the numbers stand below one another. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 * @typedef {import("../types.js").Row} Row
 * @typedef {import("../types.js").Table} Table
 * @typedef {import("./turned.js").Quarters} Quarters
 */
import { middleX, middleY, union } from "../numbers/rectangle.js";
import { atValleys, columnsOf, valleysOf, withUnlike } from "./columns.js";
import { ruledTable } from "./ruled-table.js";
import { back, turnedBox } from "./turned.js";

// Rows and columns that a table has at least.
const LEAST = 2;

// A share of an aligned table's cells that are filled. Larger, tables with many empty cells are no tables; smaller,
// a few numbers anywhere on a page are one.
const FILLED = 0.4;

// A share of a number's width at each side that may reach below another column. Larger, close columns become two;
// smaller, they become one.
const SLACK = 0.1;

/**
 * @param {Row[]} rows of a reading
 * @param {Box[]} cells of its picture, in the same units
 * @param {Quarters} [quarters] by how many the picture was turned to be read
 * @returns {Table | undefined} as it is read, with boxes in the picture as it is; undefined where there is none
 */
export function tableOf(rows, cells, quarters = 0) {
  if (quarters === 0) return tableAsItLies(rows, cells);
  const turn = (/** @type {Box} */ box) => turnedBox(box, quarters);
  const turnBack = (/** @type {Box} */ box) => turnedBox(box, back(quarters));
  const upright = rows.map(({ numbers }) => ({ numbers: numbers.map((number) => withBoxes(number, turn)) }));
  const table = tableAsItLies(upright, cells.map(turn));
  return (
    table && {
      rows: table.rows.map((row) => row.map((number) => number && withBoxes(number, turnBack))),
      boxes: table.boxes.map((row) => row.map(turnBack)),
      ...(table.outside && { outside: table.outside.map((number) => withBoxes(number, turnBack)) }),
    }
  );
}

/**
 * @param {ReadNumber} number
 * @param {(box: Box) => Box} change
 * @returns {ReadNumber}
 */
function withBoxes(number, change) {
  return {
    ...number,
    box: change(number.box),
    digits: number.digits.map((digit) => ({ ...digit, box: change(digit.box) })),
    marks: number.marks.map((mark) => ({ ...mark, box: change(mark.box) })),
  };
}

/**
 * @param {Row[]} rows
 * @param {Box[]} cells
 * @returns {Table | undefined}
 */
function tableAsItLies(rows, cells) {
  const ruled = ruledTable(rows, cells);
  if (!ruled) return alignedTable(rows);
  const inside = ruled.cells.flat().filter(({ number }) => number).length;
  // Most cells were not found where most numbers are in none.
  const aligned = ruled.outside.length > inside ? alignedTable(rows) : undefined;
  return aligned ?? { ...tableWith(ruled.cells), ...(ruled.outside.length > 0 && { outside: ruled.outside }) };
}

/**
 * @param {Row[]} rows
 * @returns {Table | undefined}
 */
function alignedTable(rows) {
  const slope = slopeOf(rows);
  const leaning = (/** @type {Box} */ box) => slope * middleY(box);
  const valleys = valleysOf(
    rows.flatMap(({ numbers }) =>
      numbers.map(({ box }) => ({ from: box.x + leaning(box), to: box.x + box.width + leaning(box) })),
    ),
  );
  const spans = rows.flatMap(({ numbers }, row) =>
    numbers.flatMap((whole) => {
      const by = leaning(whole.box);
      const own = valleys.map(({ from, to }) => ({ from: from - by, to: to - by }));
      return atValleys(whole, own).map((number) => {
        const middle = middleX(number.box) + by;
        const half = number.box.width * (0.5 - SLACK);
        return { row, number, from: middle - half, to: middle + half };
      });
    }),
  );
  const columns = columnsOf(spans);
  const lines = rows.flatMap((_, row) => (spans.some((span) => span.row === row) ? [row] : []));
  const isCrowded = columns.some((column) => new Set(column.map(({ row }) => row)).size < column.length);
  const full = lines.filter((row) => spans.filter((span) => span.row === row).length > 1).length;
  if (columns.length < LEAST || full < LEAST || isCrowded) return;
  if (spans.length < FILLED * columns.length * lines.length) return;
  const cells = lines.map((row) => {
    const inRow = union(spans.filter((span) => span.row === row).map((span) => span.number.box));
    return columns.map((column) => {
      const number = column.find((span) => span.row === row)?.number ?? null;
      const inColumn = union(column.map((span) => span.number.box));
      const box = { x: inColumn.x, y: inRow.y, width: inColumn.width, height: inRow.height };
      return { number, box: number?.box ?? box };
    });
  });
  return tableWith(cells);
}

/** @param {Row[]} rows @returns {number} y per x, the median over neighbours in rows */
function slopeOf(rows) {
  const slopes = rows.flatMap(({ numbers }) =>
    numbers.slice(1).map(({ box }, i) => {
      const before = numbers[i].box;
      return (box.y + box.height - before.y - before.height) / Math.max(1, middleX(box) - middleX(before));
    }),
  );
  return slopes.sort((a, b) => a - b)[slopes.length >> 1] ?? 0;
}

/**
 * @param {{ number: ReadNumber | null, box: Box }[][]} cells
 * @returns {Table}
 */
const tableWith = (cells) => ({
  rows: withUnlike(cells.map((row) => row.map(({ number }) => number))),
  boxes: cells.map((row) => row.map(({ box }) => box)),
});
