/**
 * What is ruled in a picture: rule lines, frames, boxes, tables. Straight lines are found in `lines.js`; here it is
 * decided which of them are ruled and which are strokes of digits, and the ruled ones are taken out of the ink.
 *
 * One straight stroke is no ruled line. Ruled lines are much longer than the writing is high, or go through the whole
 * picture, or close a cell in which something is written, or many cells.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("../types.js").Box} Box
 *
 * @typedef {object} Ruled
 * @property {Line[]} lines
 * @property {Box[]} cells closed by lines, in no particular order
 * @property {Box[]} fields above lines that close no cell, in which may be written
 */

import { connected } from "./components.js";
import { linesIn, strokeWidthOf } from "./lines.js";

// Widths of strokes. Shorter straight lines are not looked at. Larger, the sides of small boxes are missed.
const SHORTEST = 3;

// Heights of the writing. A longer line is ruled, whatever is near it. Larger, short rule lines are read as strokes;
// smaller, long strokes of digits are taken away.
const LONG = 2.5;
const VERY_LONG = 6;
const HALF = 0.5;

// Of a line that goes from one side of the picture to the other: a share of that way, and its length in heights of the
// writing. Smaller, strokes of digits that fill a picture are taken away.
const THROUGH = { share: 0.93, across: 1.2, upright: 1.6 };

// Heights of the writing. A line that leaves the picture beside others that are ruled is ruled if it is so long. Larger,
// the ends of rule lines are read; smaller, strokes that the picture's edge cuts are taken away.
const CUT = 1.3;

// The same where it runs along the edge, and is cut lengthwise.
const HUGGING = 0.9;

// The ticks of a comb: how many there are at least, their length at most in heights of the writing, and by which share
// their lengths differ. Larger, combs of few boxes are read as 1s, or 1s that stand on a line are taken away.
const TICKS = { count: 3, height: 0.75, alike: 0.3 };

// The sides of boxes in a row: by how much their ends differ, as a share of their length, how far they are apart, in
// lengths, and how much thicker than the other one is. Larger, 1s between boxes are taken away; smaller, sides that
// what is written touches are read.
const SIDES = { reach: 0.06, away: 3, thickness: 1.5 };

// Heights of the writing above a line, and below it, in which something is written on the line. Larger, print near it
// is taken for writing.
const FIELD = { above: 1.6, below: 0.3 };

// A share of the ink that writing covers, by its size: so much of it is no larger than what counts as its height.
// Larger, single large pieces decide; smaller, small print does.
const USUAL = 0.75;

// A share of the ink that is left without any straight line. With less, all lines are strokes. Larger, digits of
// straight strokes are looked through for lines.
const LEFT = 0.12;

// Of a cell: its least side in widths of strokes, and the share of its box that it fills. Larger, small or slanted
// cells are missed.
const CELL = { side: 5, filled: 0.6 };

// Cells that are a table even where nothing is written in them. Larger, empty boxes are read.
const TABLE = 3;

// A share of a cell's height: what is written in it is at least so high. Larger, small writing in a large box is not
// seen; smaller, dust counts as writing.
const WRITTEN = 0.15;

// A share of a line's columns that have a cell beside them. Larger, lines that end outside of a table are kept.
const BOUNDS = 0.4;

// Rows by which the ink may be thicker than the line where nothing crosses it. Larger, strokes that end on a line are
// shortened; smaller, more of a line with rough edges is left.
const ROUGH = 1;

/**
 * @param {Ink} ink
 * @param {import("./paper.js").Turn} turn
 * @returns {Promise<Ruled>}
 */
export async function ruledIn(ink, turn) {
  const strokeWidth = strokeWidthOf(ink);
  if (strokeWidth === 0) return { lines: [], cells: [], fields: [] };
  await turn();
  const lines = await linesIn(ink, strokeWidth, SHORTEST * strokeWidth, turn);
  if (lines.length === 0) return { lines: [], cells: [], fields: [] };
  const rest = withoutLines(ink, lines);
  const height = heightOfWriting(rest, strokeWidth);
  await turn();
  const { cells, owner } = cellsBetween(lines, rest, strokeWidth);
  await turn();
  const pieceHeight = heightOfWriting(ink, strokeWidth, HALF);
  const isClosing = lines.map(
    (line) =>
      isThrough(line, ink, line.isUpright ? Math.max(height, pieceHeight) : height) ||
      bounds(line, owner, ink, strokeWidth) ||
      (height > 0 && line.middles.length >= VERY_LONG * height),
  );
  await turn();
  const notClosing = withoutLines(ink, lines.filter((_, i) => isClosing[i]));
  const whole = Math.max(height, heightOfWriting(notClosing, strokeWidth, HALF));
  const isLong = ({ isUpright, middles }) => height > 0 && middles.length >= LONG * (isUpright ? whole : height);
  const isRuled = lines.map((line, i) => isClosing[i] || isLong(line));
  const isCut = (/** @type {Line} */ line) =>
    (isRuled.includes(true) || !line.isUpright) &&
    height > 0 &&
    leaves(line, ink, strokeWidth) &&
    line.middles.length >= (hugsEdge(line, ink, strokeWidth) ? HUGGING : CUT) * height;
  const ruled = lines.filter((line, i) => isRuled[i] || isCut(line));
  const others = lines.filter((line) => !ruled.includes(line));
  const sides = others.filter(
    (line) => ruled.some((other) => areSides(line, other)) && meetsOthers(line, lines),
  );
  const ends = endsOfCombs(ruled, others, 2 * strokeWidth);
  const all = [...new Set([...ruled, ...sides, ...ends, ...ticksOn(ruled, lines, height, strokeWidth)])];
  const fields = lines.filter((line, i) => isRuled[i] && !line.isUpright && !bounds(line, owner, ink, strokeWidth));
  return { lines: all, cells, fields: fields.map((line) => fieldAbove(line, height)) };
}

/**
 * Where something is written on a line.
 * @param {Line} line
 * @param {number} height of the writing
 * @returns {Box}
 */
function fieldAbove({ first, middles }, height) {
  const [top, bottom] = [Math.min(...middles) - FIELD.above * height, Math.max(...middles) + FIELD.below * height];
  return { x: first, y: top, width: middles.length, height: bottom - top };
}

/**
 * @param {Ink} ink
 * @param {Line[]} lines
 * @returns {Ink} without the lines; what crosses them stays whole
 */
export function withoutLines({ width, height, mask }, lines) {
  const left = mask.slice();
  for (const isUpright of [false, true]) {
    const [along, across] = isUpright ? [width, 1] : [1, width];
    const rows = isUpright ? width : height;
    for (const line of lines) {
      if (line.isUpright !== isUpright) continue;
      thinRuns(line, left, along, across, rows).forEach((run, i) => {
        const from = (line.first + i) * along;
        for (let y = run?.top ?? 0; run && y <= run.bottom; y++) left[from + y * across] = 0;
      });
    }
  }
  return { width, height, mask: left };
}

/**
 * @param {Line} line
 * @param {Uint8Array} mask
 * @param {number} along from a column to the next
 * @param {number} across from a row to the next
 * @param {number} rows
 * @returns {(import("./lines.js").Run | null)[]} of each column the ink that is nothing but line; null where a stroke
 *   crosses it
 */
function thinRuns({ first, middles, thickness, thickest }, mask, along, across, rows) {
  const most = thickest + ROUGH;
  const runs = Array.from(middles, (middle, i) => {
    const run = runAt(mask, (first + i) * along, across, Math.round(middle), rows);
    return run && run.bottom - run.top + 1 <= most ? run : null;
  });
  // What is thin for no longer than the line is thick lies between two parts of one stroke.
  for (let i = 0; i < runs.length; i++) {
    if (!runs[i]) continue;
    const from = i;
    while (i < runs.length && runs[i]) i++;
    if (from > 0 && i < runs.length && i - from <= thickness) runs.fill(null, from, i);
  }
  return runs;
}

/**
 * The run of ink through a row of a column, or through a row beside it.
 * @param {Uint8Array} mask
 * @param {number} from the column's first pixel
 * @param {number} step from a row to the next
 * @param {number} row
 * @param {number} rows
 * @returns {import("./lines.js").Run | null}
 */
function runAt(mask, from, step, row, rows) {
  const at = [row, row - 1, row + 1].find((y) => y >= 0 && y < rows && mask[from + y * step]);
  if (at === undefined) return null;
  let [top, bottom] = [at, at];
  while (top > 0 && mask[from + (top - 1) * step]) top--;
  while (bottom < rows - 1 && mask[from + (bottom + 1) * step]) bottom++;
  return { top, bottom };
}

/**
 * @param {Ink} rest what is left without straight lines
 * @param {number} strokeWidth
 * @returns {number} pixels; 0 where hardly anything is left
 */
function heightOfWriting(rest, strokeWidth, share = USUAL) {
  const sizes = connected(rest)
    .map(({ box, mass }) => ({ size: Math.max(box.width, box.height), mass }))
    .filter(({ size }) => size >= 3 * strokeWidth)
    .sort((a, b) => a.size - b.size);
  const all = sizes.reduce((sum, { mass }) => sum + mass, 0);
  let sum = 0;
  for (const { size, mass } of sizes) {
    sum += mass;
    if (sum >= share * all) return size;
  }
  return 0;
}

/**
 * Whether two lines begin and end beside each other, as the sides of boxes in a row do, also where what is written in
 * a box hides that it is closed.
 * @param {Line} line
 * @param {Line} ruled
 */
function areSides(line, ruled) {
  const [length, other] = [line.middles.length, ruled.middles.length];
  const reach = 2 + SIDES.reach * length;
  return (
    line.isUpright === ruled.isUpright &&
    Math.abs(line.first - ruled.first) <= reach &&
    Math.abs(line.first + length - ruled.first - other) <= reach &&
    Math.abs(line.middles[0] - ruled.middles[0]) <= SIDES.away * length &&
    line.thickness <= SIDES.thickness * ruled.thickness
  );
}

/**
 * Whether both ends of a line lie on lines across it.
 * @param {Line} line
 * @param {Line[]} lines
 */
function meetsOthers({ isUpright, first, middles }, lines) {
  const ends = [
    { along: first, across: middles[0] },
    { along: first + middles.length - 1, across: middles[middles.length - 1] },
  ];
  return ends.every(({ along, across }) =>
    lines.some((other) => {
      const at = Math.round(across) - other.first;
      const reach = Math.ceil(other.thickness / 2) + 2;
      if (other.isUpright === isUpright || at < -reach || at >= other.middles.length + reach) return false;
      const row = other.middles[Math.min(other.middles.length - 1, Math.max(0, at))];
      return Math.abs(row - along) <= reach;
    }),
  );
}

/**
 * The first and the last side of combs: of one length, on both ends of a ruled line.
 * @param {Line[]} ruled
 * @param {Line[]} others
 * @param {number} reach pixels
 * @returns {Line[]}
 */
function endsOfCombs(ruled, others, reach) {
  return ruled
    .filter(({ isUpright }) => !isUpright)
    .flatMap((line) => {
      const standing = others.filter((other) => other.isUpright && standsOn(other, line, reach));
      const [left, right] = [line.first, line.first + line.middles.length - 1].map((end) =>
        standing.find(({ middles }) => Math.abs(middles[middles.length - 1] - end) <= reach),
      );
      if (!left || !right || left === right) return [];
      const difference = Math.abs(left.middles.length - right.middles.length);
      return difference <= TICKS.alike * left.middles.length ? [left, right] : [];
    });
}

/**
 * The ticks of combs: several short lines of one length that stand on a ruled line.
 * @param {Line[]} ruled
 * @param {Line[]} lines
 * @param {number} height of the writing
 * @param {number} strokeWidth
 * @returns {Line[]}
 */
function ticksOn(ruled, lines, height, strokeWidth) {
  return ruled
    .filter(({ isUpright }) => !isUpright)
    .flatMap((line) => {
      const standing = lines.filter(
        (tick) => tick.isUpright && !ruled.includes(tick) && standsOn(tick, line, 2 * strokeWidth),
      );
      const lengths = standing.map(({ middles }) => middles.length).sort((a, b) => a - b);
      const usual = lengths[lengths.length >> 1];
      if (standing.length < TICKS.count || usual > TICKS.height * height) return [];
      return standing.filter(({ middles }) => Math.abs(middles.length - usual) <= TICKS.alike * usual);
    });
}

/**
 * @param {Line} tick
 * @param {Line} line
 * @param {number} reach pixels
 */
function standsOn({ first, middles }, line, reach) {
  const [end, column] = [first + middles.length - 1, Math.round(middles[middles.length - 1])];
  const at = column - line.first;
  if (at < -reach || at >= line.middles.length + reach) return false;
  const row = line.middles[Math.min(line.middles.length - 1, Math.max(0, at))];
  return Math.abs(row - end) <= reach;
}

/**
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} height of the writing
 */
function isThrough({ isUpright, middles }, ink, height) {
  if (height === 0) return false;
  const whole = isUpright ? ink.height : ink.width;
  return middles.length >= Math.max(THROUGH.share * whole, (isUpright ? THROUGH.upright : THROUGH.across) * height);
}

/**
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function leaves({ isUpright, first, middles }, { width, height }, strokeWidth) {
  const [wide, high] = isUpright ? [height, width] : [width, height];
  const [start, end] = [middles[0], middles[middles.length - 1]];
  const isNear = (/** @type {number} */ at, /** @type {number} */ size) =>
    at <= strokeWidth || at >= size - 1 - strokeWidth;
  return isNear(first, wide) || isNear(first + middles.length, wide) || isNear(start, high) || isNear(end, high);
}

/**
 * Whether a line runs along the picture's edge.
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function hugsEdge({ isUpright, middles }, { width, height }, strokeWidth) {
  const last = (isUpright ? width : height) - 1;
  const isNear = (/** @type {number} */ middle) => Math.min(middle, last - middle) <= strokeWidth;
  return middles.every(isNear);
}

/**
 * @param {Line[]} lines
 * @param {Ink} rest
 * @param {number} strokeWidth
 * @returns {{ cells: Box[], owner: Int32Array }} `owner`: of each pixel the number of its cell, from 1 on; of
 *   another region between lines a number below 0; 0 on lines
 */
function cellsBetween(lines, rest, strokeWidth) {
  const { width, height } = rest;
  const open = { width, height, mask: barred(lines, width, height, reachOf(lines)) };
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

/** @param {Int32Array} owner @param {import("./components.js").Component} region @param {number} number */
function own(owner, { runs }, number) {
  for (let run = 0; run < runs.length; run += 2) owner.fill(number, runs[run], runs[run + 1]);
}

/**
 * @param {Line[]} lines
 * @returns {number} pixels by which lines end before the middle of another one that they meet
 */
const reachOf = (lines) => Math.ceil(lines.map(({ thickness }) => thickness).sort((a, b) => b - a)[lines.length >> 2] / 2) + 2;

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
      for (let y = Math.max(0, from); y <= Math.min(high - 1, to); y++) values[isUpright ? x * width + y : y * width + x] = 0;
    }
  }
  return values;
}

/**
 * @param {Line} line
 * @param {Int32Array} owner
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function bounds({ isUpright, first, middles, thickness }, owner, { width, height }, strokeWidth) {
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

// Pixels beside a line that are taken away with it: its blur. Larger, strokes that end near a line are shortened.
const HALO = 2;

// A share of a line's contrast that is added to the noise under it, since no line is equally dark everywhere. Larger,
// ink on a line is taken for noise; smaller, dark places of a line are taken for ink.
const UNSURE = 0.2;

/**
 * Takes lines out of a picture's contrast, and raises the noise where they were. Both fields are changed. What crosses
 * a line, or is darker than it, stays.
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {Field} contrast
 * @param {Field} noise
 * @returns {Uint8Array} 1 for each pixel on a line, also where a stroke crosses it
 */
export function removeLines(lines, { width, height, mask }, contrast, noise) {
  const onLine = new Uint8Array(width * height);
  const left = mask.slice();
  for (const isUpright of [false, true]) {
    const [along, across] = isUpright ? [width, 1] : [1, width];
    const rows = isUpright ? width : height;
    for (const line of lines) {
      if (line.isUpright !== isUpright) continue;
      const typical = typicalOf(line, contrast, along, across);
      thinRuns(line, left, along, across, rows).forEach((run, i) => {
        const from = (line.first + i) * along;
        const half = line.thickest / 2 + ROUGH;
        const [first, last] = [Math.ceil(line.middles[i] - half), Math.floor(line.middles[i] + half)];
        for (let y = Math.max(0, first); y <= Math.min(rows - 1, last); y++) onLine[from + y * across] = 1;
        if (!run) return;
        for (let y = Math.max(0, run.top - HALO); y <= Math.min(rows - 1, run.bottom + HALO); y++) {
          const at = from + y * across;
          onLine[at] = 1;
          if (y < run.top || y > run.bottom ? left[at] : false) continue;
          left[at] = 0;
          contrast.values[at] = typical < 0.95 ? (contrast.values[at] - typical) / (1 - typical) : 0;
          noise.values[at] += UNSURE * typical;
        }
      });
    }
  }
  return onLine;
}

/**
 * @param {Line} line
 * @param {Field} contrast
 * @param {number} along
 * @param {number} across
 * @returns {number} the median contrast of its middle
 */
function typicalOf({ first, middles }, { values }, along, across) {
  const all = Float32Array.from(middles, (middle, i) => values[(first + i) * along + Math.round(middle) * across]).sort();
  return all[all.length >> 1];
}
