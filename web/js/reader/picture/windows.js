/**
 * What lies between two cuts: the ink that may be one digit, without the slivers of its neighbours.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("./cuts.js").Cut} Cut
 *
 * @typedef {object} Window
 * @property {Piece} piece its ink, in the pixels of the whole
 * @property {number} dropped the share of the ink between the cuts that is slivers
 */
import { union } from "../numbers/rectangle.js";
import { connected } from "./components.js";
import { inkIn } from "./cuts.js";

// A share of the ink between two cuts: what hangs together and is less is a sliver of a neighbour. Larger, bars of 5s
// that stand apart are lost; smaller, slivers are taken for a part of a digit.
const SLIVER = 0.1;

// Of the ink, in [0, 1]: fainter pixels join nothing. Larger, thin strokes fall apart.
const JOINS = 0.15;

// Pixels full of ink: with less between two cuts there is nothing to read, and with more of it on the wrong sides of
// two cuts, these cross. Larger, dots are lost.
const NOTHING = 1;
const CROSSING = 0.5;

// Heights of the whole: no digit of a row is lower, and none that is lower than `low` counts as lower. And widths of a
// window, in such heights of its own. Larger, LEAST loses small digits, and WIDEST has more windows read.
const LEAST = 0.45;
const WIDEST = { width: 1.7, low: 0.6 };

/**
 * @param {Field} whole
 * @param {Cut} left
 * @param {Cut} right
 * @returns {Window | null} null where there is no digit: no ink, too much for one, or the cuts cross
 */
export function windowBetween(whole, { columns: from }, { columns: to }) {
  const between = inkBetween(whole, from, to);
  if (!between) return null;
  const all = inkIn(between.ink);
  if (all < NOTHING) return null;
  const piece = withoutSlivers(between, all);
  if (!piece) return null;
  const { width, height } = piece.box;
  const isDigit = height >= LEAST * whole.height && width <= WIDEST.width * Math.max(height, WIDEST.low * whole.height);
  return isDigit ? { piece, dropped: 1 - inkIn(piece) / all } : null;
}

/**
 * @param {Field} whole
 * @param {Int32Array} from
 * @param {Int32Array} to
 * @returns {{ ink: Field, x: number } | null} and its first column in the whole
 */
function inkBetween({ width, height, values }, from, to) {
  const x = from.reduce((a, b) => Math.min(a, b));
  const wide = to.reduce((a, b) => Math.max(a, b)) - x;
  if (wide <= 0) return null;
  const ink = new Float32Array(wide * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    if (from[y] <= to[y]) ink.set(values.subarray(row + from[y], row + to[y]), y * wide + from[y] - x);
    else if (inkIn({ values: values.subarray(row + to[y], row + from[y]) }) > CROSSING) return null;
  }
  return { ink: { width: wide, height, values: ink }, x };
}

/**
 * @param {{ ink: Field, x: number }} between
 * @param {number} all its ink
 * @returns {Piece | null}
 */
function withoutSlivers({ ink, x }, all) {
  const { width, height, values } = ink;
  const parts = connected({ width, height, mask: new Uint8Array(values.map((value) => Number(value > JOINS))) });
  const masses = parts.map((part) => inkOfRuns(part.runs, values));
  parts.forEach(({ runs }, i) => {
    if (masses[i] < SLIVER * all) for (let k = 0; k < runs.length; k += 2) values.fill(0, runs[k], runs[k + 1]);
  });
  const kept = parts.filter((_, i) => masses[i] >= SLIVER * all);
  if (kept.length === 0) return null;
  const box = withRim(union(kept.map((part) => part.box)), ink);
  const cropped = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const row = (box.y + y) * width + box.x;
    cropped.set(values.subarray(row, row + box.width), y * box.width);
  }
  return { box: { ...box, x: box.x + x }, values: cropped };
}

/** @param {Int32Array} runs @param {Float32Array} values */
function inkOfRuns(runs, values) {
  let sum = 0;
  for (let k = 0; k < runs.length; k += 2) sum += inkIn({ values: values.subarray(runs[k], runs[k + 1]) });
  return sum;
}

/**
 * A box and the faint pixels around it.
 * @param {import("../types.js").Box} box
 * @param {{ width: number, height: number }} within
 */
function withRim({ x, y, width, height }, within) {
  const [left, top] = [Math.max(0, x - 1), Math.max(0, y - 1)];
  const [right, bottom] = [Math.min(within.width, x + width + 1), Math.min(within.height, y + height + 1)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
