/**
 * The site's networks, each loaded once, when it is first asked for; and which of them this device's owner chose.
 *
 * @typedef {Awaited<ReturnType<typeof import("../reader/digits.js").createReader>>} Reader
 * @typedef {(progress: { loaded: number, total: number }) => void} OnProgress
 */

import { remember, remembered } from "./storage.js";

const NAME = "model";

/** @type {Map<string, Promise<Reader>>} all that were loaded; some 400 KB each, so that none has to go */
const readers = new Map();

/** @returns {Promise<string[]>} the default one first */
export async function networkNames() {
  return (await loadDigits()).models;
}

/**
 * @param {string} name
 * @param {OnProgress} [onProgress] told only of a loading that begins here
 * @returns {Promise<Reader>}
 * @throws {Error} says what failed and what to do; calling again starts afresh
 */
export function loadNetwork(name, onProgress) {
  const known = readers.get(name);
  if (known) return known;
  const reader = loadDigits().then(({ createReader }) => createReader({ model: name, onProgress }));
  readers.set(name, reader);
  reader.catch(() => readers.delete(name));
  return reader;
}

/** Frees a network that fails, so that it is loaded afresh when it is asked for again. @param {string} name */
export function forgetNetwork(name) {
  readers.get(name)?.then(({ dispose }) => dispose());
  readers.delete(name);
}

async function loadDigits() {
  try {
    return await import("../reader/digits.js");
  } catch {
    throw new Error("The part of this page that reads digits did not load. Check the connection, then try again.");
  }
}

/** The network that was chosen here before, if it is one of these, or else the first. @param {string[]} names */
export function chosenNetwork(names) {
  const chosen = remembered(NAME);
  return chosen && names.includes(chosen) ? chosen : names[0];
}

/** @param {string} name */
export const rememberNetwork = (name) => remember(NAME, name);
