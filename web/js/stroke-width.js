/**
 * The width of strokes in a picture: pencil lines and thick markers drawn anew in a width that the network knows.
 *
 * @typedef {import("./ink.js").Ink} Ink
 */

const FINEST = 160; // pixels of the longer side: eight for each pixel of the box that digits are fitted into
const COARSEST = 40; // two for each; what is coarser can't be drawn anew any better than it is
const INKED = 0.5; // ink from which a pixel counts as stroke
const CORE = 0.4; // of the wanted width is left of thick strokes, and grows again: so it is nowhere thinner than the rest
const ROUGHNESS = 8; // of which a stroke's width has one; what is smaller at its edges is no part of its shape
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
  const extent = Math.max(mask.width, mask.height) - 2;
  const width = strokeWidth(mask);
  if (width >= least * extent && width <= most * extent) return ink;
  // The digit itself grows or shrinks by as much as its strokes.
  const wanted = (usual * (extent - width)) / (1 - usual);
  if (width < wanted) return grown(mask, (wanted - width) / 2);
  const core = peeled(smoothed(mask, width / ROUGHNESS), Math.floor((width - CORE * wanted) / 2));
  return grown(core, Math.max(0, wanted - strokeWidth(core)) / 2);
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
 * Strokes without what is rough about their edges.
 * @param {Mask} mask
 * @param {number} reach pixels
 * @returns {Mask}
 */
function smoothed({ width, height, pixels }, reach) {
  const around = Math.round(reach);
  if (around < 1) return { width, height, pixels };
  const sums = new Int32Array((width + 1) * (height + 1)); // of all pixels above and to the left
  for (let y = 0; y < height; y++) {
    for (let x = 0, row = 0; x < width; x++) {
      row += pixels[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const smooth = new Uint8Array(pixels.length);
  for (let y = 1; y < height - 1; y++) {
    const [top, bottom] = [Math.max(0, y - around) * (width + 1), Math.min(height, y + around + 1) * (width + 1)];
    for (let x = 1; x < width - 1; x++) {
      const [left, right] = [Math.max(0, x - around), Math.min(width, x + around + 1)];
      const inked = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
      if (2 * inked > (2 * around + 1) ** 2) smooth[y * width + x] = 1;
    }
  }
  return { width, height, pixels: smooth };
}

/**
 * Strokes without their outer layers, each of one pixel, but for the last pixels that hold them together (Zhang and Suen,
 * "A fast parallel algorithm for thinning digital patterns", 1984, stopped early).
 * @param {Mask} mask
 * @param {number} layers
 * @returns {Mask}
 */
function peeled({ width, height, pixels }, layers) {
  const left = pixels.slice();
  const around = [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1]; // clockwise, from above
  let strokes = indicesOf(left);
  for (let layer = 0; layer < layers; layer++) {
    for (const first of [true, false]) {
      for (const at of strokes.filter((at) => isPeelable(left, at, around, first))) left[at] = 0;
      strokes = strokes.filter((at) => left[at]);
    }
  }
  return { width, height, pixels: left };
}

/**
 * @param {Uint8Array} pixels
 * @param {number} at
 * @param {number[]} around where its eight neighbours are, clockwise, from above
 * @param {boolean} first whether the lower right edges are peeled, or else the upper left ones
 */
function isPeelable(pixels, at, around, first) {
  let [neighbours, starts] = [0, 0];
  for (let i = 0; i < 8; i++) {
    neighbours += pixels[at + around[i]];
    if (!pixels[at + around[i]] && pixels[at + around[(i + 1) & 7]]) starts++;
  }
  if (neighbours < 2 || neighbours > 6 || starts !== 1) return false;
  const [up, right, down, left] = [0, 2, 4, 6].map((i) => pixels[at + around[i]]);
  return first ? !(up && right && down) && !(right && down && left) : !(up && right && left) && !(up && down && left);
}

/** @param {Uint8Array} pixels */
function indicesOf(pixels) {
  return Array.from(pixels.keys()).filter((at) => pixels[at]);
}

/**
 * @param {Mask} core
 * @param {number} by pixels
 * @returns {Ink} the core and what is so near to it, with soft edges
 */
function grown({ width, height, pixels }, by) {
  const reach = Math.ceil(by + 0.5);
  const [wide, high] = [width + 2 * reach, height + 2 * reach];
  const squared = new Float64Array(wide * high).fill((by + 0.5) ** 2);
  for (const at of indicesOf(pixels)) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const middle = (y + reach) * wide + x + reach;
    squared[middle] = 0;
    if (pixels[at - 1] && pixels[at + 1] && pixels[at - width] && pixels[at + width]) continue;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const near = middle + dy * wide + dx;
        squared[near] = Math.min(squared[near], dx * dx + dy * dy);
      }
    }
  }
  return { width: wide, height: high, values: squared.map((value) => Math.min(1, by + 0.5 - Math.sqrt(value))) };
}
