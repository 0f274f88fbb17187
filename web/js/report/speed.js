/** How fast networks are in this browser, measured through the public module. */
import { PIXELS } from "../reader/shared/contract.js";
import { imported } from "../reader/shared/imported.js";

/**
 * @typedef {{ milliseconds: number, perSecond: number }} Speed of one image by itself, and of many at once
 * @typedef {object} Timed a network that is timed
 * @property {string} name
 * @property {import("../reader/types.js").Backend} backend
 * @property {() => Promise<Speed>} time measures one more round, and gives the best of all so far
 * @property {() => void} dispose
 */

/**
 * How many rounds are measured, of which the best counts. All networks take their turn in each round, so that what
 * else the device does slows down all of them, and in the best round least. If larger, figures are steadier and
 * measuring takes longer.
 */
export const ROUNDS = 7;

/**
 * Readings of one image that are timed together, since a browser's clock is coarse. If larger, measuring takes
 * longer.
 */
const AT_ONCE = 10;

/** Images that are read at once, for the figure of images per second. If larger, a round takes longer. */
const MANY = 128;

/**
 * Fetches a network and reads once with it, since the first reading is slower.
 * @param {string} name
 * @returns {Promise<Timed>} rejects where the network can't be loaded
 */
export async function timed(name) {
  const { createReader } = await imported(
    () => import("../reader/digits.js"),
    "The part of this page that reads digits",
  );
  const reader = await createReader({ model: name });
  const [one, many] = [generated(1), generated(MANY)];
  await reader.classify(one);
  await reader.classify(many);
  let [single, batch] = [Infinity, Infinity];
  return {
    name,
    backend: reader.backend,
    async time() {
      single = Math.min(single, await timeOf(AT_ONCE, () => reader.classify(one)));
      batch = Math.min(batch, await timeOf(1, () => reader.classify(many)));
      return { milliseconds: single / AT_ONCE, perSecond: (1000 * MANY) / batch };
    },
    dispose: reader.dispose,
  };
}

/**
 * Images with a fixed pattern; how long they take does not depend on what they show.
 * @param {number} count
 * @returns {Float32Array} count×784 values in [0, 1]
 */
const generated = (count) => Float32Array.from({ length: count * PIXELS }, (_, i) => ((i * 7919) % 256) / 255);

/**
 * @param {number} times
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} milliseconds
 */
async function timeOf(times, work) {
  await new Promise((resolve) => setTimeout(resolve)); // the page gets its turn
  const start = performance.now();
  for (let i = 0; i < times; i++) await work();
  return performance.now() - start;
}
