/**
 * Tables: which cells of a picture are one, and which numbers stand in which row and column, by ruled lines or, without
 * any, by how the numbers stand below one another. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 * @typedef {import("../types.js").Row} Row
 * @typedef {import("../types.js").Table} Table
 * @typedef {import("./turned.js").Quarters} Quarters
 * @typedef {import("./ruled-table.js").Placed} Placed
 */
import { gapBetween, middleX, middleY, union } from "../numbers/rectangle.js";
import { medianOf } from "../shared/median.js";
import { atValleys, columnsOf, valleysOf, withUnlike } from "./columns.js";
import { isInCell } from "./grids.js";
import { ruledTable } from "./ruled-table.js";
import { back, turnedBox } from "./turned.js";

// Rows and columns that a table has at least.
const LEAST = 2;

// Numbers that another ruled table of the page has at least, and tables of a page. Larger `numbers`, small tables are
// told of as beside the first; smaller, what is left of lines around a title is a table. Larger `most`, pages full of
// boxes take longer.
const OTHER = { numbers: 3, most: 8 };

// A share of the lower of two rows of tables that stand side by side: with so much in common, and as many rows, they
// are on the same lines. Larger, such tables come one below the other on a page that is turned.
const LINE = 0.5;

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
  // Most cells were not found where most numbers are in none.
  const { tables, outside } = withOthers(ruled, cells);
  const inside = tables.flat(2).filter(({ number }) => number).length;
  const aligned = outside.length > inside ? alignedTable(rows) : undefined;
  return aligned ?? { ...joinedTables(tables), ...(outside.length > 0 && { outside }) };
}

/**
 * A ruled table, and the others of its page: those that numbers stand in which are beside it.
 * @param {{ cells: Placed[][], outside: ReadNumber[] }} first
 * @param {Box[]} cells of all of them
 * @returns {{ tables: Placed[][][], outside: ReadNumber[] }} in reading order; what stands in none
 */
function withOthers(first, cells) {
  const tables = [first.cells];
  let { outside } = first;
  while (outside.length >= OTHER.numbers && tables.length < OTHER.most) {
    const taken = tables.flat(2).map(({ box }) => box);
    const left = cells.filter((cell) => !taken.some((box) => isInCell(cell, box)));
    const next = ruledTable([{ numbers: outside }], left);
    if (!next || next.cells.flat().filter(({ number }) => number).length < OTHER.numbers) break;
    tables.push(next.cells);
    ({ outside } = next);
  }
  const places = new Map(tables.map((table) => [table, placeOf(table)]));
  const at = (/** @type {Placed[][]} */ table) => /** @type {Box} */ (places.get(table));
  const order = (/** @type {Placed[][]} */ a, /** @type {Placed[][]} */ b) =>
    areOnLines(a, b) || -gapBetween(at(a), at(b)).y > LINE * Math.min(at(a).height, at(b).height)
      ? at(a).x - at(b).x
      : at(a).y - at(b).y;
  return { tables: tables.sort(order), outside };
}

/** @param {Placed[][]} table */
const placeOf = (table) => union(table.flat().map(({ box }) => box));

/** Whether tables have as many rows, each on the line of the other's. @param {Placed[][]} a @param {Placed[][]} b */
function areOnLines(a, b) {
  const [own, other] = [a, b].map((rows) => rows.map((row) => union(row.map(({ box }) => box))));
  return (
    own.length === other.length &&
    own.every((box, i) => -gapBetween(box, other[i]).y >= LINE * Math.min(box.height, other[i].height))
  );
}

/**
 * Tables of one page as one: side by side where their rows are on the same lines, and else one below the other, as
 * those of several pictures are.
 * @param {Placed[][][]} tables in reading order
 * @returns {Table}
 */
function joinedTables(tables) {
  /** @type {{ cells: Placed[][], table: Table }[]} */
  const blocks = [];
  for (const cells of tables) {
    const [last, table] = [blocks.at(-1), tableWith(cells)];
    if (!last || !areOnLines(last.cells, cells)) blocks.push({ cells, table });
    else blocks[blocks.length - 1] = { cells: beside(last.cells, cells), table: besideEachOther(last.table, table) };
  }
  const wide = Math.max(...blocks.map(({ table }) => table.rows[0].length));
  return {
    rows: blocks.flatMap(({ table }) => table.rows.map((row) => filled(row, wide, () => null))),
    boxes: blocks.flatMap(({ table }) => table.boxes.map((row) => filled(row, wide, boxAfter))),
  };
}

/** @param {Table} left @param {Table} right @returns {Table} */
const besideEachOther = (left, right) => ({
  rows: beside(left.rows, right.rows),
  boxes: beside(left.boxes, right.boxes),
});

/**
 * @template T
 * @param {T[][]} left
 * @param {T[][]} right of as many rows
 */
const beside = (left, right) => left.map((row, i) => [...row, ...right[i]]);

/**
 * @template T
 * @param {T[]} row
 * @param {number} wide
 * @param {(last: T) => T} next what comes after the last one
 */
function filled(row, wide, next) {
  const all = row.slice();
  while (all.length < wide) all.push(next(all[all.length - 1]));
  return all;
}

/** @param {Box} box @returns {Box} as large, to its right */
const boxAfter = (box) => ({ ...box, x: box.x + box.width });

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
  return medianOf(slopes);
}

/**
 * @param {{ number: ReadNumber | null, box: Box }[][]} cells
 * @returns {Table}
 */
const tableWith = (cells) => ({
  rows: withUnlike(cells.map((row) => row.map(({ number }) => number))),
  boxes: cells.map((row) => row.map(({ box }) => box)),
});
