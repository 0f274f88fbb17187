/**
 * What corrections say of other drawings: a small head on a network that itself stays as it is. Corrections in, better
 * scores out. Pure.
 *
 * It is kernel logistic regression (Jaakkola and Haussler, "Probabilistic kernel regression models", 1999; Zhu and
 * Hastie, "Kernel logistic regression and the import vector machine", 2005). The logarithms of the network's own
 * probabilities are where it starts from, and gradient descent moves them towards what people said. A correction moves
 * another drawing by as much as the two are alike. The kernel says how alike: it is a product of two, each of them
 * falling with the angle between two vectors (as in the von Mises-Fisher distribution), one for the network's last
 * features and one for the blurred ink. Two drawings are alike where both agree. Far from every correction the kernel
 * is 0, and nothing changes.
 *
 * To correct what the network was sure of takes a large step, which would change much that is read rightly around it:
 * a slip of the finger would do harm. So there are two kernels. The steps of the wide one are held back (by a ridge).
 * The narrow one, which reaches only what is drawn almost the same, then makes up for what is still missing.
 *
 * The numbers below were chosen by simulation on the pen strokes of the writers with odd numbers, with the networks
 * that were trained on MNIST alone; `build.py bench corrections` measures them on the other writers, and with
 * `default`. Tried, and less good or more harmful: gradient steps on the last layer, class means of corrections,
 * evidence of the nearest ones without a fit, and a kernel on the features alone. A kernel on the ink alone is nearly
 * as good.
 *
 * @typedef {object} Seen n images, as the network sees them
 * @property {Float32Array} scores n×11 probabilities: each digit, and last, no digit
 * @property {Float32Array} features n×d: what the network's last layer gets
 * @property {Float32Array} images n×784 prepared ones, in [0, 1]
 */
import { CLASSES, PIXELS, SIDE } from "../shared/contract.js";
import { createPace } from "../shared/next-turn.js";

/** @typedef {import("../shared/next-turn.js").Pace} Pace */

// How fast each kernel falls with one minus the cosine of the angle, of the features and of the ink. Larger numbers
// make a correction reach less far.
const WIDE = { features: 2, ink: 8 }; // of two digits of one writer that are alike, each counts half for the other
const NARROW = { features: 50, ink: 50 }; // only the same drawing, written once more, counts

// How strongly the wide kernel's weights are pulled back to 0: none can be above 1/RIDGE, which is 40. A larger ridge
// makes corrections do less good, and slips less harm.
const RIDGE = 1 / 40;

// The probability from which on a correction is read as it was told, and the narrow kernel's fit is done with it.
// Larger, it takes more steps, and drawings around are changed more.
const TOLD = 0.95;

// Steps of gradient descent. Both fits need fewer, unless corrections contradict each other; more would only take
// longer.
const STEPS = 100;

// What a probability counts at least, also that of a class that the network does not have: its logarithm has to be
// finite. A larger one makes it easier to correct what the network was sure of, slips included.
const LEAST = 1e-6;

// Shares of a pixel and its neighbours on both sides: about a Gaussian of one pixel, applied twice each way. A wider
// blur makes drawings alike that only lie in the same places.
const BLUR = [0.06, 0.24, 0.4, 0.24, 0.06];

/**
 * @param {Seen} corrected
 * @param {number[]} told what each of them is: 0 to 9, or 10 for no digit
 * @returns {Promise<(seen: Seen) => Promise<Float32Array>>} gives n×11 probabilities of others, the sum of each 11
 *   being 1
 */
export async function createHead(corrected, told) {
  const pace = createPace();
  const known = await directionsOf(corrected, pace);
  const angles = await apart(known, known, pace);
  const [wide, narrow] = [kernel(angles, WIDE), kernel(angles, NARROW)];
  const start = logarithms(corrected.scores);
  const widely = await fitted(wide, start, told, stepOfAll(boundOf(wide, told.length)), pace);
  const closely = await fitted(narrow, moved(start, wide, widely), told, stepOfUntold, pace);
  return async (seen) => {
    const pace = createPace();
    const angles = await apart(await directionsOf(seen, pace), known, pace);
    const judged = moved(logarithms(seen.scores), kernel(angles, WIDE), widely);
    return Float32Array.from(softmax(moved(judged, kernel(angles, NARROW), closely)));
  };
}

// Fitting: weights are n×11, one row for each correction

/**
 * @param {Float64Array} kernel n×n
 * @param {Float64Array} start n×11 logarithms without any weights
 * @param {number[]} told
 * @param {(weight: number, slope: number, isTold: boolean) => number} step what a weight becomes
 * @param {Pace} pace
 * @returns {Promise<Float64Array>} weights
 */
async function fitted(kernel, start, told, step, pace) {
  const weights = new Float64Array(start.length);
  for (let i = 0; i < STEPS; i++) {
    if (pace.isDue()) await pace.turn();
    const judged = softmax(moved(start, kernel, weights));
    const isTold = told.map((label, row) => judged[row * CLASSES + label] >= TOLD);
    weights.forEach((weight, at) => {
      const [row, label] = [Math.floor(at / CLASSES), at % CLASSES];
      weights[at] = step(weight, Number(told[row] === label) - judged[at], isTold[row]);
    });
  }
  return weights;
}

/** Gradient descent with a ridge. @param {number} bound of the kernel's eigenvalues */
function stepOfAll(bound) {
  const rate = 1 / (bound / 2 + RIDGE); // the largest that is sure to converge: softmax's curvature is at most a half
  return (/** @type {number} */ weight, /** @type {number} */ slope) => weight + rate * (slope - RIDGE * weight);
}

/**
 * Only for what is not yet read as it was told.
 * @param {number} weight
 * @param {number} slope
 * @param {boolean} isTold
 */
const stepOfUntold = (weight, slope, isTold) => (isTold ? weight : weight + slope);

/**
 * No eigenvalue of a matrix without negative numbers is above the largest sum of a row.
 * @param {Float64Array} kernel count×count
 * @param {number} count
 */
function boundOf(kernel, count) {
  const sums = Array.from({ length: count }, (_, i) =>
    kernel.subarray(i * count, (i + 1) * count).reduce((a, b) => a + b, 0),
  );
  return Math.max(...sums);
}

/**
 * @param {Float64Array} logits n×11
 * @param {Float64Array} kernel n×m
 * @param {Float64Array} weights m×11
 * @returns {Float64Array} n×11
 */
function moved(logits, kernel, weights) {
  const [rows, known] = [logits.length / CLASSES, weights.length / CLASSES];
  const result = logits.slice();
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < known; j++)
      for (let k = 0; k < CLASSES; k++) result[i * CLASSES + k] += kernel[i * known + j] * weights[j * CLASSES + k];
  return result;
}

/** @param {Float32Array} scores */
const logarithms = (scores) => Float64Array.from(scores, (score) => Math.log(Math.max(score, LEAST)));

/** @param {Float64Array} logits n×11 @returns {Float64Array} */
function softmax(logits) {
  const result = logits.slice();
  for (let from = 0; from < result.length; from += CLASSES) {
    const row = result.subarray(from, from + CLASSES);
    const most = row.reduce((a, b) => Math.max(a, b));
    row.forEach((logit, k) => (row[k] = Math.exp(logit - most)));
    const sum = row.reduce((a, b) => a + b);
    row.forEach((power, k) => (row[k] = power / sum));
  }
  return result;
}

// How alike drawings are

/**
 * @template T
 * @typedef {{ features: T, ink: T }} Both
 */
/** @typedef {Both<Float64Array>[]} Directions of each image two unit vectors */

/** @param {Seen} seen @param {Pace} pace @returns {Promise<Directions>} */
async function directionsOf({ scores, features, images }, pace) {
  const count = scores.length / CLASSES;
  const length = features.length / count;
  const directions = [];
  for (let i = 0; i < count; i++) {
    if (pace.isDue()) await pace.turn();
    directions.push({
      features: unit(Float64Array.from(features.subarray(i * length, (i + 1) * length))),
      ink: unit(blurred(blurred(Float64Array.from(images.subarray(i * PIXELS, (i + 1) * PIXELS))))),
    });
  }
  return directions;
}

/**
 * @param {Directions} some
 * @param {Directions} others
 * @param {Pace} pace
 * @returns {Promise<Both<Float64Array>>} some×others: how far apart in direction, from 0, the same, to 2
 */
async function apart(some, others, pace) {
  const count = others.length;
  const [features, ink] = [new Float64Array(some.length * count), new Float64Array(some.length * count)];
  for (const [i, one] of some.entries()) {
    if (pace.isDue()) await pace.turn();
    others.forEach((other, j) => {
      features[i * count + j] = angle(one.features, other.features);
      ink[i * count + j] = angle(one.ink, other.ink);
    });
  }
  return { features, ink };
}

/** @param {Float64Array} a @param {Float64Array} b */
function angle(a, b) {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += a[i] * b[i];
  return 1 - product;
}

/** @param {Both<Float64Array>} angles @param {Both<number>} concentration */
function kernel({ features, ink }, concentration) {
  return features.map((angle, i) => Math.exp(-concentration.features * angle - concentration.ink * ink[i]));
}

/** @param {Float64Array} vector which becomes 1 long, unless it is 0 */
function unit(vector) {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** @param {Float64Array} image 28×28 */
function blurred(image) {
  return alongColumns(alongColumns(image));
}

/**
 * Blurs each row, and flips the image over its diagonal, so that the second time blurs each column.
 * @param {Float64Array} image 28×28
 */
function alongColumns(image) {
  const result = new Float64Array(PIXELS);
  const reach = BLUR.length >> 1;
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      for (let at = Math.max(0, x - reach); at <= Math.min(SIDE - 1, x + reach); at++)
        result[x * SIDE + y] += BLUR[at - x + reach] * image[y * SIDE + at];
  return result;
}
