/**
 * The site's networks for one page, each loaded once, when it is first asked for, and shared by all who ask.
 *
 * @typedef {import("./types.js").Reader} Reader
 * @typedef {import("./types.js").Network} Network
 */
import { imported } from "./shared/imported.js";

/**
 * All that were asked for: they take some 400 KB each, so that all can stay.
 * @type {Map<string | Network, Promise<Reader>>}
 */
const readers = new Map();

/** @returns {Promise<string[]>} the default one first @throws {Error} says what failed and what to do */
export async function networkNames() {
  return (await loadDigits()).models;
}

/**
 * @param {string | Network} name or the network itself, or its address
 * @param {(progress: import("./types.js").Progress) => void} [onProgress] told only of a loading that begins here
 * @returns {Promise<Reader>}
 * @throws {Error} says what failed and what to do; calling again starts afresh
 */
export function loadNetwork(name, onProgress) {
  const known = readers.get(name);
  if (known) return known;
  const reader = loadDigits().then(({ createReader }) => createReader({ model: name, onProgress }));
  readers.set(name, reader);
  reader.catch(() => {
    if (readers.get(name) === reader) readers.delete(name); // whoever asked is told; whoever asks next tries again
  });
  return reader;
}

/**
 * Frees a network that fails, so that it is loaded afresh when it is asked for again.
 * @param {string | Network} name
 */
export function forgetNetwork(name) {
  readers.get(name)?.then(
    ({ dispose }) => dispose(),
    () => {}, // one that could not be loaded has nothing to free
  );
  readers.delete(name);
}

const loadDigits = () => imported(() => import("./digits.js"), "The part of this page that reads digits");
