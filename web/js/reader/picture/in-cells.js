/**
 * In which cells of a picture digits and marks stand, so that what is in two cells of a table is two numbers, and what
 * is in a row of boxes is one. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./grids.js").Grid} Grid
 * @typedef {{ box: Box, mark?: string, cell?: number, comb?: number, isDoubtful?: boolean }} Sign
 */
import { gapBetween, holds, union } from "../numbers/rectangle.js";
import { gridsOf, isInCell, isTable } from "./grids.js";

// A share of a cell's smaller side: what is nearer to its lines may be left of one. Larger, points close to lines are
// lost; smaller, what is left of lines is read as points.
const CLEAR = 0.03;

// Heights of a cell: a wider one is for a number. Larger, numbers of one digit in narrow columns are read as one.
const WIDE = 1.6;

// Boxes in a row that are for single digits: in fewer there may be a number with its marks. Larger, dust in short rows
// is read as points; smaller, points in boxes are lost.
const BOXES = 3;

// Heights of a box, around boxes for single digits, in which no mark is. Larger, marks between two rows of boxes are
// lost; smaller, what is left of walls is read as points.
const BESIDE = 0.15;

// What stands alone in a cell is a digit if it is so high, as a share of the cell. Larger, small digits are taken for
// marks; smaller, dust is read.
const ALONE = 0.28;

// A share of the cells with digits in them: where as many hold one digit, the grid is for single digits. Larger, one 1
// that falls in two makes a table of numbers out of a sudoku.
const SINGLE = 0.9;

// A share of a digit's width that is outside its cell: with more, it may be of the next one. Larger, digits of the next
// cell are read for sure; smaller, long tails of digits are to be checked.
const OUTSIDE = 0.3;

/**
 * @template {Sign} F
 * @param {F[]} found
 * @param {Box[]} cells
 * @returns {F[]} with the numbers of their cells; without marks that lie on the lines of one, or are in a grid or a row
 *   of boxes for single digits
 */
export function inCells(found, cells) {
  const grids = gridsOf(cells);
  const isOneNumberARow = grids.map((grid) => !isTable(grid) || areForDigits(grid.cells, found));
  const placed = found.flatMap((sign) => {
    const isAt = (/** @type {Grid} */ grid, /** @type {number} */ i) =>
      isOneNumberARow[i] && isForDigits(grid) && isInCell(sign.box, around(grid));
    if (sign.mark && grids.some(isAt)) return []; // dust, or what is left of lines
    const comb = grids.findIndex((grid) => grid.cells.some((cell) => isInCell(sign.box, cell)));
    if (comb < 0) return sign;
    const own = grids[comb].cells.find((cell) => isInCell(sign.box, cell));
    const cell = own && cells.indexOf(own);
    if (isOneNumberARow[comb]) return { ...sign, cell, comb };
    const isDoubtful = own && gapBetween(own, sign.box).x > (OUTSIDE - 1) * sign.box.width;
    return isDoubtful ? { ...sign, cell, isDoubtful } : { ...sign, cell };
  });
  const [areas, insides] = [1, -1].map((by) =>
    cells.map((cell) => grown(cell, by * CLEAR * Math.min(cell.width, cell.height))),
  );
  return placed.filter(
    ({ mark, box }) => !mark || !areas.some((area) => meets(box, area)) || insides.some((cell) => holds(cell, box)),
  );
}

/** @param {Grid} grid @returns {Box} around its cells and a little more */
const around = ({ cells }) => grown(union(cells), BESIDE * cells[0].height);

/** Whether boxes are a row of several, or a table, in which a mark would have a box of its own. @param {Grid} grid */
const isForDigits = (grid) => isTable(grid) || grid.cells.length >= BOXES;

/**
 * Whether a grid is made for single digits, as a sudoku is: its rows are then read like rows of boxes.
 * @param {Box[]} cells
 * @param {Sign[]} found
 */
function areForDigits(cells, found) {
  const digits = found.filter(({ mark }) => !mark);
  const counts = cells.map((cell) => digits.filter(({ box }) => isInCell(box, cell)).length);
  const filled = counts.filter((count) => count > 0).length;
  const single = counts.filter((count) => count === 1).length;
  return single >= SINGLE * filled && cells.every(({ width, height }) => width <= WIDE * height);
}

/**
 * Whether two boxes stand in two cells, or one in a cell and the other across several, as what is left of a line does.
 * @param {Box} a
 * @param {Box} b
 * @param {Box[]} cells
 */
export function inTwoCells(a, b, cells) {
  const [one, other] = [a, b].map((box) => cells.findIndex((cell) => holds(cell, box)));
  return one !== other;
}

/**
 * @template {{ box: Box }} P
 * @param {P[]} pieces
 * @param {Box[]} cells
 * @returns {Set<P>} those that stand alone in a cell, and are high enough for a digit
 */
export function aloneInCells(pieces, cells) {
  const alone = new Set();
  for (const cell of cells) {
    const own = pieces.filter(({ box }) => isInCell(box, cell));
    if (own.length === 1 && own[0].box.height >= ALONE * cell.height) alone.add(own[0]);
  }
  return alone;
}

/** @param {Box} box @param {number} by */
const grown = ({ x, y, width, height }, by) => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** @param {Box} a @param {Box} b */
function meets(a, b) {
  const { x, y } = gapBetween(a, b);
  return x <= 0 && y <= 0;
}
