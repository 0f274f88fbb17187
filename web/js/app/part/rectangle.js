/**
 * Rectangles on a picture, in shares of its width and height. Pure.
 *
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {import("../../reader/types.js").Size} Size
 */

// Shares of a side: what a key moves a rectangle by, and the least that it leaves of it. Larger, a part is met less
// exactly; smaller, more presses are needed.
const STEP = 1 / 20;

/** @type {Box} shares of the picture: where a rectangle that keys move begins; larger, fewer parts lie outside */
export const MIDDLE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

/** What keys do to a rectangle: steps to the right and down. @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {Point} a
 * @param {Point} b the corner across
 * @returns {Box} within the picture
 */
export function between(a, b) {
  const [left, right] = [a.x, b.x].map(within).sort((one, other) => one - other);
  const [top, bottom] = [a.y, b.y].map(within).sort((one, other) => one - other);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * @param {Box} box
 * @param {{ key: string, shiftKey: boolean }} press
 * @returns {Box | null} moved, or with Shift its right and lower edges; null for other keys
 */
export function afterKey({ x, y, width, height }, { key, shiftKey }) {
  const step = STEPS[key];
  if (!step) return null;
  const [across, down] = step.map((steps) => steps * STEP);
  if (!shiftKey) return { x: clamp(x + across, 0, 1 - width), y: clamp(y + down, 0, 1 - height), width, height };
  return { x, y, width: clamp(width + across, STEP, 1 - x), height: clamp(height + down, STEP, 1 - y) };
}

/**
 * @param {Box} box in shares of a picture
 * @param {number} quarters that the picture is turned to the right, by 90 degrees
 * @returns {Box} what is the same of it then
 */
export function turnedRight({ x, y, width, height }, quarters) {
  const turned = { x: 1 - y - height, y: x, width: height, height: width };
  return quarters > 0 ? turnedRight(turned, quarters - 1) : { x, y, width, height };
}

/** @param {Box} box in shares @param {Size} size of the picture @returns {Box} in its pixels */
export const inPixels = (box, { width, height }) => scaled(box, width, height);

/** @param {Box} box in pixels @param {Size} size of the picture @returns {Box} in shares */
export const inShares = (box, { width, height }) => scaled(box, 1 / width, 1 / height);

/** In words, for the ear. @param {Box} box in shares */
export function inWords({ x, y, width, height }) {
  const [left, top, wide, high] = [x, y, width, height].map((share) => `${Math.round(100 * share)}%`);
  return `${left} from the left, ${top} from the top, ${wide} wide, ${high} high`;
}

/** @param {Box} box @param {number} across @param {number} down @returns {Box} */
const scaled = ({ x, y, width, height }, across, down) => ({
  ...{ x: x * across, y: y * down },
  ...{ width: width * across, height: height * down },
});

const within = (/** @type {number} */ share) => clamp(share, 0, 1);

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
