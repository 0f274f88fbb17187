/**
 * What is made of a file. Where no answer arrives, or one that is no good (an error, an error page, half a file), the
 * host itself is asked once more, past the browser's cache, which may have kept that answer for as long as the file. A
 * file that the page has preloaded fails once more without being asked for where the preload has failed.
 * @template T
 * @param {URL | string} url
 * @param {(answer: Response) => Promise<T>} take rejects where the answer is not the file
 * @param {AbortSignal} [signal] ends it
 * @returns {Promise<T>} rejects where no answer arrives, or none that can be taken
 */
export async function taken(url, take, signal) {
  try {
    return await take(await fetch(url, { signal }));
  } catch {
    return take(await fetch(url, { cache: "reload", signal })); // rejects at once where the signal has ended it
  }
}
