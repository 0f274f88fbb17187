/**
 * Where the numbers of a network lie in the memory that kernels compute in: float32 all of them.
 *
 *     a plane, here of 3 × 2 pixels with a border of 1      a vector: a row for each image of a batch
 *
 *       0 0 0 0 0                                              c c c c c c c c …
 *       0 p p p 0    p: `step` floats, the channels            c c c c c c c c …
 *       0 p p p 0       and zeros up to a multiple of 8        ⋮
 *       0 0 0 0 0
 *
 * The image itself has a step of 1. A window of a plane is then one run of `width × step` floats in each of its rows,
 * which goes with as many rows of weights:
 *
 *     weights of a product, in panels of 8 channels out; of one that is spread, this for each of its 16 matrices
 *
 *       panel 0   row 0 of the window   column 0   channel 0 in   8 floats, one for each channel out
 *                                                  channel 1 in   8 floats
 *                                                  ⋮
 *                                       column 1   ⋮
 *                 row 1 of the window   ⋮
 *       panel 1   ⋮
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
 * @property {{ input: number, output: number }} matrices addresses: of the matrices of products that are spread
 * @property {number} bytes of memory in all
 */
import { joined } from "../../shared/joined.js";

// Channels out that a product computes at once: two of wasm's vectors. More do not fit its registers, with four pixels.
export const PANEL = 8;

// The points at which polynomials are taken where a product is spread, besides 0 and infinity: these and their negatives.
// They decide how much rounding adds up to; 1 and 2, which are usual, give four times as large errors.
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
    const after = tensor.isVector ? 0 : tensor.border + 3;
    const row = (tensor.width + after) * step;
    const at = take((tensor.isVector ? batch : tensor.border + tensor.height + after) * row);
    const first = at + tensor.border * (row + step) * FLOAT;
    places.set(tensor, { ...tensor, first, step: step * FLOAT, row: row * FLOAT });
  }
  // Steps run one after the other, so that all of them share the matrices.
  const sizes = steps
    .filter(isSpread)
    .map(({ from, to }) => 36 * tilesOf(to) * whole(Math.max(from.channels, to.channels)));
  const matrices = { input: take(Math.max(0, ...sizes)), output: take(Math.max(0, ...sizes)) };
  // Kernels read some pixels and a row beyond a plane, in windows of which nothing is written.
  take(Math.max(...[...places.values()].map(({ step, row }) => row + 8 * step)));
  return { places, constants, contents, matrices, bytes };
}

/** @param {number} channels @returns {number} floats that they take */
export const whole = (channels) => Math.ceil(channels / PANEL) * PANEL;

/** @param {Tensor} to @returns {number} how many tiles of 2 × 2 pixels cover it */
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
  if (!isSpread(step)) return inPanels(weights, from.channels, width, to.channels);
  const size = weights.length / 9;
  const pixels = Array.from({ length: 9 }, (_, i) => weights.subarray(i * size, (i + 1) * size));
  return joined(spreadWeights(pixels.map((pixel) => inPanels(pixel, from.channels, width, to.channels))));
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

/** @param {Float32Array[]} pixels 9 of a window @returns {Float32Array[]} what 36 numbers of a tile are multiplied by */
function spreadWeights(pixels) {
  const columns = [0, 1, 2].map((x) => spreadThree(pixels[x], pixels[x + 3], pixels[x + 6]));
  return columns[0].flatMap((_, y) => spreadThree(columns[0][y], columns[1][y], columns[2][y]));
}

/**
 * What a row or column of three weights is spread to: the values of a + bx + cx² at the six points, divided by what
 * `spread` leaves undivided.
 * @param {Float32Array} a @param {Float32Array} b @param {Float32Array} c
 */
function spreadThree(a, b, c) {
  const atZero = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) atZero[i] = a[i] / (A * A * B * B);
  const others = [A, -A, B, -B].map((point) => {
    const values = new Float32Array(a.length);
    const divisor = 2 * point * point * (2 * point * point - A * A - B * B);
    for (let i = 0; i < a.length; i++) values[i] = (a[i] + point * (b[i] + point * c[i])) / divisor;
    return values;
  });
  return [atZero, ...others, c];
}
