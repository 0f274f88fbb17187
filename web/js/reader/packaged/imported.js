/** A part of Digitpad that is imported when it is asked for, in the npm package. */

/**
 * Where it does not arrive, it is imported once more. Which scripts are Digitpad's own can't be told here, so that none
 * are fetched past the browser's cache.
 * @template T
 * @param {() => Promise<T>} load imports it
 * @param {string} what the part, as the beginning of a sentence
 * @returns {Promise<T>}
 * @throws {Error} says that it did not load, and what to do
 */
export async function imported(load, what) {
  try {
    return await load().catch(load);
  } catch (cause) {
    throw new Error(`${what} did not load. Check the connection and try again.`, { cause });
  }
}
