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

// Widths of strokes: where the ends of two lines are no further `apart`, each way, and both are so `long`, they meet in
// a corner. Near one, a line is not told from the other. Larger `apart`, and smaller `long`, strokes of digits close
// cells; the other way round, cells at the corners of tables stay open.
const CORNER = { apart: 2, long: 10 };

// Cells that are a table even where nothing is written in them. Larger, empty boxes are read.
const TABLE = 3;

// A share of a cell's height: what is written in it is at least so high. Larger, small writing in a large box is not
// seen; smaller, dust counts as writing.
const WRITTEN = 0.15;

// A share of a line's columns that have a cell beside them. Larger, lines that end outside of a table are kept.
const BOUNDS = 0.4;

/**
 * @param {Line[]} lines
 * @param {Ink} rest
 * @param {number} strokeWidth
 * @returns {{ cells: Box[], owner: Int32Array }} `owner`: of each pixel the number of its cell, from 1 on; of
 *   another region between lines a number below 0; 0 on lines
 */
export function cellsBetween(lines, rest, strokeWidth) {
  const { width, height } = rest;
  const closing = withCorners(lines, strokeWidth);
  const open = { width, height, mask: barred(closing, width, height, reachOf(lines)) };
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
 * @param {number} strokeWidth
 * @returns {Line[]} those that meet in a corner go on into it
 */
function withCorners(lines, strokeWidth) {
  const isLong = (/** @type {Line} */ { middles }) => middles.length >= CORNER.long * strokeWidth;
  const upright = lines.filter((line) => line.isUpright && isLong(line));
  const level = lines.filter((line) => !line.isUpright && isLong(line));
  return lines.map((line) =>
    isLong(line) ? reaching(line, line.isUpright ? level : upright, CORNER.apart * strokeWidth) : line,
  );
}

/**
 * @param {Line} line
 * @param {Line[]} others of the other direction
 * @param {number} most pixels
 * @returns {Line} which goes on at its ends, level, to those of others
 */
function reaching(line, others, most) {
  const { first, middles } = line;
  const [start, end] = [first, first + middles.length - 1];
  const [atStart, atEnd] = [middles[0], middles[middles.length - 1]];
  let [before, after] = [0, 0];
  for (const other of others) {
    const last = other.middles.length - 1;
    for (const at of [0, last]) {
      const [column, row] = [other.middles[at], other.first + at];
      const isNear = (/** @type {number} */ middle, /** @type {number} */ gap) =>
        gap > 0 && gap <= most && Math.abs(row - middle) <= most;
      if (isNear(atStart, start - column)) before = Math.max(before, Math.ceil(start - column));
      if (isNear(atEnd, column - end)) after = Math.max(after, Math.ceil(column - end));
    }
  }
  if (before + after === 0) return line;
  const longer = new Float32Array(before + middles.length + after)
    .fill(atStart, 0, before)
    .fill(atEnd, before + middles.length);
  longer.set(middles, before);
  return { ...line, first: first - before, middles: longer };
}

/**
 * @param {Line[]} lines
 * @param {number} width
 * @param {number} height
 * @param {number} more pixels that each line goes on at its ends, so that corners are closed
 * @returns {Uint8Array} 0 on the lines, 1 elsewhere
 */
function barred(lines, width, height, more) {
  const values = new Uint8Array(width * height).fill(1);
  for (const { isUpright, first, middles } of lines) {
    const [wide, high] = isUpright ? [height, width] : [width, height];
    const last = middles.length - 1;
    for (let i = -more; i <= last + more; i++) {
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
