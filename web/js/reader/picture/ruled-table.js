/**
 * Which numbers stand in which cell of a ruled table. Cells that were not found have their places, too, by those in
 * their row and their column, so that every number that is within the table is in one cell of it. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").ReadNumber} ReadNumber
 * @typedef {import("../types.js").Row} Row
 * @typedef {import("./grids.js").Grid} Grid
 * @typedef {{ number: ReadNumber | null, box: Box }} Placed what is in a cell, and where that is
 */
import { numberByPlaces } from "../numbers/numbers.js";
import { gapBetween, middleX, middleY, union } from "../numbers/rectangle.js";
import { medianOf } from "../shared/median.js";
import { dividedGrid, gridsOf, isInCell, isTable, turned } from "./grids.js";

// The room between two cells in which there are others that were not found, if a number is there: at least so many
// widths of the narrower one, and at most of both in the mean; how much narrower than these the others may be. Larger,
// `least` misses narrow columns, `most` takes two tables for one, and `slack` takes one wide column for two.
const MISSING = { least: 0.4, most: 3.5, slack: 0.1 };

// Two cells with so much of the lower one in common are in one row. Larger, cells of slanted tables are in none.
const COMMON = 0.5;

const HALF = 0.5; // of a cell's side: from its middle to its walls

// Numbers that stand in no cell, beyond the outer wall, are one more row or column: in so many of the columns, a share
// and a count, and so many heights of the last row away. Larger, `filled` and `least` tell of rows of sums without
// lines as beside the table, and `away` makes a row of titles.
const BEYOND = { filled: 0.5, least: 2, away: 1.5 };

/**
 * @param {Row[]} rows of a reading
 * @param {Box[]} found its cells
 * @returns {{ cells: Placed[][], outside: ReadNumber[] } | undefined} each number once; undefined where cells are no
 *   table
 */
export function ruledTable(rows, found) {
  const numbers = rows.flatMap((row) => row.numbers);
  const points = numbers.map(({ box }) => middleOf(box));
  const { straight, slanted, shares } = alongLinesOf(largestTable(found) ?? largestTable(withMissing(found, points)));
  const all = withMissing(
    found.map(straight),
    numbers.map(({ box }) => middleOf(straight(box))),
  );
  const grid = largestTable(all);
  if (!grid) return;
  const boxes = placesOf(dividedGrid(grid));
  const [cells, width] = [boxes.flat(), boxes[0].length];
  const places = { cells, shares };
  const parts = numbers.flatMap((number) => numberByPlaces(number, (box) => placeWithin(straight(box), places)));
  const own = parts.map(({ box }) => placeBeside(straight(box), places));
  const at = (/** @type {number} */ place) => parts.filter((_, i) => own[i] === place);
  const placed = boxes.map((row, i) => row.map((box, j) => ({ number: together(at(i * width + j)), box })));
  const isFree = (/** @type {ReadNumber} */ { box }) => !found.some((cell) => isInCell(box, cell));
  const whole = withRowsBeyond(placed, at(-1).filter(isFree), straight);
  const taken = new Set(whole.flat().map(({ number }) => number));
  return {
    cells: whole.map((row) => row.map(({ number, box }) => ({ number, box: slanted(box) }))),
    outside: at(-1).filter((number) => !taken.has(number)),
  };
}

/**
 * A table with the rows and columns of which no cell has lines, such as sums below it or beside it.
 * @param {Placed[][]} table on a page that is not turned
 * @param {ReadNumber[]} free that stand in no cell
 * @param {(box: Box) => Box} straight
 * @returns {Placed[][]}
 */
function withRowsBeyond(table, free, straight) {
  const sides = [1, -1].flatMap((side) => [
    { side, seen: asItIs },
    { side, seen: turned },
  ]);
  return sides.reduce((all, { side, seen }) => {
    const rows = seen === asItIs ? all : transposed(all);
    const taken = new Set(rows.flat().map(({ number }) => number));
    const left = free.filter((number) => !taken.has(number));
    const row = rowBeyond(
      (side > 0 ? rows[rows.length - 1] : rows[0]).map(({ box }) => seen(box)),
      left.map((number) => ({ number, ...middleOf(seen(straight(number.box))) })),
      side,
    )?.map(({ number, box }) => ({ number, box: seen(box) }));
    if (!row) return all;
    const longer = side > 0 ? [...rows, row] : [row, ...rows];
    return seen === asItIs ? longer : transposed(longer);
  }, table);
}

/** @param {Placed[][]} table @returns {Placed[][]} columns as rows */
const transposed = (table) => table[0].map((_, column) => table.map((row) => row[column]));

/**
 * @param {Box[]} last the cells of the row at the edge
 * @param {(Point & { number: ReadNumber })[]} free
 * @param {number} side 1: below it; -1: above it
 * @returns {Placed[] | undefined} the next row, where there is one
 */
function rowBeyond(last, free, side) {
  const cells = last.map((box) => ({ ...box, y: box.y + side * box.height }));
  const row = cells.map((cell) => {
    const own = free.filter(({ x, y }) => {
      const away = (side * (y - middleY(cell))) / cell.height + HALF; // from the wall
      return x >= cell.x && x <= cell.x + cell.width && away >= 0 && away <= BEYOND.away;
    });
    return { number: together(own.map(({ number }) => number)), box: cell, count: own.length };
  });
  const full = row.filter(({ count }) => count > 0).length;
  const isRow = full >= Math.max(BEYOND.least, BEYOND.filled * row.length) && row.every(({ count }) => count < 2);
  return isRow ? row.map(({ number, box }) => ({ number, box })) : undefined;
}

/** @param {Box[]} cells @returns {Grid | undefined} */
const largestTable = (cells) =>
  gridsOf(cells)
    .filter(isTable)
    .sort((a, b) => b.cells.length - a.cells.length)[0];

/** @param {Box} box @returns {Point} */
const middleOf = (box) => ({ x: middleX(box), y: middleY(box) });

/**
 * Where things would be on a page that is not turned, as most cells that are beside each other show it.
 * @param {Grid} [grid]
 */
function alongLinesOf(grid) {
  const { slope, lean } = grid ? slantOf(grid) : { slope: 0, lean: 0 };
  const movedTo = (/** @type {Box} */ { width, height }, /** @type {number} */ x, /** @type {number} */ y) => ({
    ...{ x: x - width / 2, y: y - height / 2, width, height },
  });
  return {
    straight: (/** @type {Box} */ box) => {
      const { x, y } = middleOf(box);
      return movedTo(box, x - lean * y, y - slope * x);
    },
    slanted: (/** @type {Box} */ box) => {
      const { x, y } = middleOf(box);
      const share = 1 - lean * slope;
      return movedTo(box, (x + lean * y) / share, (y + slope * x) / share);
    },
    /** What the box around a slanted cell is larger by: widths for each height, and heights for each width. */
    shares: { x: Math.abs(lean), y: Math.abs(slope) },
  };
}

/**
 * Cells, and those between two of them that were not found and have a number in them: else a table in which all cells
 * of a column are missing, or every second one, would be two, or none.
 * @param {Box[]} found
 * @param {Point[]} points in the middle of numbers
 */
function withMissing(found, points) {
  const cells = [...found];
  for (const point of points) {
    const spot = { ...point, width: 0, height: 0 };
    if (cells.some((cell) => isInCell(spot, cell))) continue;
    const [across, upright] = [missingAt(point, cells, asItIs), missingAt(point, cells, turned)];
    const { y, height } = across[0] ?? {};
    if (across.length && upright.length) cells.push({ ...upright[0], y, height });
    else cells.push(...across, ...upright);
  }
  return cells;
}

const asItIs = (/** @type {Box} */ box) => box;

/**
 * @param {Point} point
 * @param {Box[]} cells
 * @param {(box: Box) => Box} seen as it is, or where what is above is at the left; the same leads back
 * @returns {Box[]} between the nearest cells on both sides of the point; none where there is no room
 */
function missingAt(point, cells, seen) {
  const { x, y } = seen({ ...point, width: 0, height: 0 });
  const inRow = cells.map(seen).filter((cell) => y >= cell.y && y <= cell.y + cell.height);
  const left = inRow.filter((cell) => cell.x + cell.width <= x).sort((a, b) => b.x + b.width - a.x - a.width)[0];
  const right = inRow.filter((cell) => cell.x >= x).sort((a, b) => a.x - b.x)[0];
  if (!left || !right || -gapBetween(left, right).y < COMMON * Math.min(left.height, right.height)) return [];
  const from = left.x + left.width;
  const room = right.x - from;
  const usual = (left.width + right.width) / 2;
  if (room < MISSING.least * Math.min(left.width, right.width) || room > MISSING.most * usual) return [];
  const count = Math.max(1, Math.floor(room / usual + MISSING.slack));
  const [width, height] = [room / count, (left.height + right.height) / 2];
  const boxes = Array.from({ length: count }, (_, i) => ({
    x: from + i * width,
    y: (left.y + right.y) / 2,
    width,
    height,
  }));
  return boxes.map(seen);
}

/** @param {Grid} grid @returns {{ slope: number, lean: number }} rows for each column, and columns for each row */
function slantOf({ cells, rows, columns }) {
  const steps = (/** @type {number[]} */ same, /** @type {number[]} */ other) =>
    cells.flatMap((a, i) =>
      cells
        .filter((_, j) => same[i] === same[j] && other[j] === other[i] + 1)
        .map((b) => ({ x: middleX(b) - middleX(a), y: middleY(b) - middleY(a) })),
    );
  return {
    slope: medianOf(steps(rows, columns).map(({ x, y }) => y / Math.max(1, x))),
    lean: medianOf(steps(columns, rows).map(({ x, y }) => x / Math.max(1, y))),
  };
}

/** @param {Grid} grid @returns {Box[][]} of all cells; those that were not found have the sides of the nearest ones */
function placesOf({ cells, rows, columns }) {
  const [down, across] = [rows, columns].map((ranks) => Array.from({ length: Math.max(...ranks) + 1 }, (_, i) => i));
  /** @param {number[]} own @param {number} rank @param {number[]} others @param {number} other @returns {Box} */
  const nearest = (own, rank, others, other) => {
    const members = cells.flatMap((cell, i) => (own[i] === rank ? [{ cell, away: Math.abs(others[i] - other) }] : []));
    return members.reduce((a, b) => (b.away < a.away ? b : a)).cell;
  };
  return down.map((row) =>
    across.map((column) => {
      const own = cells.filter((_, i) => rows[i] === row && columns[i] === column);
      if (own.length > 0) return union(own);
      const { y, height } = nearest(rows, row, columns, column);
      const { x, width } = nearest(columns, column, rows, row);
      return { x, y, width, height };
    }),
  );
}

/**
 * @param {Point} point
 * @param {Box} cell
 * @param {Point} shares by which the box around it is larger
 * @returns {Point} from the middle of the cell, in sides of it
 */
function offsetOf({ x, y }, cell, shares) {
  const width = Math.max(cell.width / 2, cell.width - shares.x * cell.height);
  const height = Math.max(cell.height / 2, cell.height - shares.y * cell.width);
  return { x: (x - middleX(cell)) / width, y: (y - middleY(cell)) / height };
}

/** @param {Point} offset */
const distance = ({ x, y }) => Math.max(Math.abs(x), Math.abs(y));

/**
 * @typedef {object} Places where a number may be
 * @property {Box[]} cells
 * @property {Point} shares as offsetOf takes them
 *
 * @param {Box} box
 * @param {Places} places
 * @returns {{ index: number, away: number }} of the nearest cell, in sides of it
 */
function nearestOf(box, { cells, shares }) {
  const middle = middleOf(box);
  const nearest = { index: -1, away: Infinity };
  cells.forEach((cell, index) => {
    const away = distance(offsetOf(middle, cell, shares));
    if (away < nearest.away) Object.assign(nearest, { index, away });
  });
  return nearest;
}

/** @param {Box} box @param {Places} places @returns {number} the index of the cell it is in; -1 for none: on a wall */
function placeWithin(box, places) {
  const { index, away } = nearestOf(box, places);
  return away <= HALF ? index : -1;
}

/**
 * @param {Box} box of a number
 * @param {Places} places
 * @returns {number} the index of the cell that it is in, or is the nearest to; -1 for a number outside of the table
 */
function placeBeside(box, places) {
  const { cells, shares } = places;
  const { index } = nearestOf(box, places);
  const gap = gapBetween(box, cells[index]);
  if (gap.x <= 0 && gap.y <= 0) return index;
  const away = cells.map((cell) => offsetOf(middleOf(box), cell, shares));
  return isOnBothSides(away) || isOnBothSides(away.map(({ x, y }) => ({ x: y, y: x }))) ? index : -1;
}

/** Whether cells of one row are at the left and at the right. @param {Point[]} away */
function isOnBothSides(away) {
  const inRow = away.filter(({ y }) => Math.abs(y) <= HALF);
  return inRow.some(({ x }) => x > 0) && inRow.some(({ x }) => x < 0);
}

/** What stands in one cell, as one. @param {ReadNumber[]} numbers @returns {ReadNumber | null} */
function together(numbers) {
  if (numbers.length < 2) return numbers[0] ?? null;
  return {
    text: numbers.map(({ text }) => text).join(" "),
    value: null,
    digits: numbers.flatMap(({ digits }) => digits),
    marks: numbers.flatMap(({ marks }) => marks),
    confidence: numbers.reduce((product, { confidence }) => product * confidence, 1),
    box: union(numbers.map(({ box }) => box)),
  };
}
