/**
 * Cells that share their walls: which of them are one grid, and in which row and column each of them is. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 *
 * @typedef {object} Grid cells that share their walls
 * @property {Box[]} cells
 * @property {number[]} rows of each cell: 0 for the uppermost
 * @property {number[]} columns of each cell: 0 for the leftmost
 */
import { gapBetween, middleX, middleY } from "../numbers/rectangle.js";
import { components } from "../numbers/sets.js";

// Two cells are beside each other with so much of the smaller side in common, and no more room between them, as a share
// of the smaller cell. Larger, COMMON misses slanted tables; larger, APART takes two tables for one.
const COMMON = 0.6;
const APART = 0.5;

// Rows and columns that a table has at least.
const LEAST = 2;

/**
 * @param {Box[]} all
 * @returns {Grid[]} of one cell, too; one through several rows or columns is in the first of them
 */
export function gridsOf(all) {
  const areBeside = (/** @type {Box} */ a, /** @type {Box} */ b) => isNext(a, b) || isNext(turned(a), turned(b));
  return components(all.length, pairsWhere(all, nearTo(all), areBeside)).map((members) => {
    const cells = members.map((i) => all[i]);
    return { cells, rows: ranksOf(cells.map(turned)), columns: ranksOf(cells) };
  });
}

/** Rows as columns: what is above is at the left; the same turns back. */
export const turned = (/** @type {Box} */ { x, y, width, height }) => ({ x: y, y: x, width: height, height: width });

/**
 * Which cells may be beside each other; only these pairs are compared, as all cells of a page with 400 make 160,000.
 * @param {Box[]} cells
 * @returns {number[][]} for each cell the indices, ascending, of the others that have no more than APART of a side
 *   between, along either axis
 */
function nearTo(cells) {
  /** @type {number[][]} */
  const near = cells.map(() => []);
  const down = cells.map((_, i) => i).sort((i, j) => cells[i].y - cells[j].y);
  for (let first = 0; first < down.length; first++) {
    const a = cells[down[first]];
    const bottom = a.y + (1 + APART) * a.height;
    for (let next = first + 1; next < down.length && cells[down[next]].y <= bottom; next++) {
      const b = cells[down[next]];
      const apart = APART * Math.min(a.width, b.width);
      if (a.x > b.x + b.width + apart || b.x > a.x + a.width + apart) continue;
      near[down[first]].push(down[next]);
      near[down[next]].push(down[first]);
    }
  }
  for (const each of near) each.sort((i, j) => i - j);
  return near;
}

/**
 * @param {Box[]} cells
 * @param {number[][]} near as nearTo gives them
 * @param {(a: Box, b: Box) => boolean} areSo of cells that are near to each other
 * @returns {number[][]} indices
 */
const pairsWhere = (cells, near, areSo) =>
  near.flatMap((others, i) => others.filter((j) => areSo(cells[i], cells[j])).map((j) => [i, j]));

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
  const near = nearTo(cells);
  const columns = components(cells.length, pairsWhere(cells, near, areInOne));
  const own = cells.map(() => 0);
  columns.forEach((column, rank) => column.forEach((i) => (own[i] = rank)));
  const isLater = (/** @type {Box} */ a, /** @type {Box} */ b) => middleX(a) < middleX(b) && isNext(a, b);
  const after = pairsWhere(cells, near, isLater).filter(([i, j]) => own[i] !== own[j]);
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
export function dividedGrid({ cells, rows, columns }) {
  const lying = cells.map(turned);
  const parts = lying.flatMap((cell, i) =>
    partsOf(cell, rows[i], lying, rows).map((part) => ({ ...part, column: columns[i] })),
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
    if (ranks[i] <= rank || starts.has(ranks[i])) return;
    const isWithin = -gapBetween(cell, other).x >= COMMON * other.width && isNext(turned(cell), turned(other));
    if (isWithin) starts.set(ranks[i], other.x);
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
