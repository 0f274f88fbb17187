/**
 * Long work in short tasks, so that the page draws and answers in the midst of it.
 *
 *     const pace = createPace();
 *     for (const item of items) {
 *       if (pace.isDue()) await pace.turn();
 *       work(item);
 *     }
 *
 * @typedef {ReturnType<typeof createPace>} Pace
 */

// Milliseconds of work, after which the page has its turn: on a device four times as slow it is still under 50. Larger,
// the page answers later; much smaller, long work takes longer, as each turn costs about 0.1 ms.
const SLICE = 10;

/** Lets the page have its turn. A message, since nested timeouts wait for at least 4 ms. */
export function nextTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}

/**
 * The pace of one piece of work, which begins now. Asking costs next to nothing; short work never waits.
 * @param {AbortSignal} [signal] once it is aborted, the work is no longer wanted: `turn` rejects with its reason
 */
export function createPace(signal) {
  let end = performance.now() + SLICE;
  return {
    isDue: () => performance.now() >= end,
    async turn() {
      await nextTurn();
      signal?.throwIfAborted();
      end = performance.now() + SLICE;
    },
  };
}
