/**
 * The width of strokes in a picture: pencil lines and thick markers drawn anew in a width that the network knows.
 *
 * @typedef {import("./ink.js").Ink} Ink
 */

const FINEST = 160; // pixels of the longer side: eight for each pixel of the box that digits are fitted into
const COARSEST = 40; // two for each; what is coarser can't be drawn anew any better than it is
const INKED = 0.5; // ink from which a pixel counts as stroke
const STRAIGHT = 3; // steps of the chamfer distance for a pixel sideways, and for one diagonally
const DIAGONAL = 4;

/**
 * Ink whose strokes are as wide, for their digit's size, as is usual: itself, unless they are far too thin or too thick.
 * @param {Ink} ink the ink of one digit, filling it
 * @param {{ least: number, usual: number, most: number }} widths of strokes, as shares of the digit's larger side
 * @returns {Ink} not of the same size, where it is another
 */
export function withUsualStrokes(ink, { least, usual, most }) {
  if (Math.max(ink.width, ink.height) < COARSEST) return ink;
  const mask = maskOf(ink);
  const width = strokeWidth(mask) / Math.max(mask.width, mask.height);
  if (width >= least && width <= most) return ink;
  return drawnAlong(thinned(mask), usual);
}

/**
 * @typedef {{ width: number, height: number, pixels: Uint8Array }} Mask 1 where there is a stroke, with an empty border
 */

/**
 * @param {Ink} ink
 * @returns {Mask} no finer than needed; a line thinner than its pixels stays
 */
function maskOf({ width, height, values }) {
  const by = Math.ceil(Math.max(width, height) / FINEST);
  const [wide, high] = [Math.ceil(width / by) + 2, Math.ceil(height / by) + 2];
  const pixels = new Uint8Array(wide * high);
  for (let y = 0; y < height; y++) {
    const row = (Math.floor(y / by) + 1) * wide + 1;
    for (let x = 0; x < width; x++) if (values[y * width + x] >= INKED) pixels[row + Math.floor(x / by)] = 1;
  }
  return { width: wide, height: high, pixels };
}

/**
 * The mean width of strokes: a straight bar's pixels lie, on average, a quarter of its width from its edge. Distances are
 * those of the 3-4 chamfer (Borgefors, "Distance transformations in digital images", 1986).
 * @param {Mask} mask
 * @returns {number} pixels
 */
function strokeWidth({ width, height, pixels }) {
  const steps = new Int32Array(pixels.length);
  const lower = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ cost) => {
    if (steps[from] + cost < steps[at]) steps[at] = steps[from] + cost;
  };
  let [sum, count] = [0, 0];
  for (let at = width + 1; at < (height - 1) * width - 1; at++) {
    if (!pixels[at]) continue;
    steps[at] = 1e6;
    lower(at, at - 1, STRAIGHT);
    lower(at, at - width, STRAIGHT);
    lower(at, at - width - 1, DIAGONAL);
    lower(at, at - width + 1, DIAGONAL);
  }
  for (let at = (height - 1) * width - 2; at > width; at--) {
    if (!pixels[at]) continue;
    lower(at, at + 1, STRAIGHT);
    lower(at, at + width, STRAIGHT);
    lower(at, at + width + 1, DIAGONAL);
    lower(at, at + width - 1, DIAGONAL);
    sum += steps[at] / STRAIGHT - 0.5; // from the pixel's middle to the edge, half a pixel before the next one's middle
    count++;
  }
  return count > 0 ? (4 * sum) / count : 0;
}

/**
 * Strokes thinned to lines of one pixel that hang together as they did (Zhang and Suen, "A fast parallel algorithm for
 * thinning digital patterns", 1984).
 * @param {Mask} mask
 * @returns {Mask}
 */
function thinned({ width, height, pixels }) {
  const left = pixels.slice();
  const around = [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1]; // clockwise, from above
  const [above, right, below, beside] = [-width, 1, width, -1];
  let strokes = indicesOf(left);
  for (let changed = true; changed;) {
    changed = false;
    for (const first of [true, false]) {
      const removed = strokes.filter((at) => {
        let [neighbours, starts] = [0, 0];
        for (let i = 0; i < 8; i++) {
          neighbours += left[at + around[i]];
          if (!left[at + around[i]] && left[at + around[(i + 1) & 7]]) starts++;
        }
        if (neighbours < 2 || neighbours > 6 || starts !== 1) return false;
        const [up, across, down, back] = [left[at + above], left[at + right], left[at + below], left[at + beside]];
        return first
          ? !(up && across && down) && !(across && down && back)
          : !(up && across && back) && !(up && down && back);
      });
      for (const at of removed) left[at] = 0;
      if (removed.length > 0) [changed, strokes] = [true, strokes.filter((at) => left[at])];
    }
  }
  return { width, height, pixels: left };
}

/** @param {Uint8Array} pixels */
function indicesOf(pixels) {
  return Array.from(pixels.keys()).filter((at) => pixels[at]);
}

/**
 * @param {Mask} lines
 * @param {number} share the width of strokes, of the larger side of what is drawn
 * @returns {Ink} the lines with round ends and soft edges
 */
function drawnAlong({ width, height, pixels }, share) {
  const lines = indicesOf(pixels).map((at) => ({ x: at % width, y: Math.floor(at / width) }));
  const extent = Math.max(spread(lines.map(({ x }) => x)), spread(lines.map(({ y }) => y))) + 1;
  const radius = (extent * share) / (1 - share) / 2;
  const reach = Math.ceil(radius + 0.5);
  const [wide, high] = [width + 2 * reach, height + 2 * reach];
  const squared = new Float64Array(wide * high).fill((radius + 0.5) ** 2);
  for (const { x, y } of lines) {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const at = (y + reach + dy) * wide + x + reach + dx;
        squared[at] = Math.min(squared[at], dx * dx + dy * dy);
      }
    }
  }
  return { width: wide, height: high, values: squared.map((value) => Math.min(1, radius + 0.5 - Math.sqrt(value))) };
}

/** @param {number[]} values */
function spread(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}
