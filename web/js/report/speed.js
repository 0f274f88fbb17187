/** How fast a network is in this browser, through the public module. */

/** @typedef {{ backend: string, milliseconds: number, perSecond: number }} Speed of one image, and of many at once */

const PIXELS = 784;
const AT_ONCE = 10; // calls that are timed together, since a browser's clock is coarse
const TIMES = 15; // a median of so many
const MANY = 256;
const MANY_TIMES = 3;

/**
 * Fetches a network and times it.
 * @param {string} model
 * @returns {Promise<Speed>}
 */
export async function speedOf(model) {
  const { createReader } = await import("../digits.js");
  const reader = await createReader({ model });
  try {
    const one = generated(1);
    const single = await medianTime(TIMES, async () => {
      for (let i = 0; i < AT_ONCE; i++) await reader.classify(one);
    });
    const many = generated(MANY);
    const batch = await medianTime(MANY_TIMES, () => reader.classify(many));
    return { backend: reader.backend, milliseconds: single / AT_ONCE, perSecond: (1000 * MANY) / batch };
  } finally {
    reader.dispose();
  }
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
async function medianTime(times, work) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve)); // the page gets its turn
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)];
}
