/**
 * How wide strokes are drawn: with the pen, and small writing with a thinner one, so that it stays legible. It depends
 * on the strokes alone, so that a drawing that was kept looks the same again.
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {{ left: number, top: number, right: number, bottom: number, own: number }} Extent of a stroke; `own`: how
 *   high a digit it makes, 0 where it tells nothing of that
 */

// A share of a digit's height: no line is wider, which is what the network sees. Larger, loops of small digits close.
const SHARE = 0.16;

// The units of strokes. THINNEST: no line is thinner. Larger, tiny digits are blots; smaller, they are hard to see on a
// phone. DOT: what is no larger is a dot, and does not tell how large the writing is.
const THINNEST = 4;
const DOT = 14;

// A share of a stroke's width: what is lower is a dash or a bar, and does not tell how high the writing is.
const FLAT = 0.4;

// Heights of a digit: so far beside it, and above or below, strokes are drawn with its pen: its own, dots and commas.
// Larger, small writing near to large one is drawn with a broad pen; smaller, a digit's bars get thinner than it is.
const NEAR = { across: 0.35, along: 0.15 };

/** @type {WeakMap<Stroke, Extent>} of strokes, which never change */
const known = new WeakMap();

/**
 * @param {Stroke[]} strokes none empty
 * @param {number} pen its width, in their units
 * @returns {number[]} the width of each
 */
export function widthsOf(strokes, pen) {
  const extents = strokes.map(extentOf);
  return extents.map((extent) => {
    const height = heightAt(extent, extents, pen / SHARE);
    return height > 0 ? Math.min(pen, Math.max(THINNEST, SHARE * height)) : pen;
  });
}

/**
 * @param {Extent} extent
 * @param {Extent[]} all
 * @param {number} enough no more has to be known
 * @returns {number} how high the digits are that a stroke is beside, itself included; 0 where there are none
 */
function heightAt(extent, all, enough) {
  let height = extent.own;
  for (let i = 0; i < all.length && height < enough; i++)
    if (all[i].own > height && isNear(extent, all[i])) height = all[i].own;
  return height;
}

/** @param {Extent} a @param {Extent} digit */
function isNear(a, digit) {
  const across = Math.max(a.left, digit.left) - Math.min(a.right, digit.right);
  const along = Math.max(a.top, digit.top) - Math.min(a.bottom, digit.bottom);
  return across <= NEAR.across * digit.own && along <= NEAR.along * digit.own;
}

/** @param {Stroke} stroke */
function extentOf(stroke) {
  const before = known.get(stroke);
  if (before) return before;
  const [across, down] = [stroke.map(({ x }) => x), stroke.map(({ y }) => y)];
  const [left, top] = [least(across), least(down)];
  const [right, bottom] = [-least(across.map((x) => -x)), -least(down.map((y) => -y))];
  const height = bottom - top;
  const found = { left, top, right, bottom, own: height > DOT && height > FLAT * (right - left) ? height : 0 };
  known.set(stroke, found);
  return found;
}

/** @param {number[]} values any number of them */
const least = (values) => values.reduce((a, b) => Math.min(a, b));
