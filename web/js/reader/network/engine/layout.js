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
 * @property {(floats: Float32Array) => void} putConstants writes the constants into memory that is 0
 * @property {{ input: number, output: number }} tiles addresses of tiles: of what is spread, and of its product
 * @property {number} bytes of memory in all
 */
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
  const constants = new Map(
    steps.map((step) => [step, { weights: take(lengthOf(step, input)), bias: take(biasLengthOf(step)) }]),
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
  // Right where they belong: copies would stay in the process's memory.
  const putConstants = (/** @type {Float32Array} */ floats) => {
    for (const [step, { weights, bias }] of constants) {
      putWeights(floats.subarray(weights >> 2, (weights >> 2) + lengthOf(step, input)), step, input);
      if (step.bias) floats.set(step.bias, (bias >> 2) + biasLengthOf(step) - whole(step.to.channels));
    }
  };
  return { places, constants, putConstants, tiles, bytes };
}

/** @param {number} channels @returns {number} floats that they take */
export const whole = (channels) => Math.ceil(channels / PANEL) * PANEL;

/** @param {Tensor} to @returns {number} how many tiles of 4 × 4 pixels cover it */
export const tilesOf = ({ height, width }) => Math.ceil(height / 4) * Math.ceil(width / 4);

/** @param {Step} step @returns {boolean} whether it is a product that needs fewer multiplications when it is spread */
export const isSpread = ({ kind, window, from }) =>
  kind === "product" && window?.height === 3 && window.width === 3 && window.stride === 1 && from.channels > 1;

/**
 * Of what is spread, nothing for the product, and the bias for what gathers.
 * @param {Step} step
 * @returns {number} floats
 */
const biasLengthOf = (step) => whole(step.to.channels) * (isSpread(step) ? 2 : 1);

/** @param {Step} step @param {Tensor} image @returns {number} floats of its weights */
function lengthOf(step, image) {
  const { kind, from, to, weights } = step;
  if (kind === "pool") return whole(to.channels);
  if (kind !== "product" || !weights) return weights?.length ?? 0;
  const pixels = isSpread(step) ? 36 : weights.length / from.channels / to.channels;
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

const columns = new Float32Array(18); // of six rows: three columns, spread

/**
 * Nine weights, of 3 × 3 pixels, to 36, one for each number of a tile.
 * @param {Float32Array} weights @param {number} from @param {number} gap
 * @param {Float32Array} place @param {number} to @param {number} toGap
 */
function spreadNine(weights, from, gap, place, to, toGap) {
  for (let x = 0; x < 3; x++) spreadThree(weights, from + x * gap, 3 * gap, columns, x, 3);
  for (let y = 0; y < 6; y++) spreadThree(columns, 3 * y, 1, place, to + 6 * y * toGap, toGap);
}

// What the values at 0, at A and -A, and at B and -B are divided by: the products of their distances from the others.
const [AT_0, AT_A, AT_B] = [A * A * B * B, 2 * A * A * (A * A - B * B), 2 * B * B * (B * B - A * A)];

/**
 * A row or column of three weights to six: a + bx + cx² at the six points.
 * @param {Float32Array} values @param {number} from @param {number} gap
 * @param {Float32Array} place @param {number} to @param {number} toGap
 */
function spreadThree(values, from, gap, place, to, toGap) {
  const a = values[from];
  const b = values[from + gap];
  const c = values[from + 2 * gap];
  place[to] = a / AT_0;
  place[to + toGap] = (a + A * (b + A * c)) / AT_A;
  place[to + 2 * toGap] = (a - A * (b - A * c)) / AT_A;
  place[to + 3 * toGap] = (a + B * (b + B * c)) / AT_B;
  place[to + 4 * toGap] = (a - B * (b - B * c)) / AT_B;
  place[to + 5 * toGap] = c;
}
