/**
 * Where the paper ends: the strips of table around it.
 *
 * @typedef {import("./ground.js").Field} Field
 */

import { connected } from "./components.js";

const STEP = 0.1; // of the brightness, from pixel to pixel: more than light changes, even at most edges of shadows
const THICKEST = 0.12; // of the shorter side; what is thicker may be paper in the shade
const MARGIN = 2; // pixels: the paper's edge is dark

/**
 * @param {Field} ground a small picture's, in [0, 255]
 * @returns {Field} 1 where there is table along the picture's edges, 0 elsewhere
 */
export function beyondPaper(ground) {
  const { width, height } = ground;
  const outside = { width, height, values: new Float32Array(width * height).fill(1) };
  for (const at of largestRegion(ground)) outside.values[at] = 0;
  const strips = connected(
    outside,
    () => 0.5,
    () => 0.5,
  ).filter(({ pixels }) => {
    const onEdge = pixels.reduce((count, at) => count + (isOnEdge(at, width, height) ? 1 : 0), 0);
    return pixels.length <= THICKEST * Math.min(width, height) * onEdge;
  });
  const values = new Float32Array(width * height);
  for (const { pixels } of strips) {
    for (const at of pixels) fillAround(values, at, width, height);
  }
  return { width, height, values };
}

/**
 * @param {Field} ground
 * @returns {Int32Array} the pixels of the largest region in which the brightness changes gradually
 */
function largestRegion({ width, height, values }) {
  const region = new Int32Array(values.length).fill(-1);
  const stack = new Int32Array(values.length);
  let largest = stack.subarray(0, 0);
  for (let start = 0; start < values.length; start++) {
    if (region[start] >= 0) continue;
    region[start] = start;
    stack[0] = start;
    let [next, end] = [0, 1];
    while (next < end) {
      const at = stack[next++];
      const x = at % width;
      for (const neighbour of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (neighbour < 0 || neighbour >= values.length || region[neighbour] >= 0) continue;
        const [a, b] = [values[at], values[neighbour]];
        if (Math.abs(a - b) > STEP * Math.max(a, b)) continue;
        region[neighbour] = start;
        stack[end++] = neighbour;
      }
    }
    if (end > largest.length) largest = stack.slice(0, end);
  }
  return largest;
}

/**
 * @param {number} at
 * @param {number} width
 * @param {number} height
 */
function isOnEdge(at, width, height) {
  const [x, y] = [at % width, Math.floor(at / width)];
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

/**
 * @param {Float32Array} values
 * @param {number} at
 * @param {number} width
 * @param {number} height
 */
function fillAround(values, at, width, height) {
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let row = Math.max(0, y - MARGIN); row <= Math.min(height - 1, y + MARGIN); row++) {
    values.fill(1, row * width + Math.max(0, x - MARGIN), row * width + Math.min(width, x + MARGIN + 1));
  }
}
