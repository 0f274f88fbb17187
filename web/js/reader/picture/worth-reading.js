/**
 * Which parts of a picture's ink are read: no dust, and no more than can be read in time.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {{ box: Box, mass: number }} Measured where some ink is, and the sum of it
 */

import { medianOf } from "../shared/median.js";

// Shares of what most pieces have, of their size and of their ink. Smaller pieces are dust. Larger, dots and short
// bars are lost.
const SPECK = { extent: 0.2, mass: 0.02 };

// What is too small to be read may still be a point or a comma beside digits: as large as a share of the extent of most
// pieces and of the width of the pen, which leaves nothing smaller, and no thinner than a share of that width; and so
// many of these, the largest. A larger `extent` loses points of fine pens, a larger `pen` faint ones; smaller, dust
// between digits is read as points. A larger `thick` loses flat points; smaller, pieces of ruled lines are read as
// points. With a larger `most` dust takes longer.
const MARK = { extent: 0.05, pen: 0.7, thick: 0.4, most: 200 };

// Pieces that are read: a page of 40 rows has some 400. Larger, pages of print take longer than three seconds.
const MAX_PIECES = 400;

// The share of the pieces that are no larger than usual. Larger, large print decides which pieces are read; smaller,
// small print does.
const USUAL = 0.75;

// Times the usual size, or that part of it, up to which pieces are as good as each other: of these, the upper rows are
// read. Larger, print above handwriting is read in its place; smaller, single digits are left out of numbers.
const ALIKE = 1.4;

// Times the picture's area that the boxes of all pieces together have at most: those of writing have half of it, only
// long slanted strokes, side by side, have more. Larger, hatching takes more memory.
const MAX_AREA = 4;

/**
 * @template {Measured} M
 * @param {M[]} all
 * @param {number} area of the picture, in pixels
 * @param {{ smallest?: number, strokeWidth?: number }} [sizes] pixels: what one extends at least; the pen's width
 * @returns {{ chosen: M[], specks: M[], leftOut: number }} in the same order; what is only large enough for a mark; how
 *   many are no dust and still not read
 */
export function worthReading(all, area, { smallest = 0, strokeWidth = 0 } = {}) {
  const written = withoutSpecks(all, smallest);
  const chosen = new Set();
  let taken = 0;
  const order = nearestToUsual(written);
  for (const one of order.slice(0, MAX_PIECES)) {
    const size = one.box.width * one.box.height;
    if (taken + size > MAX_AREA * area) continue;
    taken += size;
    chosen.add(one);
  }
  const specks = specksAmong(all, new Set(written), strokeWidth);
  const late = order.slice(MAX_PIECES);
  const read = written.filter((one) => chosen.has(one));
  const whole = read.filter((one) => !isInCutRow(one, late));
  const result = whole.length > 0 ? whole : read; // where all is one row, as in noise, there is nothing to save
  return { chosen: result, specks, leftOut: written.length - result.length };
}

/**
 * Whether others of a piece's size in its row are left out: the rest of their numbers would be other numbers.
 * @param {Measured} one
 * @param {Measured[]} late those that are left out since there are too many
 */
function isInCutRow(one, late) {
  return late.some((other) => {
    const [smaller, larger] = [extentOf(one), extentOf(other)].sort((a, b) => a - b);
    return larger <= ALIKE * smaller && Math.abs(middleOf(one) - middleOf(other)) < larger / 2;
  });
}

const extentOf = (/** @type {Measured} */ { box }) => Math.max(box.width, box.height);
const thicknessOf = (/** @type {Measured} */ { box }) => Math.min(box.width, box.height);

/**
 * @template {Measured} M
 * @param {M[]} all
 * @param {number} smallest pixels
 * @returns {M[]} those that are no dust beside the others
 */
function withoutSpecks(all, smallest) {
  const typical = typicalOf(all.map((one) => ({ strength: extentOf(one), mass: one.mass })));
  const masses = all.filter((one) => extentOf(one) >= typical / 2).map(({ mass }) => mass);
  const typicalMass = medianOf(masses);
  const least = Math.max(smallest, SPECK.extent * typical);
  return all.filter((one) => extentOf(one) >= least && one.mass >= SPECK.mass * typicalMass);
}

/**
 * @template {Measured} M
 * @param {M[]} all
 * @param {Set<M>} written those that are read
 * @param {number} strokeWidth the pen's width, in pixels
 * @returns {M[]}
 */
function specksAmong(all, written, strokeWidth) {
  const typical = typicalOf(all.map((one) => ({ strength: extentOf(one), mass: one.mass })));
  const least = Math.max(MARK.pen * strokeWidth, MARK.extent * typical);
  const specks = all.filter(
    (one) => !written.has(one) && extentOf(one) >= least && thicknessOf(one) >= MARK.thick * strokeWidth,
  );
  return specks.sort((a, b) => extentOf(b) - extentOf(a)).slice(0, MARK.most);
}

/**
 * @template {Measured} M
 * @param {M[]} all
 * @returns {M[]} those first whose size is about the usual one, from top to bottom, and then by how near it is
 */
function nearestToUsual(all) {
  const sizes = all.map((one) => Math.log(extentOf(one)));
  const usual = sizes.toSorted((a, b) => a - b)[Math.floor(USUAL * sizes.length)];
  const far = (/** @type {number} */ i) => Math.max(Math.log(ALIKE), Math.abs(sizes[i] - usual));
  const order = all.map((_, i) => i).sort((a, b) => far(a) - far(b) || middleOf(all[a]) - middleOf(all[b]));
  return order.map((i) => all[i]);
}

const middleOf = (/** @type {Measured} */ { box }) => box.y + box.height / 2;

/**
 * @param {{ strength: number, mass: number }[]} strengths
 * @returns {number} the strength at which half of the mass is below; 0 where there is none
 */
export function typicalOf(strengths) {
  const half = strengths.reduce((sum, { mass }) => sum + mass, 0) / 2;
  let sum = 0;
  for (const { strength, mass } of strengths.toSorted((a, b) => a.strength - b.strength)) {
    sum += mass;
    if (sum >= half) return strength;
  }
  return 0;
}
