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
 * @property {(...numbers: number[]) => void} affine
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
 * @property {{ input: number, output: number }} matrices addresses
 * @property {Kernels} kernels
 */
import { PIXELS, SIDE } from "../../shared/contract.js";
import { isSpread, layoutOf, tilesOf } from "./layout.js";

/**
 * @param {import("./plan.js").Plan} plan
 * @param {number} batch the most images in one run
 * @param {(bytes: number) => Kernels} start gives kernels with so much memory, all of it 0
 * @returns {(images: Float32Array, names: string[]) => import("../../types.js").Output[]} n×784 in; out come, for the
 *   nodes of these names, the outputs of all images if they are vectors, and else of the last one
 */
export function createEngine(plan, batch, start) {
  const { bytes, contents, places, constants, matrices } = layoutOf(plan, batch);
  const kernels = start(bytes);
  const { floats } = kernels;
  for (const { at, values } of contents) floats.set(values, at >> 2);
  const place = (/** @type {Tensor} */ tensor) => /** @type {Place} */ (places.get(tensor));
  const runs = plan.steps.map((step) => {
    const [from, to, and] = [step.from, step.to, step.and ?? step.from].map(place);
    const { weights, bias } = constants.get(step) ?? { weights: 0, bias: 0 };
    const run = isSpread(step) ? spreadProduct : RUNS[step.kind];
    return {
      isForAll: step.from.isVector,
      run: run({ step, window: step.window ?? POINT, from, to, and, weights, bias, matrices, kernels }),
    };
  });
  const [forEach, forAll] = [false, true].map((isForAll) => runs.filter((step) => step.isForAll === isForAll));
  return (images, names) => {
    const count = images.length / PIXELS;
    for (let image = 0; image < count; image++) {
      putImage(floats, place(plan.input), images.subarray(image * PIXELS, (image + 1) * PIXELS));
      for (const { run } of forEach) run(image);
    }
    for (const { run } of forAll) run(count);
    return names.map((name) => {
      const tensor = /** @type {Tensor} */ (plan.tensors.get(name));
      return outputOf(floats, tensor, place(tensor), count);
    });
  };
}

/** @param {Float32Array} floats @param {Place} place @param {Float32Array} image */
function putImage(floats, { first, row }, image) {
  for (let y = 0; y < SIDE; y++) floats.set(image.subarray(y * SIDE, (y + 1) * SIDE), (first + y * row) >> 2);
}

/** @param {Float32Array} floats @param {Tensor} tensor @param {Place} place @param {number} count of images */
function outputOf(floats, tensor, place, count) {
  const { height, width, channels, isVector } = tensor;
  const values = new Float32Array((isVector ? count : height * width) * channels);
  for (let i = 0; i * channels < values.length; i++) values.set(pixel(floats, tensor, place, i), i * channels);
  return { shape: isVector ? [channels] : [height, width, channels], values };
}

/** @param {Float32Array} floats @param {Tensor} tensor @param {Place} place @param {number} i which pixel, or row */
function pixel(floats, { width, channels, isVector }, { first, step, row }, i) {
  const at = isVector ? first + i * step : first + Math.floor(i / width) * row + (i % width) * step;
  return floats.subarray(at >> 2, (at >> 2) + channels);
}

/** @type {Record<Step["kind"], (bound: Bound) => (n: number) => void>} of a plane, for image n; else for n images */
const RUNS = {
  product: (bound) => {
    const { step, window, from, to, weights, bias, kernels } = bound;
    const rest = [weights, bias, to.step >> 5, window.height, from.row, (window.width * from.step) >> 2, floorOf(step)];
    return calling(kernels.product, bound, rest);
  },
  pool: (bound) => {
    const { window, from, to, kernels } = bound;
    return calling(kernels.pool, bound, [to.step >> 4, window.height, from.row, window.width, from.step]);
  },
  affine: (bound) => {
    const { step, to, weights, bias, kernels } = bound;
    return calling(kernels.affine, bound, [weights, bias, to.step >> 4, floorOf(step)]);
  },
  depthwise: ({ step, window, from, to, bias, kernels: { floats } }) => {
    const { weights = new Float32Array() } = step;
    const { width, channels } = step.to;
    return () =>
      eachPixel(floats, step.to, to, 0, (sums, i) => {
        const [x, y] = [(i % width) * window.stride - window.left, Math.floor(i / width) * window.stride - window.top];
        sums.set(floats.subarray(bias >> 2, (bias >> 2) + channels));
        for (let j = 0; j < window.height * window.width; j++) {
          const [across, down] = [x + (j % window.width), y + Math.floor(j / window.width)];
          const at = (from.first + down * from.row + across * from.step) >> 2;
          for (let k = 0; k < channels; k++) sums[k] += floats[at + k] * weights[j * channels + k];
        }
        if (step.isRelu) sums.forEach((sum, k) => (sums[k] = Math.max(sum, 0)));
      });
  },
  sum:
    ({ step, from, to, and, kernels: { floats } }) =>
    (n) =>
      eachPixel(floats, step.to, to, n, (sums, i) => {
        const [a, b] = [pixel(floats, step.from, from, i), pixel(floats, step.and ?? step.from, and, i)];
        for (let k = 0; k < sums.length; k++) sums[k] = a[k] + b[k];
      }),
  mean: ({ step, from, to, kernels: { floats } }) => {
    const pixels = step.from.height * step.from.width;
    return (image) => {
      const sums = pixel(floats, step.to, to, image).fill(0);
      eachPixel(floats, step.from, from, 0, (values) => values.forEach((value, k) => (sums[k] += value)));
      sums.forEach((sum, k) => (sums[k] = sum / pixels));
    };
  },
  flatten:
    ({ step, from, to, kernels: { floats } }) =>
    (image) => {
      const row = pixel(floats, step.to, to, image);
      eachPixel(floats, step.from, from, 0, (values, i) => row.set(values, i * values.length));
    },
  softmax:
    ({ step, from, to, kernels: { floats } }) =>
    (n) =>
      eachPixel(floats, step.to, to, n, (powers, i) => {
        const logits = pixel(floats, step.from, from, i);
        const most = Math.max(...logits);
        const sum = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
        logits.forEach((logit, k) => (powers[k] = Math.exp(logit - most) / sum));
      }),
};

/** A convolution as kernels.ts has it: spread, multiplied and gathered. @param {Bound} bound */
function spreadProduct(bound) {
  const { step, from, to, weights, bias, matrices, kernels } = bound;
  const { width, height } = step.to;
  const [tiles, across] = [tilesOf(step.to), Math.ceil(width / 2)];
  const matrix = to.step * (from.step >> 2); // bytes of weights
  const [input] = windows(bound);
  const products = Array.from({ length: 16 }, (_, i) => {
    const [a, b] = [matrices.input + i * tiles * from.step, matrices.output + i * tiles * to.step];
    const addends = i === BIASED ? bias + to.step : bias;
    const places = [a, from.step, 0, b, to.step, 0, tiles, 1];
    return [...places, weights + i * matrix, addends, to.step >> 5, 1, 0, from.step >> 2, -Infinity];
  });
  return () => {
    kernels.spread(input, from.step, from.row, matrices.input, from.step, across, tiles / across, from.step >> 4);
    for (const product of products) kernels.product(...product);
    kernels.gather(matrices.output, to.step, to.first, to.step, to.row, width, height, to.step >> 4, floorOf(step));
  };
}

// The one of 16 numbers that counts once in each of the four pixels that they become.
const BIASED = 5;

const POINT = { height: 1, width: 1, stride: 1, top: 0, left: 0 };

/** @param {Step} step @returns {number} what nothing that it gives is below */
const floorOf = ({ isRelu }) => (isRelu ? 0 : -Infinity);

/**
 * @param {Float32Array} floats
 * @param {Tensor} tensor
 * @param {Place} place
 * @param {number} n how many rows of a vector
 * @param {(values: Float32Array, i: number) => void} then gets the channels of each pixel, or row
 */
function eachPixel(floats, tensor, place, n, then) {
  const count = tensor.isVector ? n : tensor.height * tensor.width;
  for (let i = 0; i < count; i++) then(pixel(floats, tensor, place, i), i);
}

/**
 * The first eight arguments of a kernel: where windows and what is made of them lie, and how many there are. The rows
 * of a vector are pixels beside each other.
 * @param {Bound} bound
 */
function windows({ step: { to: tensor }, window: { stride, top, left }, from, to }) {
  const first = from.first - top * from.row - left * from.step;
  return [first, stride * from.step, stride * from.row, to.first, to.step, to.row, tensor.width, tensor.height];
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
    if (bound.step.to.isVector) all[WIDTH] = n;
    kernel(...all);
  };
}

/** Where the width is among the arguments of a kernel. */
const WIDTH = 6;
