/**
 * Lines taken out of the ink that they are part of. What crosses a line, or is darker than it, stays.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 */

// Rows by which the ink may be thicker than the line where nothing crosses it. Larger, strokes that end on a line are
// shortened; smaller, more of a line with rough edges is left.
const ROUGH = 1;

// Thicknesses of a rule of the paper: ink that is thicker is no part of it. Larger, stems that lie on a rule go with
// it; smaller, thick places of a rule are read.
const STROKE = 2;

// On a rule, ink that is so many times as dark as the rule usually is belongs to a stroke, and stays. Larger, strokes
// on a blurred rule go with it; smaller, its dark places are read.
const DARKER = 1.6;

// Pixels beside a line that are taken away with it: its blur. Larger, strokes that end near a line are shortened.
const HALO = 2;

// A share of a line's contrast that is added to the noise under it, since no line is equally dark everywhere. Larger,
// ink on a line is taken for noise; smaller, dark places of a line are taken for ink.
const UNSURE = 0.2;

// A contrast from which a line is as dark as ink can be: nothing on it can be told from it. Larger, the noise of such
// lines is enlarged.
const BLACK = 0.95;

/**
 * @param {Ink} ink
 * @param {Line[]} lines
 * @returns {Ink} without the lines; what crosses them stays whole
 */
export function withoutLines({ width, height, mask }, lines) {
  const left = mask.slice();
  for (const { line, ...way } of waysOf(lines, { width, height })) {
    thinRuns(line, left, way).forEach((run, i) => {
      if (!run) return;
      const from = (line.first + i) * way.along;
      for (let y = run.top; y <= run.bottom; y++) left[from + y * way.across] = 0;
    });
  }
  return { width, height, mask: left };
}

/**
 * Takes lines out of a picture's contrast, and raises the noise where they were. Both fields are changed. What crosses
 * a line, or is darker than it, stays.
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {Field} contrast
 * @param {Field} noise
 * @returns {Uint8Array} 1 for each pixel on a line, also where a stroke crosses it, but not where one covers a rule of
 *   the paper
 */
export function removeLines(lines, { width, height, mask }, contrast, noise) {
  const onLine = new Uint8Array(width * height);
  const left = mask.slice();
  for (const { line, ...way } of waysOf(lines, { width, height })) {
    const typical = typicalOf(line, contrast, way);
    const half = line.thickest / 2 + ROUGH;
    thinRuns(line, left, way).forEach((run, i) => {
      const from = (line.first + i) * way.along;
      const [first, last] = [Math.ceil(line.middles[i] - half), Math.floor(line.middles[i] + half)];
      const isDarker = contrast.values[from + Math.round(line.middles[i]) * way.across] >= DARKER * typical;
      const isThicker = () => thicknessAt(left, from, way, line.middles[i]) > STROKE * line.thickest;
      if (line.isRule && !run && (isDarker || isThicker())) return;
      for (let y = Math.max(0, first); y <= Math.min(way.rows - 1, last); y++) onLine[from + y * way.across] = 1;
      if (!run) return;
      for (let y = Math.max(0, run.top - HALO); y <= Math.min(way.rows - 1, run.bottom + HALO); y++) {
        const at = from + y * way.across;
        const isHalo = y < run.top || y > run.bottom;
        onLine[at] = 1;
        if (isHalo && left[at]) continue; // it is something else
        left[at] = 0;
        contrast.values[at] = typical < BLACK ? (contrast.values[at] - typical) / (1 - typical) : 0;
        noise.values[at] += UNSURE * typical;
      }
    });
  }
  return onLine;
}

/**
 * @typedef {object} Way how to go along a line in the pixels
 * @property {number} along from a column to the next
 * @property {number} across from a row to the next
 * @property {number} rows
 */

/**
 * @param {Line[]} lines
 * @param {{ width: number, height: number }} size
 * @returns {(Way & { line: Line })[]} the upright ones last, since they are found whole once the others are gone
 */
function waysOf(lines, { width, height }) {
  const across = { along: 1, across: width, rows: height };
  const upright = { along: width, across: 1, rows: width };
  return [
    ...lines.filter(({ isUpright }) => !isUpright).map((line) => ({ ...across, line })),
    ...lines.filter(({ isUpright }) => isUpright).map((line) => ({ ...upright, line })),
  ];
}

/**
 * @param {Line} line
 * @param {Uint8Array} mask
 * @param {Way} way
 * @returns {(import("./lines.js").Run | null)[]} of each column the ink that is nothing but line; null where a stroke
 *   crosses it
 */
function thinRuns({ first, middles, thickness, thickest }, mask, { along, across, rows }) {
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
 * @param {Uint8Array} mask
 * @param {number} from a column's first pixel
 * @param {Way} way
 * @param {number} middle of a line there
 * @returns {number} rows of ink
 */
function thicknessAt(mask, from, { across, rows }, middle) {
  const run = runAt(mask, from, across, Math.round(middle), rows);
  return run ? run.bottom - run.top + 1 : 0;
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
 * @param {Line} line
 * @param {Field} contrast
 * @param {Way} way
 * @returns {number} the median contrast of its middle: where that is between two rows, of the stronger one
 */
function typicalOf({ first, middles }, { values }, { along, across }) {
  const all = Float32Array.from(middles, (middle, i) => {
    const from = (first + i) * along;
    return Math.max(values[from + Math.floor(middle) * across], values[from + Math.ceil(middle) * across]);
  }).sort();
  return all[all.length >> 1];
}
