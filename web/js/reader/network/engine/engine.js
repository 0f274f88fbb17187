/**
 * The engine: runs a network, step by step, on kernels that compute in one piece of memory.
 *
 * Planes are computed image by image, so that they stay in the processor's cache; vectors for all images together, so
 * that the large weights of dense layers are read once for four of them.
 *
 * @typedef {import("./plan.js").Step} Step
 * @typedef {import("./plan.js").Tensor} Tensor
 * @typedef {import("./layout.js").Place} Place
 *
 * @typedef {object} Kernels see kernels.ts for their arguments
 * @property {Float32Array} floats the memory that addresses, in bytes, lead into
 * @property {(...numbers: number[]) => void} product
 * @property {(...numbers: number[]) => void} pool
 * @property {(...numbers: number[]) => void} spread
 * @property {(...numbers: number[]) => void} gather
 *
 * @typedef {object} Bound a step with what it reads and writes
 * @property {Step} step
 * @property {import("./plan.js").Window} window
 * @property {Place} from
 * @property {Place} to
 * @property {Place} and
 * @property {number} weights address
 * @property {number} bias address
 * @property {{ input: number, output: number }} tiles addresses
 * @property {Kernels} kernels
 * @property {Float32Array} floats theirs
 */
import { A, B, isSpread, layoutOf, tilesOf } from "./layout.js";

/**
 * @param {import("./plan.js").Plan} plan
 * @param {number} batch the most images in one run
 * @param {(bytes: number) => Kernels} start gives kernels with so much memory, all of it 0
 * @returns {(images: Float32Array, names: string[]) => import("../../types.js").Output[]} n images in, one after the
 *   other; out come, for the nodes of these names, the outputs of all images if they are vectors, and else of the last
 */
export function createEngine(plan, batch, start) {
  const { bytes, putConstants, places, constants, tiles } = layoutOf(plan, batch);
  const kernels = start(bytes);
  const { floats } = kernels;
  putConstants(kernels);
  const place = (/** @type {Tensor} */ tensor) => /** @type {Place} */ (places.get(tensor));
  const runs = plan.steps.map((step) => {
    const [from, to, and] = [step.from, step.to, step.and ?? step.from].map(place);
    const { weights, bias } = constants.get(step) ?? { weights: 0, bias: 0 };
    const run = isSpread(step) ? spreadProduct : RUNS[step.kind];
    return {
      isForAll: from.isVector,
      run: run({ step, window: step.window ?? POINT, from, to, and, weights, bias, tiles, kernels, floats }),
    };
  });
  const [forEach, forAll] = [false, true].map((isForAll) => runs.filter((step) => step.isForAll === isForAll));
  const input = place(plan.input);
  const pixels = input.height * input.width;
  return (images, names) => {
    const count = images.length / pixels;
    for (let image = 0; image < count; image++) {
      putImage(floats, input, images.subarray(image * pixels));
      for (const { run } of forEach) run(image);
    }
    for (const { run } of forAll) run(count);
    return names.map((name) => outputOf(floats, place(/** @type {Tensor} */ (plan.tensors.get(name))), count));
  };
}

/** @param {Float32Array} floats @param {Place} place @param {Float32Array} image and what follows it */
function putImage(floats, { first, row, height, width }, image) {
  for (let y = 0; y < height; y++) floats.set(image.subarray(y * width, (y + 1) * width), (first + y * row) >> 2);
}

/** @param {Float32Array} floats @param {Place} place @param {number} count of images */
function outputOf(floats, place, count) {
  const { height, width, channels, isVector } = place;
  const values = new Float32Array((isVector ? count : height * width) * channels);
  eachPixel(place, count, (at, i) => values.set(floats.subarray(at, at + channels), i * channels));
  return { shape: isVector ? [channels] : [height, width, channels], values };
}

/**
 * @param {Place} place
 * @param {number} i which pixel, or row of a vector
 * @returns {number} which of all floats is its first
 */
const startOf = ({ first, step, row, width }, i) => (first + Math.floor(i / width) * row + (i % width) * step) >> 2;

/**
 * @param {Place} place
 * @param {number} n how many rows of a vector
 * @param {(at: number, i: number) => void} then gets where each pixel, or row, starts
 */
function eachPixel(place, n, then) {
  const count = place.isVector ? n : place.height * place.width;
  for (let i = 0; i < count; i++) then(startOf(place, i), i);
}

/** @type {Record<Step["kind"], (bound: Bound) => (n: number) => void>} of a plane, for image n; else for n images */
const RUNS = {
  product: (bound) => {
    const { step, window, from, to, weights, bias, kernels } = bound;
    const counts = [to.step >> 5, window.height, from.row, (window.width * from.step) >> 2];
    return calling(kernels.product, bound, [weights, 0, bias, ...counts, floorOf(step)]);
  },
  pool: (bound) => {
    const { step, window, from, to, weights, bias, kernels } = bound;
    const places = [window.height, from.row, window.width, from.step];
    return calling(kernels.pool, bound, [weights, bias, to.step >> 4, ...places, floorOf(step)]);
  },
  depthwise: (bound) => {
    const { step, window, from, to, weights, bias, floats } = bound;
    const [first, across, down] = windows(bound);
    const [pixel, row, { channels }] = [from.step >> 2, from.row >> 2, to];
    return () =>
      eachPixel(to, 0, (at, i) => {
        const start = (first + (i % to.width) * across + Math.floor(i / to.width) * down) >> 2;
        floats.copyWithin(at, bias >> 2, (bias >> 2) + channels);
        for (let j = 0; j < window.height * window.width; j++) {
          const value = start + Math.floor(j / window.width) * row + (j % window.width) * pixel;
          addProducts(floats, at, value, (weights >> 2) + j * channels, channels);
        }
        for (let k = 0; k < channels; k++) floats[at + k] = Math.max(floats[at + k], floorOf(step));
      });
  },
  sum:
    ({ from, to, and, floats }) =>
    (n) =>
      eachPixel(to, n, (at, i) => {
        const [a, b] = [startOf(from, i), startOf(and, i)];
        for (let k = 0; k < to.channels; k++) floats[at + k] = floats[a + k] + floats[b + k];
      }),
  mean:
    ({ from, to, floats }) =>
    (image) => {
      const sums = startOf(to, image);
      floats.fill(0, sums, sums + to.channels);
      eachPixel(from, 0, (at) => {
        for (let k = 0; k < to.channels; k++) floats[sums + k] += floats[at + k] / (from.height * from.width);
      });
    },
  flatten:
    ({ from, to, floats }) =>
    (image) =>
      eachPixel(from, 0, (at, i) => {
        floats.copyWithin(startOf(to, image) + i * from.channels, at, at + from.channels);
      }),
  softmax:
    ({ from, to, floats }) =>
    (n) =>
      eachPixel(to, n, (at, i) => {
        const logits = floats.subarray(startOf(from, i), startOf(from, i) + from.channels);
        const most = Math.max(...logits);
        const sum = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
        logits.forEach((logit, k) => (floats[at + k] = Math.exp(logit - most) / sum));
      }),
};

/**
 * To so many sums the products of as many values and weights. A function of its own, which browsers make fast.
 * @param {Float32Array} floats
 * @param {number} sum @param {number} value @param {number} weight where the first of each is
 * @param {number} count
 */
function addProducts(floats, sum, value, weight, count) {
  for (let k = 0; k < count; k++) floats[sum + k] += floats[value + k] * floats[weight + k];
}

/** A convolution as kernels.ts has it: spread, multiplied and gathered. @param {Bound} bound */
function spreadProduct(bound) {
  const { step, from, to, weights, bias, tiles, kernels } = bound;
  const [count, across] = [tilesOf(to), Math.ceil(to.width / 4)];
  const matrix = to.step * (from.step >> 2); // bytes of weights for one of the 36 numbers
  const first = [windows(bound)[0], from.step, from.row, tiles.input, across, count / across, from.step >> 4];
  const spread = kernels.spread.bind(null, ...first, A, B);
  const places = [tiles.input, 36 * from.step, from.step, tiles.output, 36 * to.step, to.step, count, 36];
  const counts = [to.step >> 5, 1, 0, from.step >> 2];
  const product = kernels.product.bind(null, ...places, weights, matrix, bias, ...counts, -Infinity);
  const pixels = [tiles.output, to.step, to.first, to.row, to.width, to.height];
  const gather = kernels.gather.bind(null, ...pixels, bias + to.step, to.step >> 4, floorOf(step), A, B);
  return () => {
    spread();
    product();
    gather();
  };
}

const POINT = { height: 1, width: 1, stride: 1, top: 0, left: 0 };

/** @param {Step} step @returns {number} what nothing that it gives is below */
const floorOf = ({ isRelu }) => (isRelu ? 0 : -Infinity);

/**
 * The first eight arguments of a kernel: where windows and what is made of them lie, and how many there are. The rows
 * of a vector are pixels beside each other.
 * @param {Bound} bound
 */
function windows({ window: { stride, top, left }, from, to }) {
  const first = from.first - top * from.row - left * from.step;
  return [first, stride * from.step, stride * from.row, to.first, to.step, to.row, to.width, to.height];
}

/**
 * @param {(...numbers: number[]) => void} kernel
 * @param {Bound} bound
 * @param {number[]} rest of its arguments
 * @returns {(n: number) => void}
 */
function calling(kernel, bound, rest) {
  const all = [...windows(bound), ...rest];
  return (n) => {
    if (bound.to.isVector) all[WIDTH] = n;
    kernel(...all);
  };
}

/** Where the width is among the arguments of a kernel. */
const WIDTH = 6;
