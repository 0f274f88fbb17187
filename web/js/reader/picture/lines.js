/**
 * Straight thin lines in ink, wherever they are and whatever they belong to: rule lines, the sides of boxes, and the
 * straight strokes of digits, too. Which of them are printed is decided in `ruled.js`.
 *
 * A line is followed from column to column: in each it is a short upright run of ink, beside the run before.
 *
 *        column  0 1 2 3 4 5 6 7 8
 *                . . . . . # . . .
 *                # # # . . # . . .      two segments, 0 to 2 and 6 to 8; column 5 is a stroke that crosses, whose run
 *                . . . # # # # # #      is too long, so the line goes on behind it
 *                . . . . . # . . .
 *
 * Lines that stand upright are found in the same way in the transposed picture.
 *
 * @typedef {object} Ink
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array} mask 1 where there is ink, row by row
 *
 * @typedef {object} Line from left to right; of an upright line the columns are rows, and the other way round
 * @property {boolean} isUpright
 * @property {number} first its first column
 * @property {Float32Array} middles its row in each column from there on, between the rows where the ink is too thick to
 *   tell
 * @property {number} thickness rows, as it is usually
 * @property {number} thickest rows: where nothing but noise makes it thicker, it is no thicker than this
 * @property {boolean} [isRule] whether it is a rule of the paper itself, see `paper-rules.js`
 *
 * @typedef {object} Run ink in one column, from row `top` to row `bottom`
 * @property {number} top
 * @property {number} bottom
 *
 * @typedef {{ first: number, runs: Run[] }} Chain runs in neighbouring columns
 *
 * @typedef {object} Segment a chain, or a part of it, that is straight
 * @property {number} first
 * @property {Float32Array} middles
 * @property {number} thickness
 * @property {number} thickest
 */

import { medianOf } from "../shared/median.js";

// Widths of the ink's strokes. A line is no thicker; larger, strokes of a broad pen are followed, too, for nothing.
const THICKEST = 2.2;

// Rows a column: 15°, as askew as a page is photographed. Larger, slanted strokes of digits are followed, too.
const STEEPEST = 0.27;

// Widths of strokes, of a segment: over such a length its slope is measured. Larger, curves are taken for straight.
const STRAIGHT = 3;

// Widths of strokes. A shorter segment is no part of a line. Larger, lines are lost between digits that stand close.
const SHORTEST = 1;

// Of two segments of one line, how far they may be apart: in widths of strokes, and as a share of the line that is
// known so far. Larger, strokes of neighbouring digits are taken for one line.
const GAP = { strokes: 8, share: 0.35 };

// By how much a segment may lie beside where the line before it leads: rows, thicknesses of the line, and rows for each
// column between the two. Larger, two lines are taken for one.
const BESIDE = { least: 1.5, thickness: 0.75, each: 0.04 };

// Columns at the end of a line that tell where it leads, in widths of strokes. Larger, a bent line is lost.
const MEMORY = 12;

// A share of a line's columns: in the others it may be thicker, as a stroke begins there. Larger, strokes that lie on a
// line are taken for parts of it; smaller, more of a line with rough edges is left.
const ROUGH = 0.75;

// A share of a line's columns that hold ink where the line is. Larger, faint lines are lost.
const COVERED = 0.8;

// Rows by which most of a ruled line is away from the straight way between its columns on both sides, and which way
// that is, in thicknesses of it. Larger, lines through words in print, which dance, are taken for ruled.
const DANCING = { rows: 0.8, reach: 2 };

// Segments that are followed in each direction: the longest. A table of 30 columns with a digit in each cell has some
// 2,000, and a page of print 4,000. Larger, hatching and halftones take longer, by the square.
const MOST = 4000;

/**
 * @param {Ink} ink
 * @param {number} strokeWidth pixels
 * @param {number} shortest pixels: of a whole line
 * @param {import("./paper.js").Turn} turn
 * @returns {Promise<Line[]>}
 */
export async function linesIn(ink, strokeWidth, shortest, turn) {
  const lines = [];
  for (const isUpright of [false, true]) {
    const turned = isUpright ? transposedInk(ink) : ink;
    const chains = chainsIn(turned, Math.max(3, Math.round(THICKEST * strokeWidth)));
    await turn();
    const segments = longest(chains.flatMap((chain) => straightParts(chain, strokeWidth)));
    await turn();
    for (const segment of joinedSegments(segments, turned, strokeWidth)) {
      const line = { ...segment, isUpright };
      if (line.middles.length >= shortest && isCovered(line, ink)) lines.push(line);
    }
    await turn();
  }
  return lines;
}

/**
 * The usual width of the strokes: of each pixel the shorter one of its two runs, and of these the median.
 * @param {Ink} ink
 * @returns {number} pixels; 0 where there is no ink
 */
export function strokeWidthOf(ink) {
  const across = runLengths(ink);
  const upright = transposedInk(ink);
  const down = runLengths(upright);
  const counts = new Uint32Array(Math.max(ink.width, ink.height) + 1);
  let number = 0;
  for (let y = 0, at = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++, at++) {
      if (!ink.mask[at]) continue;
      counts[Math.min(across[at], down[x * ink.height + y])]++;
      number++;
    }
  }
  let below = 0;
  for (let width = 1; width < counts.length; width++) {
    below += counts[width];
    if (2 * below >= number) return width;
  }
  return 0;
}

/**
 * @param {Ink} ink
 * @returns {Uint16Array} for each pixel of ink, how long the run of ink is that it is in, in its row
 */
function runLengths({ width, height, mask }) {
  const lengths = new Uint16Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = y * width; x < width;) {
      let end = x;
      while (end < width && mask[from + end]) end++;
      if (end > x) lengths.fill(end - x, from + x, from + end);
      x = end + 1;
    }
  }
  return lengths;
}

/** @param {Ink} ink @returns {Ink} rows as columns */
function transposedInk({ width, height, mask }) {
  const turned = new Uint8Array(mask.length);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) turned[x * height + y] = mask[at];
  return { width: height, height: width, mask: turned };
}

/**
 * @param {Ink} ink
 * @param {number} thickest rows
 * @returns {Chain[]}
 */
function chainsIn({ width, height, mask }, thickest) {
  /** @type {Chain[]} */
  const chains = [];
  /** @type {Chain[]} those that reach the column before, from top to bottom */
  let open = [];
  for (let x = 0; x < width; x++) {
    const runs = runsIn(mask, width, height, x, thickest);
    /** @type {Chain[]} */
    const next = [];
    let at = 0;
    for (const run of runs) {
      while (at < open.length && lastOf(open[at]).bottom < run.top - 1) at++;
      const before = at < open.length && lastOf(open[at]).top <= run.bottom + 1 ? open[at++] : null;
      if (before) before.runs.push(run);
      const chain = before ?? { first: x, runs: [run] };
      if (!before) chains.push(chain);
      next.push(chain);
    }
    open = next;
  }
  return chains;
}

/** @param {Chain} chain */
const lastOf = ({ runs }) => runs[runs.length - 1];

/**
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number} x
 * @param {number} thickest
 * @returns {Run[]} those that are thin enough, from top to bottom
 */
function runsIn(mask, width, height, x, thickest) {
  const runs = [];
  for (let y = 0, at = x; y < height; y++, at += width) {
    if (!mask[at]) continue;
    const top = y;
    while (y < height && mask[at]) {
      y++;
      at += width;
    }
    if (y - top <= thickest) runs.push({ top, bottom: y - 1 });
  }
  return runs;
}

/**
 * @param {Chain} chain
 * @param {number} strokeWidth
 * @returns {Segment[]} what of it lies flat enough
 */
function straightParts({ first, runs }, strokeWidth) {
  const shortest = Math.max(3, SHORTEST * strokeWidth);
  if (runs.length < shortest) return [];
  const middles = new Float32Array(runs.length);
  for (let i = 0; i < runs.length; i++) middles[i] = (runs[i].top + runs[i].bottom) / 2;
  const reach = Math.max(2, Math.round((STRAIGHT * strokeWidth) / 2));
  const isFlat = new Uint8Array(runs.length);
  for (let i = 0; i < runs.length; i++) {
    const [from, to] = [Math.max(0, i - reach), Math.min(runs.length - 1, i + reach)];
    isFlat[i] = Number(Math.abs(middles[to] - middles[from]) <= STEEPEST * (to - from) + 0.5);
  }
  const parts = [];
  for (let i = 0; i < isFlat.length; i++) {
    if (!isFlat[i]) continue;
    const from = i;
    while (i < isFlat.length && isFlat[i]) i++;
    if (i - from < shortest) continue;
    const thicknesses = new Uint16Array(i - from);
    for (let at = from; at < i; at++) thicknesses[at - from] = runs[at].bottom - runs[at].top + 1;
    thicknesses.sort();
    const thickness = thicknesses[thicknesses.length >> 1];
    const thickest = thicknesses[Math.floor(ROUGH * (thicknesses.length - 1))];
    parts.push({ first: first + from, middles: middles.slice(from, i), thickness, thickest });
  }
  return parts;
}

/** @param {Segment[]} segments @returns {Segment[]} at most MOST of them, the longest */
function longest(segments) {
  if (segments.length <= MOST) return segments;
  return segments.toSorted((a, b) => b.middles.length - a.middles.length).slice(0, MOST);
}

/**
 * @param {Segment[]} segments
 * @param {Ink} ink
 * @param {number} strokeWidth
 * @returns {Segment[]} each as long as it can be
 */
function joinedSegments(segments, ink, strokeWidth) {
  /** @type {Segment[]} */
  const lines = [];
  /** @type {Segment[]} */
  let open = [];
  /** @type {Map<Segment, Fit>} */
  const fits = new Map();
  const fitOf = (/** @type {Segment} */ line) => {
    const fit = fits.get(line) ?? fitted(line, strokeWidth);
    fits.set(line, fit);
    return fit;
  };
  let column = -1;
  for (const segment of segments.sort((a, b) => a.first - b.first)) {
    if (segment.first > column) {
      column = segment.first;
      open = open.filter((line) => column - endOf(line) <= mostBetween(line, strokeWidth));
    }
    const middle = middleAt(segment, strokeWidth);
    let [best, least] = [/** @type {Segment | null} */ (null), Infinity];
    for (const line of open) {
      const gap = segment.first - endOf(line);
      if (gap < 0) continue;
      const beside = Math.abs(middle - leadsTo(fitOf(line), segment, gap, strokeWidth));
      const thickness = Math.max(line.thickness, segment.thickness);
      const most =
        Math.max(BESIDE.least, BESIDE.thickness * thickness) +
        BESIDE.each * (gap + Math.min(segment.middles.length, STRAIGHT * strokeWidth));
      if (beside > most || beside >= least || !isInkBetween(line, segment, ink, strokeWidth)) continue;
      [best, least] = [line, beside];
    }
    if (best) {
      Object.assign(best, appended(best, segment));
      fits.delete(best);
    } else {
      lines.push(segment);
      open.push(segment);
    }
  }
  return lines;
}

/** @param {Segment} line */
const endOf = (line) => line.first + line.middles.length;

/** @param {Segment} line @param {number} strokeWidth */
const mostBetween = ({ middles }, strokeWidth) => Math.max(GAP.strokes * strokeWidth, GAP.share * middles.length);

/** The mean row at a segment's beginning. @param {Segment} segment @param {number} strokeWidth */
function middleAt({ middles }, strokeWidth) {
  const length = Math.max(1, Math.min(middles.length, Math.round(STRAIGHT * strokeWidth)));
  let sum = 0;
  for (let i = 0; i < length; i++) sum += middles[i];
  return sum / length;
}

/** @typedef {{ length: number, meanX: number, meanY: number, slope: number }} Fit of a line's last columns */

/** @param {Segment} line @param {number} strokeWidth @returns {Fit} */
function fitted({ middles }, strokeWidth) {
  const from = Math.max(0, middles.length - Math.round(MEMORY * strokeWidth));
  const length = middles.length - from;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) {
    sumX += i;
    sumY += middles[from + i];
    sumXX += i * i;
    sumXY += i * middles[from + i];
  }
  const spread = length * sumXX - sumX * sumX;
  // Of a short line the slope is hardly known, and counts less.
  const known = Math.min(1, length / ((MEMORY * strokeWidth) / 2));
  const slope = spread > 0 ? (known * (length * sumXY - sumX * sumY)) / spread : 0;
  return { length, meanX: sumX / length, meanY: sumY / length, slope };
}

/**
 * Where a line would be at the beginning of a segment.
 * @param {Fit} line
 * @param {Segment} segment
 * @param {number} gap
 * @param {number} strokeWidth
 */
function leadsTo({ length, meanX, meanY, slope }, segment, gap, strokeWidth) {
  const ahead = length - 1 + gap + Math.min(segment.middles.length, STRAIGHT * strokeWidth) / 2;
  return meanY + slope * (ahead - meanX);
}

/**
 * Whether a line goes on under what is between it and a segment: where there is much between them, it is ink.
 * @param {Segment} line
 * @param {Segment} segment
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function isInkBetween(line, segment, { width, mask }, strokeWidth) {
  const gap = segment.first - endOf(line);
  if (gap <= 2 * strokeWidth) return true;
  const [from, to] = [line.middles[line.middles.length - 1], segment.middles[0]];
  let inked = 0;
  for (let i = 0; i < gap; i++) {
    const y = Math.round(from + ((to - from) * (i + 1)) / (gap + 1));
    inked += mask[y * width + endOf(line) + i];
  }
  return inked >= COVERED * gap || (gap <= 4 * strokeWidth && line.middles.length > MEMORY * strokeWidth);
}

/**
 * @param {Segment} line
 * @param {Segment} segment behind it
 * @returns {Segment} both, and a straight line between them
 */
export function appended(line, segment) {
  const [a, b] = [line.middles.length, segment.middles.length];
  const gap = segment.first - endOf(line);
  const middles = new Float32Array(a + gap + b);
  middles.set(line.middles);
  const [from, to] = [line.middles[a - 1], segment.middles[0]];
  for (let i = 0; i < gap; i++) middles[a + i] = from + ((to - from) * (i + 1)) / (gap + 1);
  middles.set(segment.middles, a + gap);
  const mean = (/** @type {number} */ of, /** @type {number} */ ofOther) => (of * a + ofOther * b) / (a + b);
  return {
    first: line.first,
    middles,
    thickness: mean(line.thickness, segment.thickness),
    thickest: mean(line.thickest, segment.thickest),
  };
}

/** Whether there is ink along a line. @param {Line} line @param {Ink} ink */
const isCovered = (line, ink) => inkAlong(line, ink) >= COVERED * line.middles.length;

/** @param {Line} line @param {Ink} ink @returns {number} columns in which there is ink where the line is */
export function inkAlong({ isUpright, first, middles }, { width, mask }) {
  const [along, across] = isUpright ? [width, 1] : [1, width];
  let inked = 0;
  for (let i = 0; i < middles.length; i++) inked += mask[(first + i) * along + Math.round(middles[i]) * across];
  return inked;
}

/** Whether a line is as straight as if it were ruled. @param {Line} line */
export function isSmooth({ middles, thickness }) {
  const reach = Math.max(2, Math.min(middles.length >> 2, Math.round(DANCING.reach * thickness)));
  const away = [];
  for (let i = reach; i + reach < middles.length; i++) {
    away.push(Math.abs(middles[i] - (middles[i - reach] + middles[i + reach]) / 2));
  }
  return medianOf(away) <= DANCING.rows;
}
