/**
 * Ruled and squared paper: finds the lines printed on it and makes them ground, so that what is written across them
 * stays.
 *
 * The picture is divided into narrow upright strips. A line covers about the same row of many neighbouring strips,
 * rising or falling steadily: straight lines are found by a Hough transform over the strips (Duda and Hart, "Use of
 * the Hough transformation to detect lines and curves in pictures", 1972). Then they are followed from strip to strip,
 * as paper bends.
 *
 * @typedef {import("./ground.js").Field} Field
 *
 * @typedef {object} Line
 * @property {number} first the first strip that it is in
 * @property {Float32Array} centres its row in each strip from there on
 *
 * @typedef {object} Straight a line, if it were straight
 * @property {number} row in the picture's middle
 * @property {number} slope rows that it falls from a strip to the next
 * @property {number} count strips that it is seen in
 */

import { transposed } from "./ground.js";

// Strips along the picture: narrower than the bars of digits and the gaps between digits. More of them are narrower,
// and tell less of noise from lines.
const STRIPS = 56;

// Rows a column: 6°, as askew as people hold a page. Larger, it takes longer, and slanted strokes may be taken for
// lines.
const STEEPEST = 0.11;

// Rows by which the ends of two slopes differ that are tried one after the other: a line is found a row away, too.
// Larger, lines between two slopes are missed.
const STEP = 2;

// A share of the longer side: half of how high a line is, blur included. Larger, bars of digits are taken for lines.
const REACH = 1 / 220;

// Standard deviations of the noise. A pixel that is darker than its ground by this many covers its column in full, one
// that is half as much darker covers half of it. Larger, faint lines are missed.
const NOISE = 3;

// A share of a strip's columns. A strip in which a row covers more shows a line. Larger, faint and broken lines are
// missed.
const COVERED = 0.25;

// A share of the strips, from one end of a line to the other. Larger, lines that end in the picture are missed;
// smaller, bars of digits are taken for lines.
const LENGTH = 0.5;

// A share of the strips between a line's ends that have to show it. Larger, lines with much writing on them are missed.
const DENSITY = 0.65;

// Rows. How far a line may be, in the next strip, from where it would go on straight. Larger, it may run off along a
// stroke.
const BEND = 3;

// Lines that leave the picture above or below are shorter: strips that they have to be seen in, and the share of the
// strips before they leave. Larger, such lines are missed.
const SHORTEST = 4;
const WHOLE = 0.8;

// Values for each row across a line, of how dark it is there. More are finer, but each is the median of fewer pixels.
const FINENESS = 2;

// Columns in which a line's darkness is measured. More take longer.
const SAMPLES = 500;

// A share of a line's contrast that is added to the noise under it, since no line is equally dark everywhere. Larger,
// ink on a line is taken for noise; smaller, dark places of a line are taken for ink.
const UNSURE = 0.2;

/**
 * Takes the lines out of a picture's contrast, and raises the noise where they were. Both fields are changed.
 * @param {Field} contrast
 * @param {Field} noise of the same size
 * @returns {Field} how dark a line was at each pixel, 0 where there was none
 */
export function removeLines(contrast, noise) {
  const { width, height } = contrast;
  const lines = { width, height, values: new Float32Array(width * height) };
  removeHorizontal(contrast, noise, lines);
  const fields = [contrast, noise, lines];
  const [turned, ...others] = fields.map(transposed);
  if (removeHorizontal(turned, others[0], others[1])) {
    [turned, ...others].forEach((field, i) => fields[i].values.set(transposed(field).values));
  }
  return lines;
}

/**
 * @param {Field} contrast
 * @param {Field} noise
 * @param {Field} darkness of the lines, which this function fills in
 * @returns {boolean} whether there were any
 */
function removeHorizontal(contrast, noise, darkness) {
  const reach = Math.max(3, Math.round(REACH * Math.max(contrast.width, contrast.height)));
  if (contrast.width < 4 * STRIPS || contrast.height < 8 * reach) return false;
  const lines = linesIn(responses(contrast, noise, reach), contrast.height, (STEEPEST * contrast.width) / 2, reach);
  for (const line of lines) erase(line, contrast, noise, darkness, reach);
  return lines.length > 0;
}

/**
 * How much of each strip's columns each row covers, less what the rows a reach above and a reach below it cover.
 * @param {Field} contrast
 * @param {Field} noise
 * @param {number} reach
 * @returns {Float32Array[]} in [0, 1], a column of rows for each strip
 */
function responses({ width, height, values }, noise, reach) {
  return Array.from({ length: STRIPS }, (_, strip) => {
    const [left, right] = [Math.floor((strip * width) / STRIPS), Math.floor(((strip + 1) * width) / STRIPS)];
    const covered = new Float32Array(height);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let at = y * width + left; at < y * width + right; at++) {
        const share = values[at] / (NOISE * noise.values[at]);
        sum += share > 1 ? 1 : share > 0 ? share : 0;
      }
      covered[y] = sum / (right - left);
    }
    const beside = (/** @type {number} */ y) => (y >= 0 && y < height ? covered[y] : 0); // lines may lie at an edge
    return covered.map((value, y) => Math.max(0, value - Math.max(beside(y - reach), beside(y + reach))));
  });
}

/**
 * @param {Float32Array[]} strips
 * @param {number} height
 * @param {number} steepest rows that a line may rise or fall from its middle to its ends
 * @param {number} reach
 * @returns {Line[]}
 */
function linesIn(strips, height, steepest, reach) {
  const present = strips.map((strip) =>
    Uint8Array.from(strip, (_, y) => (largestNear(strip, y, 1) >= COVERED ? 1 : 0)),
  );
  const taken = strips.map(() => new Uint8Array(height));
  /** @type {Line[]} */
  const lines = [];
  const follow = (
    /** @type {Straight[]} */ straights,
    /** @type {(span: number, inside: number) => boolean} */ isLong,
  ) => {
    for (const straight of straights) {
      const line = followed(strips, straight);
      if (!line || !isLong(line.centres.length, stripsInside(straight, height))) continue;
      if (line.centres.some((y, i) => taken[line.first + i][Math.round(y)])) continue;
      lines.push(line);
      line.centres.forEach((y, i) => taken[line.first + i].fill(1, Math.max(0, Math.round(y) - reach), y + reach + 1));
    }
  };
  follow(straightLines(present, height, -steepest, steepest, LENGTH * STRIPS), (span) => span >= LENGTH * STRIPS);
  if (lines.length < 2) return lines;
  // Lines that leave the picture above or below are shorter, and known by running as the others do.
  const falls = lines.map(
    ({ centres }) => ((centres[centres.length - 1] - centres[0]) / centres.length) * (STRIPS / 2),
  );
  follow(
    straightLines(present, height, Math.min(...falls) - BEND, Math.max(...falls) + BEND, SHORTEST),
    (span, inside) => inside < STRIPS && span >= WHOLE * inside,
  );
  return lines;
}

/**
 * @param {Uint8Array[]} present whether each row of each strip may be part of a line
 * @param {number} height
 * @param {number} from rows that lines fall from the picture's middle to its edge: the least, below 0 for lines that
 *   rise
 * @param {number} to and the most
 * @param {number} shortest strips that a line has to extend over
 * @returns {Straight[]} the best line through each row of the middle column, also above and below the picture; those
 *   seen in the most strips first
 */
function straightLines(present, height, from, to, shortest) {
  const outside = Math.ceil(Math.max(Math.abs(from), Math.abs(to)));
  const counts = new Uint8Array(height + 2 * outside);
  /** @type {Straight[]} */
  const best = Array.from(counts, (_, i) => ({ row: i - outside, slope: 0, count: 0 }));
  for (let fall = from; fall <= to; fall += STEP) {
    counts.fill(0);
    present.forEach((strip, i) => {
      const first = outside - Math.round((((i + 0.5) / STRIPS) * 2 - 1) * fall);
      for (let y = Math.max(0, -first); y < Math.min(height, counts.length - first); y++) counts[first + y] += strip[y];
    });
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] <= best[i].count) continue;
      best[i].count = counts[i];
      best[i].slope = (2 * fall) / STRIPS;
    }
  }
  return best.filter(({ count }) => count >= DENSITY * shortest).sort((a, b) => b.count - a.count);
}

/**
 * @param {Straight} straight
 * @param {number} height
 * @returns {number} how many strips it is in before it leaves the picture
 */
function stripsInside({ row, slope }, height) {
  let inside = 0;
  for (let i = 0; i < STRIPS; i++) {
    const y = row + (i + 0.5 - STRIPS / 2) * slope;
    if (y >= 0 && y < height) inside++;
  }
  return inside;
}

/**
 * Follows a line from its middle outwards.
 * @param {Float32Array[]} strips
 * @param {Straight} straight
 * @returns {Line | null} null where it is no line after all
 */
function followed(strips, { row, slope }) {
  const middle = STRIPS / 2;
  const straight = (/** @type {number} */ strip) => row + (strip + 0.5 - middle) * slope;
  /** @type {(number | null)[]} */
  const offsets = strips.map(() => null); // from where the line would be if it were straight
  for (const direction of [1, -1]) {
    let offset = 0;
    for (let i = direction > 0 ? middle : middle - 1; i >= 0 && i < STRIPS; i += direction) {
      const found = peakNear(strips[i], Math.round(straight(i) + offset), BEND);
      if (found === null) continue;
      const here = found - straight(i);
      offsets[i] = here;
      offset += (here - offset) / 2; // half of it, so that the noise of one strip does not lead the line away
    }
  }
  const first = offsets.findIndex((offset) => offset !== null);
  const last = offsets.findLastIndex((offset) => offset !== null);
  const count = offsets.filter((offset) => offset !== null).length;
  if (count < SHORTEST || count < DENSITY * (last - first + 1)) return null;
  const centres = Float32Array.from({ length: last - first + 1 }, (_, i) => {
    const near = offsets.slice(Math.max(0, first + i - 2), first + i + 3).filter((offset) => offset !== null);
    return straight(first + i) + near.reduce((a, b) => a + Number(b), 0) / Math.max(1, near.length);
  });
  return { first, centres };
}

/**
 * @param {Float32Array} strip
 * @param {number} y
 * @param {number} reach
 */
function largestNear(strip, y, reach) {
  let largest = 0;
  for (let i = Math.max(0, y - reach); i <= Math.min(strip.length - 1, y + reach); i++) {
    largest = Math.max(largest, strip[i]);
  }
  return largest;
}

/**
 * @param {Float32Array} strip
 * @param {number} y
 * @param {number} reach
 * @returns {number | null} the middle of what is there of a line
 */
function peakNear(strip, y, reach) {
  if (largestNear(strip, y, reach) < COVERED) return null;
  let [mass, moment] = [0, 0];
  for (let i = Math.max(0, y - reach); i <= Math.min(strip.length - 1, y + reach); i++) {
    mass += strip[i];
    moment += strip[i] * i;
  }
  return moment / mass;
}

/**
 * Makes a line part of the ground: what is left is how much darker than the line the ink on it is.
 * @param {Line} line
 * @param {Field} contrast
 * @param {Field} noise
 * @param {Field} darkness
 * @param {number} reach
 */
function erase(line, contrast, noise, darkness, reach) {
  const { width, height, values } = contrast;
  const centres = centresOf(line, width);
  const profile = profileOf(centres, contrast, reach);
  centres.forEach((centre, x) => {
    if (Number.isNaN(centre)) return;
    for (let y = Math.max(0, Math.ceil(centre - reach)); y <= Math.min(height - 1, centre + reach); y++) {
      const typical = profile[Math.round(FINENESS * (y - centre + reach))];
      const at = y * width + x;
      values[at] = (values[at] - typical) / (1 - typical);
      noise.values[at] += UNSURE * typical;
      darkness.values[at] = Math.max(darkness.values[at], typical);
    }
  });
}

/**
 * @param {Line} line
 * @param {number} width
 * @returns {Float32Array} the row in which the line is in each column; NaN where it is not
 */
function centresOf({ first, centres }, width) {
  return Float32Array.from({ length: width }, (_, x) => {
    const at = ((x + 0.5) * STRIPS) / width - 0.5 - first;
    if (at < -0.5 || at > centres.length - 0.5) return NaN;
    const before = Math.min(Math.max(0, Math.floor(at)), Math.max(0, centres.length - 2));
    const after = Math.min(centres.length - 1, before + 1);
    return centres[before] + (centres[after] - centres[before]) * (at - before);
  });
}

/**
 * How dark a line is across, from a reach above its middle to a reach below.
 * @param {Float32Array} centres
 * @param {Field} contrast
 * @param {number} reach
 * @returns {Float32Array} the median contrasts, FINENESS of them a row, as the middle of a slanting line may be
 *   anywhere in a pixel
 */
function profileOf(centres, { width, height, values }, reach) {
  /** @type {number[][]} */
  const found = Array.from({ length: 2 * FINENESS * reach + 1 }, () => []);
  for (let x = 0; x < width; x += Math.ceil(width / SAMPLES)) {
    if (Number.isNaN(centres[x])) continue;
    for (let y = Math.max(0, Math.ceil(centres[x] - reach)); y <= Math.min(height - 1, centres[x] + reach); y++) {
      found[Math.round(FINENESS * (y - centres[x] + reach))].push(values[y * width + x]);
    }
  }
  return Float32Array.from(found, (contrasts) =>
    Math.max(0, Float32Array.from(contrasts).sort()[contrasts.length >> 1] ?? 0),
  );
}
