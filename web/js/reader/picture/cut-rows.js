/**
 * What the picture's edge leaves of rows beyond it: the feet of the digits above, the heads of those below.
 *
 * @typedef {import("../types.js").Box} Box
 */

// Pixels from the picture's edge: what begins there is cut by it. Larger, marks near the edge are taken for remnants;
// smaller, remnants with a blurred end are read.
const AT_EDGE = 1;

// Heights of the writing: a remnant is no higher. Larger, short digits are left out; smaller, more of cut digits is
// read as "?".
const LOW = 0.4;

// Heights of the writing: what is no lower is a digit, or several. Larger, small digits do not count as ones.
const DIGIT = 0.5;

// Digits that have to stand apart from a remnant, all of the picture. Fewer, the bar of a single 5 is a remnant; more,
// numbers of few digits have "?" beside them.
const DIGITS = 2;

// A share of the digits that may overlap with a remnant. Larger, points and bars that stand out from their row are left
// out; smaller, fewer remnants are known.
const OVERLAP = 0.34;

/**
 * @template {{ box: Box }} B
 * @param {B[]} all pieces of ink
 * @param {number} height of the writing, in pixels
 * @param {number} bottom the picture's height, in pixels
 * @returns {Set<B>} those that are left of other rows
 */
export function remnantsOfRows(all, height, bottom) {
  const digits = all.filter(({ box }) => box.height >= DIGIT * height);
  if (digits.length < DIGITS) return new Set();
  const tops = digits.map(({ box }) => box.y).sort((a, b) => a - b);
  const feet = digits.map(({ box }) => box.y + box.height).sort((a, b) => b - a);
  const [top, foot] = [tops, feet].map((some) => some[Math.floor(OVERLAP * some.length)]);
  return new Set(
    all.filter(({ box }) => {
      if (box.height > LOW * height) return false;
      const end = box.y + box.height;
      return (box.y <= AT_EDGE && end < top) || (end >= bottom - AT_EDGE && box.y > foot);
    }),
  );
}
