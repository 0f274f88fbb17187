/**
 * Dotted lines, which forms have to write on: dots or dashes in a row, close to each other.
 *
 * @typedef {import("../types.js").Box} Box
 */

import { middleY } from "../numbers/rectangle.js";

// Shares of the height that most ink has: a dot is no higher, and a dash no wider. Larger, small print is taken for a
// dotted line.
const DOT = { height: 0.3, width: 0.6 };

// How far it is to the next dot, in widths of the wider one, and how far that may be above or below: pixels, a share of
// its height, and one of the way. Larger, dust is taken for dotted lines.
const NEXT = { gap: 5, pixels: 1, height: 0.3, slope: 0.06 };

// Dots of a line. Larger, short ones are read as points; smaller, points that somebody has written are lost.
const LEAST = 6;

/**
 * @template {{ box: Box }} M
 * @param {M[]} all
 * @param {number} height that most ink has
 * @returns {Set<M>} those that are dots of lines
 */
export function dotsOfLines(all, height) {
  const dots = all
    .filter(({ box }) => box.height <= DOT.height * height && box.width <= DOT.width * height)
    .sort((a, b) => a.box.x - b.box.x);
  const chains = dots.map((dot) => [dot]);
  for (let i = 0; i < dots.length; i++) {
    const next = nextOf(i, dots);
    if (next < 0 || chains[next].length > chains[i].length) continue;
    chains[next] = [...chains[i], dots[next]];
  }
  return new Set(chains.filter((chain) => chain.length >= LEAST).flat());
}

/**
 * @param {number} i
 * @param {{ box: Box }[]} dots from left to right
 * @returns {number} which comes next in its line; -1 where none does
 */
function nextOf(i, dots) {
  const { box } = dots[i];
  const end = box.x + box.width;
  for (let j = i + 1; j < dots.length; j++) {
    const other = dots[j].box;
    const gap = other.x - end;
    if (gap > NEXT.gap * Math.max(box.width, other.width)) {
      if (gap > NEXT.gap * box.width * 2) return -1;
      continue;
    }
    const higher = Math.max(box.height, other.height);
    const away = Math.abs(middleY(other) - middleY(box));
    if (gap >= 0 && away <= NEXT.pixels + NEXT.height * higher + NEXT.slope * gap) return j;
  }
  return -1;
}
