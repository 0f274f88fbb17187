/**
 * A second look at what the network doubts: the same drawing slanted and moved up and down a little, and the mean of what
 * is made of all of them (test-time augmentation; Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep
 * convolutional neural networks", 2012, average over crops). Only what is in doubt is looked at again, so that it costs
 * nothing where the first look is sure. Whether a network gains by it is measured on validation data when it
 * is published, see `calibration.doubt` in its card.
 */
import { CLASSES } from "./calibration.js";
import { PIXELS, SIDE } from "../ink.js";
import { joined } from "../shared/joined.js";
import { nextTurn } from "../shared/next-turn.js";

/** @typedef {{ slant?: number, down?: number }} Way pixels across for each one down; pixels */

/** @type {Way[]} those of slants, turns, moves and sizes that make the true digits of validation data likeliest */
const WAYS = [{ slant: 0.15 }, { slant: -0.15 }, { down: 1 }, { down: -1 }];

/**
 * @param {(images: Float32Array) => Promise<Float32Array>} judge n×784 in, n×11 probabilities out
 * @param {number} doubt what is made of an image is doubted if no probability comes up to this; 0: nothing is
 * @returns {(images: Float32Array[], scores: Float32Array[]) => Promise<Float32Array[]>} 784 values each, and what was made of
 *   them at first, 11 each, in; what they are in the end out. For the same scores, by identity, it looks only once.
 */
export function createSecondLook(judge, doubt) {
  /** @type {WeakMap<Float32Array, Float32Array>} */
  const settled = new WeakMap();
  return async (images, scores) => {
    let looks = 0;
    for (const [i, first] of scores.entries()) {
      if (settled.has(first) || first.some((probability) => probability >= doubt)) continue;
      if (looks++ > 0) await nextTurn();
      settled.set(first, meanOf(first, await judge(joined(WAYS.map((way) => moved(images[i], way))))));
    }
    return scores.map((first) => settled.get(first) ?? first);
  };
}

/**
 * @param {Float32Array} first 11
 * @param {Float32Array} others n×11
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
