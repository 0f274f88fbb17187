/**
 * Work that nobody waits for any longer once a signal is aborted, as with fetch. The work itself has to take the signal
 * too, in order to stop.
 * @template T
 * @param {AbortSignal | null | undefined} signal
 * @param {() => Promise<T>} work is not begun where the signal is aborted already
 * @returns {Promise<T>} rejects with the signal's reason as soon as it is aborted
 * @throws {TypeError} where the signal is none
 */
export async function unlessAborted(signal, work) {
  if (!signal) return work();
  if (typeof signal.throwIfAborted !== "function")
    throw new TypeError(`signal expects an AbortSignal; ${typeof signal} came.`);
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise((/** @type {(never: T) => void} */ _, reject) => {
    signal.addEventListener("abort", () => reject(reasonOf(signal)), { signal: done.signal });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    done.abort(null); // browsers would make an error
  }
}

/** Anything at all, but commonly an error. @param {AbortSignal} signal */
const reasonOf = ({ reason }) => /** @type {Error} */ (reason);
