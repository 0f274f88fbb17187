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

// Digits that have to be near a remnant. Fewer, the bar of a single 5 is a remnant; more, numbers of few digits have
// "?" beside them.
const DIGITS = 2;

// Heights of the writing from a remnant to where digits begin that are near it: those of the row beside, and of no
// other. Larger, digits of the next row count, and marks in the first or last row of a picture are left out; smaller,
// fewer remnants are known.
const NEAR = 0.8;

// A share of the digits near a remnant that may overlap with it. Larger, points and bars that stand out from their row
// are left out; smaller, fewer remnants are known.
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
  const endOf = (/** @type {Box} */ box) => box.y + box.height;
  /** @param {number[]} gaps from a remnant to each digit; those of digits that overlap with it are not above 0 */
  const areBeyond = (gaps) => {
    const near = gaps.filter((gap) => gap <= NEAR * height);
    return near.length >= DIGITS && near.filter((gap) => gap <= 0).length <= OVERLAP * near.length;
  };
  const isRemnant = (/** @type {B} */ { box }) =>
    (box.y <= AT_EDGE && areBeyond(digits.map((digit) => digit.box.y - endOf(box)))) ||
    (endOf(box) >= bottom - AT_EDGE && areBeyond(digits.map((digit) => box.y - endOf(digit.box))));
  return new Set(all.filter((one) => one.box.height <= LOW * height && isRemnant(one)));
}
