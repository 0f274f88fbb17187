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
 * @property {(floats: Float32Array) => void} putConstants writes the constants into memory that is 0
 * @property {{ input: number, output: number }} matrices addresses: of the matrices of products that are spread
 * @property {number} bytes of memory in all
 */
// Channels out that a product computes at once: two of wasm's vectors. More do not fit its registers, with four pixels.
export const PANEL = 8;

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
  const constants = new Map(
    steps.map((step) => [step, { weights: take(lengthOf(step, input)), bias: take(biasLengthOf(step)) }]),
  );
  /** @type {Map<Tensor, Place>} */
  const places = new Map();
  for (const tensor of new Set([input, ...tensors.values()])) {
    const step = tensor === input ? 1 : whole(tensor.channels);
    const row = (tensor.width + 2 * tensor.border) * step;
    const at = take((tensor.isVector ? batch : tensor.height + 2 * tensor.border) * row);
    const first = at + tensor.border * (row + step) * FLOAT;
    places.set(tensor, { ...tensor, first, step: step * FLOAT, row: row * FLOAT });
  }
  // Steps run one after the other, so that all of them share the matrices.
  const sizes = steps
    .filter(isSpread)
    .map(({ from, to }) => 16 * tilesOf(to) * whole(Math.max(from.channels, to.channels)));
  const matrices = { input: take(Math.max(0, ...sizes)), output: take(Math.max(0, ...sizes)) };
  // Kernels read some pixels and a row beyond a plane, in windows of which nothing is written.
  take(Math.max(...[...places.values()].map(({ step, row }) => row + 8 * step)));
  // Right where they belong: copies would stay in the process's memory.
  const putConstants = (/** @type {Float32Array} */ floats) => {
    for (const [step, { weights, bias }] of constants) {
      putWeights(floats.subarray(weights >> 2, (weights >> 2) + lengthOf(step, input)), step, input);
      if (step.bias) floats.set(step.bias, (bias >> 2) + biasLengthOf(step) - whole(step.to.channels));
    }
  };
  return { places, constants, putConstants, matrices, bytes };
}

/** @param {number} channels @returns {number} floats that they take */
export const whole = (channels) => Math.ceil(channels / PANEL) * PANEL;

/** @param {Tensor} to @returns {number} how many tiles of 2 × 2 pixels cover it */
export const tilesOf = ({ height, width }) => Math.ceil(height / 2) * Math.ceil(width / 2);

/** @param {Step} step @returns {boolean} whether it is a product that needs fewer multiplications when it is spread */
export const isSpread = ({ kind, window, from }) =>
  kind === "product" && window?.height === 3 && window.width === 3 && window.stride === 1 && from.channels > 1;

/** Of what is spread, nothing for 15 matrices, and the bias for one. @param {Step} step @returns {number} floats */
const biasLengthOf = (step) => whole(step.to.channels) * (isSpread(step) ? 2 : 1);

/** @param {Step} step @param {Tensor} image @returns {number} floats of its weights */
function lengthOf(step, image) {
  const { kind, from, to, weights } = step;
  if (kind === "pool") return whole(to.channels);
  if (kind !== "product" || !weights) return weights?.length ?? 0;
  const pixels = isSpread(step) ? 16 : weights.length / from.channels / to.channels;
  return pixels * whole(to.channels) * (from === image ? from.channels : whole(from.channels));
}

/** @param {Float32Array} place for them, all of it 0 @param {Step} step @param {Tensor} image */
function putWeights(place, step, image) {
  const { kind, from, weights } = step;
  if (kind === "pool" && !weights) place.fill(1);
  else if (kind !== "product" && weights) place.set(weights);
  else if (weights) putPanels(place, step, weights, from === image ? from.channels : whole(from.channels));
}

/**
 * @param {Float32Array} place
 * @param {Step} step
 * @param {Float32Array} weights of one pixel after the other, channels in × channels out
 * @param {number} width floats of a pixel
 */
function putPanels(place, step, weights, width) {
  const [ins, outs, size] = [step.from.channels, step.to.channels, step.from.channels * step.to.channels];
  const pixels = weights.length / size;
  // From one pixel to the next, and from one panel to the next
  const pixel = isSpread(step) ? width * whole(outs) : width * PANEL;
  const panel = isSpread(step) ? width * PANEL : pixels * width * PANEL;
  for (let channel = 0; channel < ins; channel++)
    for (let out = 0; out < outs; out++) {
      const from = channel * outs + out;
      const to = Math.floor(out / PANEL) * panel + channel * PANEL + (out % PANEL);
      if (isSpread(step)) spreadNine(weights, from, size, place, to, pixel);
      else for (let i = 0; i < pixels; i++) place[to + i * pixel] = weights[from + i * size];
    }
}

const columns = new Float32Array(12); // of four rows: three columns, spread

/**
 * Nine weights, of 3 × 3 pixels, to sixteen.
 * @param {Float32Array} weights @param {number} from @param {number} gap
 * @param {Float32Array} place @param {number} to @param {number} toGap
 */
function spreadNine(weights, from, gap, place, to, toGap) {
  for (let x = 0; x < 3; x++) spreadThree(weights, from + x * gap, 3 * gap, columns, x, 3);
  for (let y = 0; y < 4; y++) spreadThree(columns, 3 * y, 1, place, to + 4 * y * toGap, toGap);
}

/**
 * @param {Float32Array} values @param {number} from @param {number} gap
 * @param {Float32Array} place @param {number} to @param {number} toGap
 */
function spreadThree(values, from, gap, place, to, toGap) {
  const a = values[from];
  const b = values[from + gap];
  const c = values[from + 2 * gap];
  place[to] = a;
  place[to + toGap] = (a + b + c) / 2;
  place[to + 2 * toGap] = (a - b + c) / 2;
  place[to + 3 * toGap] = c;
}
