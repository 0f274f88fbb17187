/**
 * Boxes around ink, to each other.
 *
 * @typedef {import("../types.js").Box} Box
 */

import { medianOf } from "../shared/median.js";

// A share of a box: with as much of it in another box, it stands in that. Larger, what reaches over its edge does not.
const MOST = 0.6;

// How many times as high and wide as a digit a frame around it is at least. Larger, narrow frames read as a 0; smaller,
// strokes around a part of a digit are taken away from it.
const LARGER = 1.25;

/**
 * @param {Box[]} boxes at least one
 * @returns {Box} around all
 */
export function union(boxes) {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * @param {Box} a
 * @param {Box} b
 * @returns {{ x: number, y: number }} the room between them along each axis; below 0 where they overlap
 */
export function gapBetween(a, b) {
  return {
    x: Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width),
    y: Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height),
  };
}

/** Whether most of a box is in another one. @param {Box} outer @param {Box} box */
export function holds(outer, box) {
  const { x, y } = gapBetween(outer, box);
  return x < 0 && y < 0 && Math.min(box.width, -x) * Math.min(box.height, -y) >= MOST * box.width * box.height;
}

/**
 * Whether a box goes around another one that is much smaller, as a circle around a digit.
 * @param {Box} outer
 * @param {Box} box
 */
export function isFrame(outer, box) {
  return holds(outer, box) && outer.height >= LARGER * box.height && outer.width >= LARGER * box.width;
}

/** @param {{ place: Box }[]} signs @returns {number} the median of their heights; 0 where there is none */
export const heightOf = (signs) => medianOf(signs.map(({ place }) => place.height));

/** @param {Box} box */
export function middleX({ x, width }) {
  return x + width / 2;
}

/** @param {Box} box */
export function middleY({ y, height }) {
  return y + height / 2;
}
