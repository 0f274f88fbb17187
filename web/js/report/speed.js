/** How fast networks are in this browser, through the public module. */
import { PIXELS } from "../reader/shared/contract.js";

/**
 * @typedef {{ milliseconds: number, perSecond: number }} Speed of one image, and of many at once
 * @typedef {object} Timed a network that is timed
 * @property {string} name
 * @property {import("../reader/types.js").Backend} backend
 * @property {() => Promise<Speed>} time one round more: the best of all so far
 * @property {() => void} dispose
 */

/**
 * Rounds, of which the best counts. In each, all networks take their turn: what else the device does then slows down no
 * single one, and in the best round, least of all.
 */
export const ROUNDS = 7;

const AT_ONCE = 10; // calls that are timed together, since a browser's clock is coarse
const MANY = 128;

/**
 * Fetches a network and lets it warm up.
 * @param {string} name
 * @returns {Promise<Timed>}
 */
export async function timed(name) {
  const { createReader } = await import("../reader/digits.js");
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
 * Images of no digit: what they show makes no difference to how long they take.
 * @param {number} count
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
