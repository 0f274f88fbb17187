/**
 * A function that does a job for the newest of what it is given: one at a time, and what comes meanwhile only waits until
 * something newer comes.
 * @template T
 * @param {(item: T) => Promise<void>} job
 * @returns {(item: T) => Promise<void>} resolves when nothing waits
 */
export function newestOnly(job) {
  /** @type {{ item: T } | null} */
  let waiting = null;
  let busy = false;
  return async (item) => {
    waiting = { item };
    if (busy) return;
    busy = true;
    try {
      while (waiting) {
        const { item: next } = /** @type {{ item: T }} */ (waiting);
        waiting = null;
        await job(next);
      }
    } finally {
      busy = false;
    }
  };
}
