/**
 * Of all ways through a lattice the one that gives the likeliest reading. Pure.
 *
 * @typedef {import("./lattice.js").Edge} Edge
 * @typedef {import("../numbers/segment.js").Score} Score
 * @typedef {{ text: string, sum: number, best: number, edge?: Edge, before?: Reading }} Reading of the ink before a
 *   cut: `sum` is the logarithm of what all ways that read so come to, `best` that of the best one, which ends with
 *   `edge`
 */
import { confidenceOf } from "../numbers/confidence.js";
import { DIGITS } from "../shared/contract.js";

// What a window counts, in logarithms, for each of these; learnt (see lattice.js) from some 570 numbers of 2 to 5
// digits of MNIST's training writers and of the pen's. Each of them larger:
const WEIGHTS = {
  confidence: 1.32, // of the network: it decides more, and shapes less
  digit: 0.85, // numbers are read with more digits
  width: 0.46, // only widths that are usual for the digit are read
  height: 8, // only what is as high as the whole is read
  dropped: 2, // windows with slivers are avoided
  cut: 0.36, // cuts through much ink are avoided
  strokes: 0.74, // cuts through several strokes are avoided: where digits touch, there is one
  longest: 0.69, // cuts through a long stroke are preferred: digits touch in one, and rings are sliced across
  one: -0.59, // 1s are preferred; below 0, since slices of strokes read as 1
};

// Of each digit the median of the logarithm of its width in heights, and the standard deviation, of training writers.
// Larger medians: wider windows are preferred.
const WIDTHS = [
  [-0.14, 0.2],
  [-0.92, 0.45],
  [-0.12, 0.22],
  [-0.36, 0.21],
  [-0.39, 0.26],
  [-0.2, 0.21],
  [-0.49, 0.23],
  [-0.34, 0.22],
  [-0.44, 0.24],
  [-0.43, 0.22],
];

// Where what is measured stops to count: the probability of a digit; standard deviations of its width; the square of
// the logarithm of its height; pen widths of cut ink. What is beyond is wrong anyway. Larger, LEAST lets one poor
// window decide less; the others let one odd shape decide more.
const LEAST = 0.001;
const MOST = { width: 1.5, height: 0.5, cut: 4 };

// Pen widths that any cut is long, through one stroke. Larger, fewer cuts are taken for joins of two digits.
const SLICE = 1.3;

// Readings that are kept at each cut, the likeliest. Larger, it takes longer, and finds the same.
const KEPT = 12;

/**
 * @param {{ cuts: import("./cuts.js").Cut[], edges: Edge[] }} lattice edges by their first cuts
 * @param {Score[]} scores of the edges
 * @param {number} height of the whole
 * @returns {{ way: Edge[], value: number }} from left to right, and the mean of what its windows count; empty where
 *   none leads from the first cut to the last
 */
export function likeliestWay({ cuts, edges }, scores, height) {
  /** @type {Map<string, Reading>[]} */
  const readings = cuts.map(() => new Map());
  readings[0].set("", { text: "", sum: 0, best: 0 });
  let from = -1;
  /** @type {Reading[]} */
  let kept = [];
  edges.forEach((edge, i) => {
    if (edge.from !== from) kept = likeliest(readings[(from = edge.from)]).slice(0, KEPT);
    const { digit, value } = valueOf(edge, scores[i], cuts, height);
    for (const before of kept) add(readings[edge.to], before, edge, digit, value);
  });
  const way = [];
  const [whole] = likeliest(readings[cuts.length - 1]);
  for (let at = whole; at?.edge; at = /** @type {Reading} */ (at.before)) way.unshift(at.edge);
  return { way, value: way.length > 0 ? whole.best / way.length : -Infinity };
}

/** @param {Map<string, Reading>} readings */
const likeliest = (readings) => [...readings.values()].sort((a, b) => b.sum - a.sum);

/**
 * @param {Map<string, Reading>} readings
 * @param {Reading} before
 * @param {Edge} edge
 * @param {number} digit
 * @param {number} value
 */
function add(readings, before, edge, digit, value) {
  const text = `${before.text}${digit}`;
  const [sum, best] = [before.sum + value, before.best + value];
  const known = readings.get(text);
  if (!known) readings.set(text, { text, sum, best, edge, before });
  else {
    known.sum = Math.max(known.sum, sum) + Math.log1p(Math.exp(-Math.abs(known.sum - sum)));
    if (best > known.best) Object.assign(known, { best, edge, before });
  }
}

/**
 * @param {Edge} edge
 * @param {Score} score
 * @param {import("./cuts.js").Cut[]} cuts
 * @param {number} high the height of the whole
 * @returns {{ digit: number, value: number }} as what it reads, and what that counts
 */
function valueOf({ to, window }, score, cuts, high) {
  const confidence = confidenceOf(score);
  const digit = score.probabilities.subarray(0, DIGITS).indexOf(confidence);
  const { width, height } = window.piece.box;
  const { cut, strokes, longest } = to < cuts.length - 1 ? cuts[to] : { cut: 0, strokes: 0, longest: 0 };
  const [usual, spread] = WIDTHS[digit];
  const odd = Math.min(MOST.width, Math.abs(Math.log(width / height) - usual) / spread);
  const value =
    WEIGHTS.confidence * Math.log(Math.max(LEAST, confidence)) +
    WEIGHTS.digit -
    (WEIGHTS.width * odd ** 2) / 2 -
    WEIGHTS.height * Math.min(MOST.height, Math.log(height / high) ** 2) -
    WEIGHTS.dropped * window.dropped -
    WEIGHTS.cut * Math.min(MOST.cut, cut) -
    WEIGHTS.strokes * Math.max(0, strokes - 1) +
    WEIGHTS.longest * Math.max(0, longest - SLICE) +
    (digit === 1 ? WEIGHTS.one : 0);
  return { digit, value };
}
