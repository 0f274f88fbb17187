/**
 * A model's files on their way from the host: fetched with progress, checked against the model's card before use, and
 * every failure told in words for people.
 */
import { FOLDER } from "../shared/place.js";
import { imported } from "../shared/imported.js";
import { taken } from "../shared/taken.js";

/**
 * @typedef {import("../types.js").Card} Card
 *
 * @typedef {object} Fetching
 * @property {(bytes: number) => void} [onBytes] told how many bytes each piece brought
 * @property {AbortSignal} [signal] ends it
 */

const RETRY = "Check your connection and try again.";
const UPLOAD = "Try again; if that does not help, the site's files have to be uploaded anew.";

/** A model that could not be loaded. The message is for people: what failed and what to do next. */
export class ModelError extends Error {
  name = "ModelError";
}

/**
 * @param {URL | string} url
 * @param {AbortSignal} [signal] ends it
 * @returns {Promise<Card>} with whole addresses
 * @throws {ModelError} when it can't be fetched or is no card
 */
export function fetchCard(url, signal) {
  return fetchWhole(url, "The model's card", (bytes) => cardIn(bytes, url), { signal });
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {URL | string} url @returns {Promise<Card>} */
async function cardIn(bytes, url) {
  // The site names a card after its content; a card from elsewhere has no such name and is taken as it is.
  const [, named] = /-([0-9a-f]{10})\.json$/.exec(String(url)) ?? [];
  const hash = await hexOf(bytes);
  try {
    if (named && named !== hash.slice(0, named.length)) throw new Error("Its SHA-256 is another.");
    const card = JSON.parse(new TextDecoder().decode(bytes));
    for (const name of ["model.json", "weights.bin"])
      card.files[name].url = new URL(card.files[name].url ?? name, url).href; // as published, they lie beside it
    return card;
  } catch (cause) {
    const expected = named ? `JSON with SHA-256 ${named}…` : "JSON that lists the model's files";
    const got = `got ${bytes.length.toLocaleString("en")} bytes with SHA-256 ${hash.slice(0, 10)}…`;
    throw new ModelError(`The model's card is damaged: expected ${expected}, ${got}. ${UPLOAD}`, { cause });
  }
}

/**
 * One of the files that a card lists, checked against the card.
 * @param {Card} card
 * @param {"model.json" | "weights.bin"} name
 * @param {Fetching} [fetching]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {ModelError} when it can't be fetched, or its length or SHA-256 is not the card's
 */
export function fetchModelFile(card, name, fetching) {
  const what = name === "model.json" ? "The model's graph" : "The model's weights";
  const expected = card.files[name];
  const check = async (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => {
    const hash = await hexOf(bytes);
    if (bytes.length === expected.bytes && hash === expected.sha256) return bytes;
    const damaged = name === "model.json" ? "The model's graph is damaged" : "The model's weights are damaged";
    const wanted = describe(expected.bytes, expected.sha256);
    throw new ModelError(`${damaged}: expected ${wanted}, got ${describe(bytes.length, hash)}. ${UPLOAD}`);
  };
  return fetchWhole(expected.url, what, check, fetching);
}

/**
 * SHA-256, by the browser or, on plain http, where browsers withhold it, by a library that is fetched there alone.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function hexOf(bytes) {
  const subtle = /** @type {SubtleCrypto | undefined} */ (globalThis.crypto?.subtle);
  const hash = subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : (await loadSha2()).sha256(bytes);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const loadSha2 = () => imported(() => import("../shared/sha2.js"), "The script that checks files");

/**
 * @param {number} bytes
 * @param {string} hash
 */
function describe(bytes, hash) {
  return `${bytes.toLocaleString("en")} bytes with SHA-256 ${hash.slice(0, 10)}…`;
}

/**
 * A file, fetched once more past the browser's cache where that has another answer in its place, or half of it.
 * @template T
 * @param {URL | string} url
 * @param {string} what the message's subject
 * @param {(bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>} take what is made of it; throws ModelError where it is
 *   damaged
 * @param {Fetching} [fetching]
 * @returns {Promise<T>}
 * @throws {ModelError} when the network or the host fails, or the file is damaged
 */
export async function fetchWhole(url, what, take, { onBytes = () => {}, signal } = {}) {
  const takeAnswer = async (/** @type {Response} */ response) => {
    if (response.ok) return take(await readAll(response, onBytes));
    const next = response.status === 404 ? UPLOAD : RETRY;
    throw new ModelError(`${what} could not be fetched: ${shown(url)} answered ${response.status}. ${next}`);
  };
  try {
    return await taken(url, takeAnswer, signal);
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelError(`${what} could not be fetched: ${shown(url)} did not arrive. ${RETRY}`, { cause });
  }
}

/**
 * An address as people read it: without the part that it shares with the page.
 * @param {URL | string} url
 */
function shown(url) {
  return String(url).replace(FOLDER.replace(/[^/]*\/$/, ""), "");
}

/**
 * Counts decoded bytes: under Content-Encoding, Content-Length says nothing about them.
 * @param {Response} response
 * @param {(bytes: number) => void} onBytes
 */
async function readAll(response, onBytes) {
  if (!response.body) {
    const all = new Uint8Array(await response.arrayBuffer());
    onBytes(all.length);
    return all;
  }
  const pieces = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    length += piece.value.length;
    onBytes(piece.value.length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
