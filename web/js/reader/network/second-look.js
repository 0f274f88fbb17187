/**
 * A second look at what the network doubts: the same drawing slanted a little, and moved up and down a little; what
 * counts is the mean of what is read in all of them (test-time augmentation; Krizhevsky, Sutskever and Hinton,
 * "ImageNet classification with deep convolutional neural networks", 2012, average over crops). Only what is in doubt
 * is looked at again, so that it costs nothing where the first look is sure. Whether a network gains by it is measured
 * on validation data when it is published: see `calibration.doubt` in its card.
 */
import { CLASSES, PIXELS, SIDE } from "../shared/contract.js";
import { joined } from "../shared/joined.js";
import { createPace } from "../shared/next-turn.js";

/** @typedef {import("../shared/next-turn.js").Pace} Pace */
/** @typedef {{ slant?: number, down?: number }} Way `slant`: pixels to the left for each one down; `down`: pixels */

// How a doubted drawing is changed: of the slants, turns, moves and sizes that were tried those that make the true
// digits of validation data likeliest. Larger steps change a digit so much that it may become another; smaller ones
// show the network what it has seen already.
/** @type {Way[]} */
const WAYS = [{ slant: 0.15 }, { slant: -0.15 }, { down: 1 }, { down: -1 }];

/**
 * @param {(images: Float32Array) => Promise<Float32Array>} judge n×784 in, n×11 probabilities out
 * @param {number} doubt an image is doubted if none of its probabilities comes up to this; 0: none is
 * @returns {(images: Float32Array[], scores: Float32Array[], most?: number, pace?: Pace) => Promise<Float32Array[]>}
 *   images of 784 values and the 11 probabilities of each at first in; their probabilities in the end out. Of those in
 *   doubt it looks at the first `most`, and for the same scores, by identity, only once.
 */
export function createSecondLook(judge, doubt) {
  /** @type {WeakMap<Float32Array, Float32Array>} */
  const settled = new WeakMap();
  return async (images, scores, most = Infinity, pace = createPace()) => {
    const isDoubted = (/** @type {Float32Array} */ first) => !first.some((probability) => probability >= doubt);
    const doubted = new Set([...scores.keys()].filter((i) => isDoubted(scores[i])).slice(0, most));
    for (const i of doubted) {
      const first = scores[i];
      if (settled.has(first)) continue;
      if (pace.isDue()) await pace.turn();
      settled.set(first, meanOf(first, await judge(joined(WAYS.map((way) => moved(images[i], way))))));
    }
    return scores.map((first, i) => (doubted.has(i) ? settled.get(first) : undefined) ?? first);
  };
}

/**
 * @param {Float32Array} first 11
 * @param {Float32Array} others n×11
 * @returns {Float32Array} 11: the mean of all
 */
function meanOf(first, others) {
  const count = 1 + others.length / CLASSES;
  return first.map((sum, k) => {
    for (let at = k; at < others.length; at += CLASSES) sum += others[at];
    return sum / count;
  });
}

/**
 * A prepared digit slanted about its middle and moved down, sampled linearly.
 * @param {Float32Array} image 28×28
 * @param {Way} way
 */
export function moved(image, { slant = 0, down = 0 }) {
  return Float32Array.from({ length: PIXELS }, (_, i) => {
    const y = Math.floor(i / SIDE) - down;
    if (y < 0 || y >= SIDE) return 0;
    const x = (i % SIDE) + slant * (y - (SIDE - 1) / 2);
    const left = Math.floor(x);
    const at = (/** @type {number} */ x) => (x >= 0 && x < SIDE ? image[y * SIDE + x] : 0);
    return (left + 1 - x) * at(left) + (x - left) * at(left + 1);
  });
}
