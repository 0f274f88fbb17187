/**
 * Tables: which cells of a picture are one, and which numbers stand in which row and column, by ruled lines or, without
 * any, by how the numbers stand below one another. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 * @typedef {import("../types.js").Row} Row
 * @typedef {import("../types.js").Table} Table
 * @typedef {import("./turned.js").Quarters} Quarters
 *
 * @typedef {object} Grid cells that share their walls
 * @property {Box[]} cells
 * @property {number[]} rows of each cell: 0 for the uppermost
 * @property {number[]} columns of each cell: 0 for the leftmost
 */
import { numberOfDigit } from "../numbers/numbers.js";
import { gapBetween, middleX, middleY, union } from "../numbers/rectangle.js";
import { components } from "../numbers/sets.js";
import { atValleys, valleysOf, withUnlike } from "./columns.js";
import { back, turnedBox } from "./turned.js";

// Two cells are beside each other with so much of the smaller side in common, and no more room between them, as a share
// of the smaller cell. Larger, COMMON misses slanted tables; larger, APART takes two tables for one.
const COMMON = 0.6;
const APART = 0.5;

// Rows and columns that a table has at least.
const LEAST = 2;

// A share of an aligned table's cells that are filled. Larger, tables with many empty cells are no tables; smaller,
// a few numbers anywhere on a page are one.
const FILLED = 0.4;

// A share of a number's width at each side that may reach below another column. Larger, close columns become two;
// smaller, they become one.
const SLACK = 0.1;

/**
 * @param {Box[]} all
 * @returns {Grid[]} of one cell, too; one through several rows or columns is in the first of them
 */
export function gridsOf(all) {
  const areBeside = (/** @type {Box} */ a, /** @type {Box} */ b) => isNext(a, b) || isNext(turned(a), turned(b));
  return components(all.length, pairsWhere(all, areBeside)).map((members) => {
    const cells = members.map((i) => all[i]);
    return { cells, rows: ranksOf(cells.map(turned)), columns: ranksOf(cells) };
  });
}

const turned = (/** @type {Box} */ { x, y, width, height }) => ({ x: y, y: x, width: height, height: width });

/**
 * @param {Box[]} cells
 * @param {(a: Box, b: Box) => boolean} areSo
 * @returns {number[][]} indices
 */
const pairsWhere = (cells, areSo) =>
  cells.flatMap((a, i) => cells.flatMap((b, j) => (j !== i && areSo(a, b) ? [[i, j]] : [])));

/** Whether one of two cells is at the side of the other. @param {Box} cell @param {Box} other */
function isNext(cell, other) {
  const { x, y } = gapBetween(cell, other);
  const [width, height] = [Math.min(cell.width, other.width), Math.min(cell.height, other.height)];
  return -y >= COMMON * height && x <= APART * width && x > -COMMON * width;
}

/**
 * In which column each cell is: those below one another are in the same, and one at the right of another is in a later
 * one. So a narrow cell between two that are close to each other counts, and one through several rows counts once.
 * @param {Box[]} cells
 * @returns {number[]} 0 for the leftmost
 */
function ranksOf(cells) {
  const columns = components(cells.length, pairsWhere(cells, areInOne));
  const own = cells.map((_, i) => columns.findIndex((column) => column.includes(i)));
  const isLater = (/** @type {Box} */ a, /** @type {Box} */ b) => middleX(a) < middleX(b) && isNext(a, b);
  const after = pairsWhere(cells, isLater).filter(([i, j]) => own[i] !== own[j]);
  const ranks = columns.map(() => 0);
  // As often as there are columns at most: what goes round in a circle ends, too.
  for (let round = 0, isNew = true; isNew && round < columns.length; round++) {
    isNew = false;
    for (const [i, j] of after) {
      if (ranks[own[j]] > ranks[own[i]]) continue;
      ranks[own[j]] = ranks[own[i]] + 1;
      isNew = true;
    }
  }
  const left = Math.min(...ranks);
  return own.map((column) => ranks[column] - left);
}

/** Whether two cells, one below the other, are in one column. @param {Box} a @param {Box} b */
function areInOne(a, b) {
  const { x, y } = gapBetween(a, b);
  const width = Math.max(a.width, b.width);
  return (
    -x >= COMMON * width && y <= APART * Math.min(a.height, b.height) && y > -COMMON * Math.min(a.height, b.height)
  );
}

/**
 * A line that was not found makes one cell of two: it goes where that of the cells beside goes.
 * @param {Grid} grid
 * @returns {Grid} with as many cells as rows and columns go through each
 */
function dividedGrid({ cells, rows, columns }) {
  const parts = cells.flatMap((cell, i) =>
    partsOf(turned(cell), rows[i], cells.map(turned), rows).map((part) => ({ ...part, column: columns[i] })),
  );
  const boxes = parts.map(({ box }) => turned(box));
  const across = parts.map(({ column }) => column);
  const down = parts.map(({ rank }) => rank);
  const all = boxes.flatMap((box, i) =>
    partsOf(box, across[i], boxes, across).map((part) => ({ ...part, row: down[i] })),
  );
  return { cells: all.map(({ box }) => box), rows: all.map(({ row }) => row), columns: all.map(({ rank }) => rank) };
}

/**
 * @param {Box} cell
 * @param {number} rank its column
 * @param {Box[]} cells
 * @param {number[]} ranks the columns of all
 * @returns {{ box: Box, rank: number }[]} from left to right
 */
function partsOf(cell, rank, cells, ranks) {
  const starts = new Map([[rank, cell.x]]);
  cells.forEach((other, i) => {
    const isWithin = -gapBetween(cell, other).x >= COMMON * other.width && isNext(turned(cell), turned(other));
    if (isWithin && ranks[i] > rank && !starts.has(ranks[i])) starts.set(ranks[i], other.x);
  });
  const sorted = [...starts].sort(([a], [b]) => a - b);
  return sorted.map(([each, x], i) => {
    const right = i + 1 < sorted.length ? sorted[i + 1][1] : cell.x + cell.width;
    return { box: { ...cell, x, width: right - x }, rank: each };
  });
}

/** Whether cells are rows and columns, and not a row of boxes for one number. @param {Grid} grid */
export const isTable = ({ rows, columns }) => Math.max(...rows) + 1 >= LEAST && Math.max(...columns) + 1 >= LEAST;

/** Whether the middle of one box is in another. @param {Box} box @param {Box} cell */
export function isInCell(box, cell) {
  const [x, y] = [middleX(box), middleY(box)];
  return x >= cell.x && y >= cell.y && x <= cell.x + cell.width && y <= cell.y + cell.height;
}

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

/** @param {Row[]} rows @param {Box[]} cells */
function tableAsItLies(rows, cells) {
  const [grid] = gridsOf(cells)
    .filter(isTable)
    .sort((a, b) => b.cells.length - a.cells.length);
  return grid ? ruledTable(rows, dividedGrid(grid)) : alignedTable(rows);
}

/**
 * @param {Row[]} rows
 * @param {Grid} grid
 * @returns {Table}
 */
function ruledTable(rows, { cells, rows: down, columns: across }) {
  const numbers = rows.flatMap((row) => row.numbers.flatMap((number) => apart(number, cells)));
  const found = cells.map((cell) => {
    const inside = numbers.filter(({ box }) => isInCell(box, cell));
    return inside.length > 0 ? together(inside) : null;
  });
  const at = (/** @type {number} */ row, /** @type {number} */ column) =>
    cells.findIndex((_, i) => down[i] === row && across[i] === column);
  return tableWith(Math.max(...down) + 1, Math.max(...across) + 1, (row, column) => {
    const i = at(row, column);
    const side = cells.filter((_, j) => down[j] === row || across[j] === column);
    return i < 0
      ? { number: null, box: crossing(side, cells, down, across, row, column) }
      : { number: found[i], box: cells[i] };
  });
}

/**
 * Where a cell would be that was not found.
 * @param {Box[]} side cells of its row and its column
 * @param {Box[]} cells
 * @param {number[]} down
 * @param {number[]} across
 * @param {number} row
 * @param {number} column
 * @returns {Box}
 */
function crossing(side, cells, down, across, row, column) {
  const inRow = cells.filter((_, i) => down[i] === row);
  const inColumn = cells.filter((_, i) => across[i] === column);
  const [high, wide] = [union(inRow.length > 0 ? inRow : side), union(inColumn.length > 0 ? inColumn : side)];
  return { x: wide.x, y: high.y, width: wide.width, height: high.height };
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
  return tableWith(lines.length, columns.length, (row, column) => {
    const number = columns[column].find((span) => span.row === lines[row])?.number ?? null;
    const inRow = union(spans.filter((span) => span.row === lines[row]).map((span) => span.number.box));
    const inColumn = union(columns[column].map((span) => span.number.box));
    const box = { x: inColumn.x, y: inRow.y, width: inColumn.width, height: inRow.height };
    return { number, box: number?.box ?? box };
  });
}

/**
 * @template {{ from: number, to: number }} S
 * @param {S[]} spans
 * @returns {S[][]} from left to right: those that are above one another
 */
function columnsOf(spans) {
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
 * @param {number} rows
 * @param {number} columns
 * @param {(row: number, column: number) => { number: ReadNumber | null, box: Box }} cellAt
 * @returns {Table}
 */
function tableWith(rows, columns, cellAt) {
  const all = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cellAt(row, column)),
  );
  return {
    rows: withUnlike(all.map((row) => row.map(({ number }) => number))),
    boxes: all.map((row) => row.map(({ box }) => box)),
  };
}

/**
 * A number whose digits stand in cells of their own, as in a sudoku, as a number for each.
 * @param {ReadNumber} number
 * @param {Box[]} cells
 * @returns {ReadNumber[]}
 */
function apart(number, cells) {
  const { digits } = number;
  const own = digits.map(({ box }) => cells.findIndex((cell) => isInCell(box, cell)));
  return new Set(own).size > 1 ? digits.map(numberOfDigit) : [number];
}

/** What stands in one cell, as one. @param {ReadNumber[]} numbers @returns {ReadNumber} */
function together(numbers) {
  if (numbers.length === 1) return numbers[0];
  return {
    text: numbers.map(({ text }) => text).join(" "),
    value: null,
    digits: numbers.flatMap(({ digits }) => digits),
    marks: numbers.flatMap(({ marks }) => marks),
    confidence: numbers.reduce((product, { confidence }) => product * confidence, 1),
    box: union(numbers.map(({ box }) => box)),
  };
}
