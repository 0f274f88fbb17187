/**
 * Where the numbers of a network lie in the memory that kernels compute in: float32 all of them.
 *
 *     a plane, here of 3 × 2 pixels with a border of 1      a vector: a row for each image of a batch
 *
 *       0 0 0 0 0 0 0                                          c c c c c c c c …
 *       0 p p p 0 0 0    p: `step` floats, the channels        c c c c c c c c …
 *       0 p p p 0 0 0       and zeros up to a multiple of 8    ⋮
 *       0 0 0 0 0 0 0
 *       0 0 0 0 0 0 0    what is right of a row is left of the next as well; the last tiles (see below)
 *       0 0 0 0 0 0 0    reach up to 3 pixels beyond the border
 *       0 0 0 0 0 0 0
 *
 * The image itself has a step of 1. A window of a plane is then one run of `width × step` floats in each of its rows,
 * which goes with as many rows of weights:
 *
 *     weights of a product, in panels of 8 channels out; of one that is spread, this for each of the 36 numbers
 *
 *       panel 0   row 0 of the window   column 0   channel 0 in   8 floats, one for each channel out
 *                                                  channel 1 in   8 floats
 *                                                  ⋮
 *                                       column 1   ⋮
 *                 row 1 of the window   ⋮
 *       panel 1   ⋮
 *
 *     what is spread, and its product: 36 numbers for each tile of 4 × 4 pixels that are written
 *
 *       tile 0   number 0    `step` floats, one for each channel
 *                number 1    `step` floats
 *                ⋮
 *       tile 1   ⋮
 *
 * @typedef {import("./plan.js").Step} Step
 * @typedef {import("./plan.js").Tensor} Tensor
 *
 * @typedef {object} Addresses in bytes
 * @property {number} first the address of its first pixel, inside of the border, or of its first row
 * @property {number} step from one pixel, or row of a vector, to the next
 * @property {number} row from one row, of pixels or of a vector, to the next
 *
 * @typedef {Tensor & Addresses} Place a tensor, and where it lies
 *
 * @typedef {object} Layout
 * @property {Map<Tensor, Place>} places
 * @property {Map<Step, { weights: number, bias: number }>} constants addresses
 * @property {{ at: number, values: Float32Array }[]} contents of the constants, by address
 * @property {{ input: number, output: number }} tiles addresses of tiles: of what is spread, and of its product
 * @property {number} bytes of memory in all
 */
import { joined } from "../../shared/joined.js";
import { rowsOfLength } from "../../shared/rows-of-length.js";

// Channels out that a product computes at once: two of wasm's vectors. More do not fit its registers, with four pixels.
export const PANEL = 8;

// Where polynomials are taken when a product is spread, besides 0 and infinity: at these, and at these below 0. They
// decide how much rounding adds up to; the usual 1 and 2 give errors that are four times as large.
export const [A, B] = [0.75, 1.5];

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * @param {import("./plan.js").Plan} plan
 * @param {number} batch how many images vectors have rows for
 * @returns {Layout}
 */
export function layoutOf({ steps, input, tensors }, batch) {
  let bytes = 0;
  const take = (/** @type {number} */ floats) => {
    const at = bytes;
    bytes += whole(floats) * FLOAT;
    return at;
  };
  /** @type {Layout["contents"]} */
  const contents = [];
  const put = (/** @type {Float32Array} */ values) => {
    const at = take(values.length);
    contents.push({ at, values });
    return at;
  };
  const constants = new Map(
    steps.map((step) => [step, { weights: put(packed(step, step.from === input)), bias: put(biasOf(step)) }]),
  );
  /** @type {Map<Tensor, Place>} */
  const places = new Map();
  for (const tensor of new Set([input, ...tensors.values()])) {
    const step = tensor === input ? 1 : whole(tensor.channels);
    // Where a plane ends in the midst of a tile, up to 3 of its 4 pixels are beyond: there are zeros, too.
    const after = tensor.isVector ? 0 : tensor.border + 3;
    const row = (tensor.width + after) * step;
    const at = take((tensor.isVector ? batch : tensor.border + tensor.height + after) * row);
    const first = at + tensor.border * (row + step) * FLOAT;
    places.set(tensor, { ...tensor, first, step: step * FLOAT, row: row * FLOAT });
  }
  // Steps run one after the other, so that all of them share these.
  const sizes = steps
    .filter(isSpread)
    .map(({ from, to }) => 36 * tilesOf(to) * whole(Math.max(from.channels, to.channels)));
  const tiles = { input: take(Math.max(0, ...sizes)), output: take(Math.max(0, ...sizes)) };
  // Kernels read some pixels and a row beyond a plane, in windows of which nothing is written.
  take(Math.max(...[...places.values()].map(({ step, row }) => row + 8 * step)));
  return { places, constants, contents, tiles, bytes };
}

/** @param {number} channels @returns {number} floats that they take */
export const whole = (channels) => Math.ceil(channels / PANEL) * PANEL;

/** @param {Tensor} to @returns {number} how many tiles of 4 × 4 pixels cover it */
export const tilesOf = ({ height, width }) => Math.ceil(height / 4) * Math.ceil(width / 4);

/** @param {Step} step @returns {boolean} whether it is a product that needs fewer multiplications when it is spread */
export const isSpread = ({ kind, window, from }) =>
  kind === "product" && window?.height === 3 && window.width === 3 && window.stride === 1 && from.channels > 1;

/** Of what is spread, nothing for the product, and the bias for what gathers. @param {Step} step */
function biasOf(step) {
  const width = whole(step.to.channels);
  const bias = new Float32Array(isSpread(step) ? 2 * width : width);
  if (step.bias) bias.set(step.bias, bias.length - width);
  return bias;
}

/** @param {Step} step @param {boolean} isFirst whether it computes from the image itself */
function packed(step, isFirst) {
  const { kind, from, to, weights = new Float32Array() } = step;
  if (kind === "pool") return step.weights ?? new Float32Array(whole(to.channels)).fill(1);
  if (kind !== "product") return weights;
  const width = isFirst ? from.channels : whole(from.channels);
  const parts = rowsOfLength(weights.length / (isSpread(step) ? 9 : 1), weights);
  const panels = parts.map((part) => inPanels(part, from.channels, width, to.channels));
  return joined(isSpread(step) ? spreadWeights(panels) : panels);
}

/**
 * @param {Float32Array} weights of one pixel after the other, channels in × channels out
 * @param {number} ins channels
 * @param {number} step floats of a pixel
 * @param {number} outs channels
 */
function inPanels(weights, ins, step, outs) {
  const pixels = weights.length / ins / outs;
  const panel = pixels * step * PANEL;
  const result = new Float32Array((panel * whole(outs)) / PANEL);
  for (let out = 0; out < outs; out += PANEL)
    for (let row = 0; row < pixels * ins; row++) {
      const from = row * outs + out;
      const to = (out / PANEL) * panel + (Math.floor(row / ins) * step + (row % ins)) * PANEL;
      for (let k = 0; k < PANEL && out + k < outs; k++) result[to + k] = weights[from + k];
    }
  return result;
}

/** @param {Float32Array[]} pixels 9 of a window @returns {Float32Array[]} 36, one for each number of a tile */
function spreadWeights(pixels) {
  const columns = [0, 1, 2].map((x) => spreadThree(pixels[x], pixels[x + 3], pixels[x + 6]));
  return columns[0].flatMap((_, y) => spreadThree(columns[0][y], columns[1][y], columns[2][y]));
}

/**
 * What a row or column of three weights is spread to: a + bx + cx² at the six points, each divided by the product of
 * its distances from the others. One loop, since the first reading waits for it.
 * @param {Float32Array} a @param {Float32Array} b @param {Float32Array} c
 */
function spreadThree(a, b, c) {
  const [zero, ...others] = Array.from({ length: 5 }, () => new Float32Array(a.length));
  const [p, q] = [2 * A * A * (A * A - B * B), 2 * B * B * (B * B - A * A)];
  for (let i = 0; i < a.length; i++) {
    zero[i] = a[i] / (A * A * B * B);
    others[0][i] = (a[i] + A * (b[i] + A * c[i])) / p;
    others[1][i] = (a[i] - A * (b[i] - A * c[i])) / p;
    others[2][i] = (a[i] + B * (b[i] + B * c[i])) / q;
    others[3][i] = (a[i] - B * (b[i] - B * c[i])) / q;
  }
  return [zero, ...others, c];
}
