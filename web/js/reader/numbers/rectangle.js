/**
 * Boxes around ink, to each other.
 *
 * @typedef {import("../types.js").Box} Box
 */

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

/** @param {Box} box */
export function middleX({ x, width }) {
  return x + width / 2;
}

/** @param {Box} box */
export function middleY({ y, height }) {
  return y + height / 2;
}
