/**
 * Cells of tables and boxes: what lines close on all sides.
 *
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("../types.js").Box} Box
 */

import { connected } from "./components.js";

// Of a cell: its least side in widths of strokes, and the share of its box that it fills. Larger, small or slanted
// cells are missed.
const CELL = { side: 5, filled: 0.6 };

// Cells that are a table even where nothing is written in them. Larger, empty boxes are read.
const TABLE = 3;

// A share of a cell's height: what is written in it is at least so high. Larger, small writing in a large box is not
// seen; smaller, dust counts as writing.
const WRITTEN = 0.15;

// Widths of strokes: where there is ink, a line goes on so far beyond its end, since a line that slants hides the end
// of one that meets it in a corner. Larger, strokes that touch a line close cells.
const CORNER = 2;

// A share of a line's columns that have a cell beside them. Larger, lines that end outside of a table are kept.
const BOUNDS = 0.4;

/**
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {Ink} rest without lines
 * @param {number} strokeWidth
 * @returns {{ cells: Box[], owner: Int32Array }} `owner`: of each pixel the number of its cell, from 1 on; of
 *   another region between lines a number below 0; 0 on lines
 */
export function cellsBetween(lines, ink, rest, strokeWidth) {
  const { width, height } = rest;
  const open = {
    width,
    height,
    mask: barred(lines, ink, { least: reachOf(lines), most: Math.round(CORNER * strokeWidth) }),
  };
  const owner = new Int32Array(width * height);
  const regions = connected(open);
  const closed = regions.filter(({ box, mass }) => {
    const isInside = box.x > 0 && box.y > 0 && box.x + box.width < width && box.y + box.height < height;
    const isCell = Math.min(box.width, box.height) >= CELL.side * strokeWidth;
    return isInside && isCell && mass >= CELL.filled * box.width * box.height;
  });
  const written = closed.filter((cell) => isWritten(cell, rest));
  const cells = written.length > 0 && closed.length >= TABLE ? closed : written;
  regions.forEach((region, i) => own(owner, region, -1 - i));
  cells.forEach((cell, i) => own(owner, cell, i + 1));
  return { cells: cells.map(({ box }) => box), owner };
}

/**
 * @param {Line} line
 * @param {Int32Array} owner
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
export function bounds({ isUpright, first, middles, thickness }, owner, { width, height }, strokeWidth) {
  const away = Math.ceil(thickness / 2 + strokeWidth / 2) + 2;
  const rows = isUpright ? width : height;
  const regionBeside = (/** @type {number} */ column, /** @type {number} */ row, /** @type {1 | -1} */ step) => {
    for (let i = 1; i <= away; i++) {
      const y = row + i * step;
      if (y < 0 || y >= rows) return 0;
      const region = owner[isUpright ? column * width + y : y * width + column];
      if (region !== 0) return region;
    }
    return 0;
  };
  let count = 0;
  for (let i = 0; i < middles.length; i++) {
    const row = Math.round(middles[i]);
    const [above, below] = [regionBeside(first + i, row, -1), regionBeside(first + i, row, 1)];
    if (above !== below && Math.max(above, below) > 0) count++;
  }
  return count >= BOUNDS * middles.length;
}

/** @param {Int32Array} owner @param {import("./components.js").Component} region @param {number} number */
function own(owner, { runs }, number) {
  for (let run = 0; run < runs.length; run += 2) owner.fill(number, runs[run], runs[run + 1]);
}

/**
 * @param {Line[]} lines
 * @returns {number} pixels by which lines end before the middle of another one that they meet
 */
const reachOf = (lines) =>
  Math.ceil(lines.map(({ thickness }) => thickness).sort((a, b) => b - a)[lines.length >> 2] / 2) + 2;

/**
 * @param {import("./components.js").Component} cell
 * @param {Ink} rest
 */
function isWritten({ box, runs }, { width, mask }) {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let run = 0; run < runs.length; run += 2) {
    const y = Math.floor(runs[run] / width);
    for (let at = runs[run]; at < runs[run + 1]; at++) {
      if (!mask[at]) continue;
      const x = at - y * width;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return Math.max(bottom - top, right - left) >= WRITTEN * Math.min(box.height, box.width);
}

/**
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {{ least: number, most: number }} more pixels that each line goes on at its ends, so that corners are closed:
 *   as long as there is ink, at most
 * @returns {Uint8Array} 0 on the lines, 1 elsewhere
 */
function barred(lines, ink, more) {
  const { width, height } = ink;
  const values = new Uint8Array(width * height).fill(1);
  for (const line of lines) {
    const { isUpright, first, middles } = line;
    const [wide, high] = isUpright ? [height, width] : [width, height];
    const last = middles.length - 1;
    const [before, after] = [inkBeyond(line, ink, -1, more), inkBeyond(line, ink, 1, more)];
    for (let i = -before; i <= last + after; i++) {
      const x = first + i;
      if (x < 0 || x >= wide) continue;
      const [here, next] = [middles[Math.min(last, Math.max(0, i))], middles[Math.min(last, Math.max(0, i + 1))]];
      const [from, to] = [Math.round(Math.min(here, next)), Math.round(Math.max(here, next)) + 1];
      for (let y = Math.max(0, from); y <= Math.min(high - 1, to); y++)
        values[isUpright ? x * width + y : y * width + x] = 0;
    }
  }
  return values;
}

/**
 * @param {Line} line
 * @param {Ink} ink
 * @param {1 | -1} step beyond its last column, or before its first
 * @param {{ least: number, most: number }} more
 * @returns {number} columns
 */
function inkBeyond({ isUpright, first, middles }, { width, mask }, step, { least, most }) {
  const [along, across] = isUpright ? [width, 1] : [1, width];
  const end = step > 0 ? middles.length - 1 : 0;
  const row = Math.round(middles[end]);
  let count = 0;
  while (count < most && mask[(first + end + step * (count + 1)) * along + row * across]) count++;
  return Math.max(least, count);
}
