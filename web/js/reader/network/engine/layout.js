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
 * @typedef {import("./engine.js").Kernels} Kernels
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
 * @property {(kernels: Kernels) => void} putConstants writes the constants into their memory, which is 0
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
  const sizes = steps.filter(isSpread).map(({ from, to }) => {
    const size = 36 * tilesOf(to) * whole(Math.max(from.channels, to.channels));
    return Math.max(size, whole(COEFFICIENTS.length) + 9 * PANEL * from.channels); // see putSpread
  });
  const tiles = { input: take(Math.max(0, ...sizes)), output: take(Math.max(0, ...sizes)) };
  // Kernels read some pixels and a row beyond a plane, in windows of which nothing is written.
  take(Math.max(...[...places.values()].map(({ step, row }) => row + 8 * step)));
  // Right where they belong: copies would stay in the process's memory.
  const putConstants = (/** @type {Kernels} */ kernels) => {
    for (const [step, { weights, bias }] of constants) {
      putWeights(kernels, weights, step, input, tiles);
      if (step.bias) kernels.floats.set(step.bias, (bias >> 2) + biasLengthOf(step) - whole(step.to.channels));
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

/**
 * @param {Kernels} kernels
 * @param {number} at address, where all is 0
 * @param {Step} step
 * @param {Tensor} image
 * @param {Layout["tiles"]} tiles where there is room until the first run
 */
function putWeights(kernels, at, step, image, tiles) {
  const { kind, from, to, weights } = step;
  const { floats } = kernels;
  if (kind === "pool" && !weights) floats.fill(1, at >> 2, (at >> 2) + whole(to.channels));
  if (!weights) return;
  if (kind !== "product") return floats.set(weights, at >> 2);
  const width = from === image ? from.channels : whole(from.channels);
  const pixels = weights.length / from.channels / to.channels;
  for (let out = 0; out < to.channels; out += PANEL) {
    if (isSpread(step)) putSpread(kernels, at + out * width * FLOAT, step, out, tiles);
    else putPanel(floats, (at >> 2) + out * pixels * width, step, out, width * PANEL, PANEL);
  }
}

/**
 * A panel of weights: eight channels out, or fewer in the last.
 * @param {Float32Array} floats
 * @param {number} at which of them is the first
 * @param {Step} step its weights are of one pixel after the other, channels in × channels out
 * @param {number} out the first of the channels
 * @param {number} pixel floats from one to the next @param {number} channel floats from one channel in to the next
 */
function putPanel(floats, at, { from, to, weights = new Float32Array() }, out, pixel, channel) {
  const [ins, outs, count] = [from.channels, to.channels, Math.min(PANEL, to.channels - out)];
  for (let first = out; first < weights.length; at += pixel)
    for (let i = 0; i < ins; i++, first += outs)
      for (let k = 0; k < count; k++) floats[at + i * channel + k] = weights[first + k];
}

/**
 * The same, spread: nine weights, of 3 × 3 pixels, to 36, one for each number of a tile. That is a product as well, of
 * the weights in a panel by these coefficients: for each channel in, its eight channels out are a panel.
 * @param {Kernels} kernels @param {number} at address @param {Step} step @param {number} out
 * @param {Layout["tiles"]} tiles
 */
function putSpread({ floats, product }, at, step, out, { input, output }) {
  const [ins, panel] = [step.from.channels, input + whole(COEFFICIENTS.length) * FLOAT];
  floats.set(COEFFICIENTS, input >> 2);
  floats.fill(0, panel >> 2, (panel >> 2) + 9 * PANEL * ins); // a last panel is not full
  putPanel(floats, panel >> 2, step, out, PANEL, 9 * PANEL);
  const matrix = whole(ins) * whole(step.to.channels) * FLOAT;
  // The output is 0 until the first run, as the bias has to be.
  product(input, 9 * FLOAT, 0, at, matrix, 0, 36, 1, panel, 0, output, ins, 1, 0, 9, -Infinity);
}

// Of a row or column of three weights, a + bx + cx² at the six points, divided by the product of the point's distances
// from the others; c alone at infinity.
const POLYNOMIALS = [0, A, -A, B, -B].map((x, _, points) => {
  const distances = points.reduce((product, other) => (other === x ? product : product * (x - other)), 1);
  return [1 / distances, x / distances, (x * x) / distances];
});
POLYNOMIALS.push([0, 0, 1]);

/** 36 × 9: what each number of a tile has of each weight. */
const COEFFICIENTS = POLYNOMIALS.flatMap((down) =>
  POLYNOMIALS.flatMap((across) => down.flatMap((row) => across.map((column) => row * column))),
);
