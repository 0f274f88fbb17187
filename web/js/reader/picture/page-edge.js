/**
 * Where the paper ends: the strips of table around it.
 *
 * @typedef {import("./ground.js").Field} Field
 */

import { connected } from "./components.js";

// A share of the brightness, from a pixel to the next: light changes less, even at most edges of shadows, and paper
// ends where it changes more. Larger, a table that is nearly as light as the paper counts as paper.
const STEP = 0.1;

// A share of the shorter side: thicker strips along the picture's edges may be paper in the shade. Larger, what is
// written in such shade may be lost.
const THICKEST = 0.12;

// Pixels around the table that count as table, too, since the paper's edge is dark. Larger, ink near the edge is lost.
const MARGIN = 2;

/**
 * @param {Field} ground a small picture's, in [0, 255]
 * @returns {Field} 1 where there is table along the picture's edges, 0 elsewhere
 */
export function beyondPaper(ground) {
  const { width, height } = ground;
  const outside = { width, height, mask: new Uint8Array(width * height).fill(1) };
  for (const at of largestRegion(ground)) outside.mask[at] = 0;
  const values = new Float32Array(width * height);
  for (const { mass, runs } of connected(outside)) {
    const pixels = pixelsIn(runs);
    const onEdge = pixels.filter((at) => isOnEdge(at, width, height)).length;
    if (mass > THICKEST * Math.min(width, height) * onEdge) continue;
    for (const at of pixels) fillAround(values, at, width, height);
  }
  return { width, height, values };
}

/** @param {Int32Array} runs of a component @returns {number[]} their pixels */
function pixelsIn(runs) {
  const pixels = [];
  for (let run = 0; run < runs.length; run += 2) for (let at = runs[run]; at < runs[run + 1]; at++) pixels.push(at);
  return pixels;
}

/**
 * @param {Field} ground
 * @returns {Int32Array} the pixels of the largest region in which the brightness changes gradually
 */
function largestRegion({ width, values }) {
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
