/**
 * Which digit of a reading somebody means. Its place is kept, not its index, which changes while a number grows.
 *
 * @typedef {import("../reader/types.js").Point} Point
 * @typedef {import("../reader/types.js").Box} Box
 */

// Units of the box that a place may lie outside: edges go through points, and sums of fractions are not exact. Larger,
// and a place between two digits may belong to both.
const SLACK = 1;

/**
 * @param {{ box: Box }[]} digits
 * @param {Point | null} place in their boxes' units
 * @returns {number} the index of the digit that is there, with its middle the nearest if there are several; -1 for none
 */
export function digitAt(digits, place) {
  if (!place) return -1;
  const there = digits.flatMap(({ box }, i) => (isInside(place, box) ? [i] : []));
  const distance = (/** @type {number} */ i) => {
    const { x, y } = middleOf(digits[i].box);
    return Math.hypot(x - place.x, y - place.y);
  };
  return there.length ? there.reduce((a, b) => (distance(b) < distance(a) ? b : a)) : -1;
}

/** @param {Box} box */
export function middleOf({ x, y, width, height }) {
  return { x: x + width / 2, y: y + height / 2 };
}

/** @param {Point} point @param {Box} box */
function isInside(point, { x, y, width, height }) {
  const across = point.x >= x - SLACK && point.x <= x + width + SLACK;
  return across && point.y >= y - SLACK && point.y <= y + height + SLACK;
}
