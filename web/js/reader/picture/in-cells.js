/**
 * In which cells of a picture digits and marks stand, so that what is in two cells of a table is two numbers, and what
 * is in a row of boxes is one. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {{ box: Box, mark?: string, cell?: number, comb?: number }} Sign
 */
import { gridsOf, isInCell, isTable } from "./table.js";

// A share of a cell's smaller side: a mark is as far from its lines, or it is left of one. Larger, points close to
// lines are lost; smaller, what is left of lines is read as points.
const CLEAR = 0.03;

/**
 * @template {Sign} F
 * @param {F[]} found
 * @param {Box[]} cells
 * @returns {F[]} with the numbers of their cells; without marks that touch the lines of one
 */
export function inCells(found, cells) {
  const grids = gridsOf(cells);
  const placed = found.map((sign) => {
    const comb = grids.findIndex((grid) => grid.cells.some((cell) => isInCell(sign.box, cell)));
    if (comb < 0) return sign;
    const own = grids[comb].cells.find((cell) => isInCell(sign.box, cell));
    const cell = own && cells.indexOf(own);
    return isTable(grids[comb]) ? { ...sign, cell } : { ...sign, cell, comb };
  });
  const areas = cells.map((cell) => grown(cell, CLEAR * Math.min(cell.width, cell.height)));
  return placed.filter(
    ({ mark, box }) => !mark || !areas.some((area, i) => meets(box, area) && !isWithin(box, cells[i])),
  );
}

/** @param {Box} box @param {Box} cell */
function isWithin(box, cell) {
  const { x, y, width, height } = grown(cell, -CLEAR * Math.min(cell.width, cell.height));
  return box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
}

/** @param {Box} box @param {number} by */
const grown = ({ x, y, width, height }, by) => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** @param {Box} a @param {Box} b */
const meets = (a, b) => a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
