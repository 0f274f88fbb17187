/**
 * Of all ways through a lattice those that give the likeliest readings. Pure.
 *
 * @typedef {import("./lattice.js").Edge} Edge
 * @typedef {import("./lattice.js").Joint} Joint
 * @typedef {import("./lattice.js").Lattice} Lattice edges by their first cuts
 * @typedef {import("./cuts.js").Cut} Cut
 * @typedef {import("../numbers/segment.js").Score} Score
 * @typedef {{ text: string, sum: number, best: number, edge?: Edge, before?: Beginning }} Beginning what the ink up to
 *   the end of a window reads as: `sum` is the logarithm of what all ways that read so come to, `best` that of the best
 *   one, which ends with `edge`
 * @typedef {{ text: string, way: Edge[], sum: number, value: number }} Way through a lattice, from left to right; `sum`
 *   is the logarithm of what all ways that read so come to, `value` the mean of what the windows of this one count
 */
import { DIGIT, JOINT, WINDOW } from "./learnt-weights.js";
import { logarithmOfSum } from "./logarithms.js";
import { likelyDigitsOf, EDGE, measured, measuredJoint, weighed } from "./window-value.js";

// Readings that are kept at each window, the likeliest. Larger, it takes longer, and finds the same.
const KEPT = 8;

/** @type {Beginning} */
const NOTHING = { text: "", sum: 0, best: 0 };

/**
 * @param {Lattice} lattice
 * @param {Score[]} scores of the edges
 * @returns {Way[]} the likeliest way of each of the likeliest readings, these first; none where no way leads from the
 *   first cut to the last
 */
export function likeliestWays(lattice, scores) {
  const { cuts, edges, whole } = lattice;
  const values = edges.map((edge, i) =>
    valuesOf(edge, likelyDigitsOf(scores[i].probabilities), scores[i], cuts, whole),
  );
  return waysThrough(lattice, (i, reading) => values[i].map((value) => extended(reading, edges[i], value)), KEPT);
}

/**
 * The same of some readings alone, whatever the windows are read as.
 * @param {Lattice} lattice
 * @param {Score[]} scores of the edges
 * @param {string[]} texts
 * @returns {Way[]} of those that there is a way of
 */
export function waysReading(lattice, scores, texts) {
  const { cuts, edges, whole } = lattice;
  const digits = [...new Set(texts.join(""))].map(Number);
  const values = edges.map((edge, i) => valuesOf(edge, digits, scores[i], cuts, whole));
  const begins = new Set(texts.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1))));
  const longer = (/** @type {number} */ i, /** @type {Beginning} */ reading) =>
    values[i].map((value) => extended(reading, edges[i], value)).filter(({ text }) => begins.has(text));
  return waysThrough(lattice, longer, begins.size).filter(({ text }) => texts.includes(text));
}

/**
 * @param {Lattice} lattice
 * @param {(i: number, reading: Beginning) => Beginning[]} longer what a reading becomes with a window
 * @param {number} kept readings at each window
 * @returns {Way[]}
 */
function waysThrough({ cuts, edges, joints }, longer, kept) {
  const ending = edgesByEnd(edges, cuts.length);
  const leading = cuts.map((_, cut) => leadingTo(cut, joints));
  /** @type {Beginning[][]} */
  const readings = [];
  /** @type {Map<string, Beginning>} */
  const ends = new Map();
  edges.forEach((edge, i) => {
    /** @type {Map<string, Beginning>} */
    const before = new Map();
    for (const { from, value } of leading[edge.from]) {
      if (from === 0) add(before, NOTHING, value);
      for (const j of ending[from]) {
        if (edges[j].from >= edge.from || edges[j].to >= edge.to) continue;
        for (const reading of readings[j]) add(before, reading, value);
      }
    }
    readings.push(
      likeliest(before)
        .slice(0, kept)
        .flatMap((reading) => longer(i, reading))
        .sort(bySum)
        .slice(0, kept),
    );
    const end = leading[cuts.length - 1].find(({ from }) => from === edge.to);
    if (end) for (const reading of readings[i]) add(ends, reading, end.value);
  });
  return likeliest(ends).map(wayOf);
}

/** @param {Beginning} reading @returns {Way} */
function wayOf(reading) {
  const way = [];
  for (let at = reading; at.edge; at = /** @type {Beginning} */ (at.before)) way.unshift(at.edge);
  return { text: reading.text, way, sum: reading.sum, value: reading.best / way.length };
}

/** @param {Edge[]} edges @param {number} count of cuts */
function edgesByEnd(edges, count) {
  const ending = Array.from({ length: count }, () => /** @type {number[]} */ ([]));
  edges.forEach(({ to }, i) => ending[to].push(i));
  return ending;
}

/**
 * From where ways lead on at a cut, and what that counts.
 * @param {number} cut
 * @param {Joint[]} joints
 * @returns {{ from: number, value: number }[]}
 */
const leadingTo = (cut, joints) => [
  { from: cut, value: 0 },
  ...joints.flatMap(({ from, to, ink }) => (to === cut ? { from, value: weighed(measuredJoint(ink), JOINT) } : [])),
];

const bySum = (/** @type {{ sum: number }} */ a, /** @type {{ sum: number }} */ b) => b.sum - a.sum;

const likeliest = (/** @type {Map<string, Beginning>} */ readings) => [...readings.values()].sort(bySum);

/** @param {Beginning} before @param {Edge} edge @param {{ digit: number, value: number }} read @returns {Beginning} */
const extended = (before, edge, { digit, value }) => ({
  ...{ text: `${before.text}${digit}`, sum: before.sum + value, best: before.best + value },
  ...{ edge, before },
});

/**
 * @param {Map<string, Beginning>} readings
 * @param {Beginning} reading
 * @param {number} value of the joint that it goes on with
 */
function add(readings, reading, value) {
  const [sum, best] = [reading.sum + value, reading.best + value];
  const known = readings.get(reading.text);
  if (!known) readings.set(reading.text, { ...reading, sum, best });
  else {
    known.sum = logarithmOfSum(known.sum, sum);
    if (best > known.best) Object.assign(known, { best, edge: reading.edge, before: reading.before });
  }
}

/**
 * @param {Edge} edge
 * @param {number[]} digits
 * @param {Score} score
 * @param {Cut[]} cuts
 * @param {import("./window-value.js").Whole} whole
 * @returns {{ digit: number, value: number }[]} what it counts as each of these
 */
function valuesOf({ from, to, window }, digits, { probabilities }, cuts, whole) {
  const [left, right] = [from > 0 ? cuts[from] : EDGE, to < cuts.length - 1 ? cuts[to] : EDGE];
  return digits.map((digit) => ({
    digit,
    value: DIGIT[digit] + weighed(measured({ window, left, right }, digit, probabilities, whole), WINDOW),
  }));
}
