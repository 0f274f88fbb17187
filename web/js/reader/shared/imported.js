/**
 * A part of Digitpad that is imported when it is asked for.
 *
 *     const { strokesOfFile } = await imported(() => import("./file.js"), "The script for saved drawings");
 */
import { FOLDER } from "./place.js";

/**
 * Where it does not arrive, the scripts are fetched past the browser's cache, and it is imported once more: what the
 * cache holds in a script's place, such as an error page, would fail for as long as it is kept.
 * @template T
 * @param {() => Promise<T>} load imports it
 * @param {string} what the part, as the beginning of a sentence
 * @returns {Promise<T>}
 * @throws {Error} says that it did not load, and what to do
 */
export async function imported(load, what) {
  try {
    return await load().catch(() => scriptsAnew().then(load));
  } catch (cause) {
    throw new Error(`${what} did not load. Check the connection and try again.`, { cause });
  }
}

/** All scripts that this page has asked for: the browser does not say which of those that import each other failed. */
async function scriptsAnew() {
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  const isOwn = (/** @type {string} */ url) => FOLDER !== "" && url.startsWith(FOLDER) && url.endsWith(".js");
  const scripts = new Set(asked.filter(isOwn));
  await Promise.all([...scripts].map((url) => fetch(url, { cache: "reload" }).then((answer) => answer.text())));
}
