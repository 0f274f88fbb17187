/**
 * Thin strokes in a picture, mostly pencil lines, drawn anew in a width that the network knows.
 *
 * Thick strokes stay as they are. Making them thinner was tried, and the network then read fewer digits: a loop that
 * has closed does not open again. Making thin ones as wide as MNIST's closes loops, too, so they get no more than they
 * need.
 *
 * @typedef {import("../profiles.js").Ink} Ink
 */

// Pixels of the longer side, eight for each pixel of the box that digits are fitted into. Larger digits are reduced to
// it. A larger number costs time and changes nothing that can be seen at 28×28.
export const FINEST = 160;

// Pixels of the longer side, two for each pixel of the box. Smaller digits are left as they are: their strokes are a
// pixel or two wide and would be drawn no better. With a larger number more thin strokes stay thin.
const COARSEST = 40;

// Ink in [0, 1] from which a pixel counts as stroke. With a larger number strokes count as thinner than they look.
const INKED = 0.5;

// What a step to the next pixel counts, sideways and diagonally, in thirds of a pixel: whole numbers whose proportion
// is nearly that of 1 to √2.
const STRAIGHT = 3;
const DIAGONAL = 4;

// Thirds of a pixel: further than any pixel is from an edge.
const FAR = 1e6;

/**
 * @param {Ink & { peaks?: Float64Array }} ink the ink of one digit, filling it; `peaks`: what counts instead of its
 *   values where it may be too thin for them
 * @param {{ below: number, wanted: number }} widths of strokes, as shares of the digit's larger side
 * @returns {Ink | null} itself, unless its strokes are thinner than `below`: then, with strokes of the wanted width, a
 *   larger one; null where all of it is too faint for a stroke, as the blur beside lines is
 */
export function withoutThinStrokes(ink, { below, wanted }) {
  if (Math.max(ink.width, ink.height) < COARSEST) return ink;
  const mask = maskOf(ink);
  if (!mask.pixels.includes(1)) return null;
  const extent = Math.max(mask.width, mask.height) - 2;
  const width = strokeWidth(mask);
  if (width < 0) return ink; // of faint ink no pixel is a stroke
  if (width >= below * extent) return ink;
  // The digit itself grows by as much as its strokes.
  return grown(mask, ((wanted * (extent - width)) / (1 - wanted) - width) / 2);
}

/**
 * @typedef {{ width: number, height: number, pixels: Uint8Array }} Mask 1 where there is a stroke, with an empty border
 */

/**
 * @param {Ink & { peaks?: Float64Array }} ink
 * @returns {Mask} no finer than needed; a line thinner than its pixels stays
 */
function maskOf({ width, height, values, peaks = values }) {
  const by = Math.ceil(Math.max(width, height) / FINEST);
  const [wide, high] = [Math.ceil(width / by) + 2, Math.ceil(height / by) + 2];
  const pixels = new Uint8Array(wide * high);
  for (let y = 0; y < height; y++) {
    const row = (Math.floor(y / by) + 1) * wide + 1;
    for (let x = 0; x < width; x++) if (peaks[y * width + x] >= INKED) pixels[row + Math.floor(x / by)] = 1;
  }
  return { width: wide, height: high, pixels };
}

/**
 * The usual width of the strokes: twice the distance from their middle line to their edge. The middle line is where
 * that distance is largest, and the median of all its pixels is taken.
 * @param {Mask} mask
 * @returns {number} pixels
 */
function strokeWidth(mask) {
  const { width, pixels } = mask;
  const steps = stepsToEdge(mask);
  const neighbours = [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1];
  const ridge = [];
  for (const at of indicesOf(pixels)) {
    if (neighbours.every((away) => steps[at + away] <= steps[at])) ridge.push(steps[at]);
  }
  const middle = Int32Array.from(ridge).sort()[ridge.length >> 1] ?? 0;
  // From a pixel's middle to the edge it is half a pixel less than to the next one's middle.
  return 2 * (middle / STRAIGHT) - 0.5;
}

/**
 * How far each pixel is from the nearest one without ink, by the 3-4 chamfer (Borgefors, "Distance transformations in
 * digital images", 1986).
 * @param {Mask} mask
 * @returns {Int32Array} in thirds of a pixel
 */
function stepsToEdge({ width, height, pixels }) {
  const steps = new Int32Array(pixels.length);
  const lower = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ cost) => {
    if (steps[from] + cost < steps[at]) steps[at] = steps[from] + cost;
  };
  for (let at = width + 1; at < (height - 1) * width - 1; at++) {
    if (!pixels[at]) continue;
    steps[at] = FAR;
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
  }
  return steps;
}

/** @param {Uint8Array} pixels */
function indicesOf(pixels) {
  const indices = [];
  for (let at = 0; at < pixels.length; at++) if (pixels[at]) indices.push(at);
  return indices;
}

/**
 * @param {Mask} mask
 * @param {number} by pixels
 * @returns {Ink} the strokes and what is so near to them, with soft edges
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
