/**
 * Files on their way into the cache: what is kept is what was built, by its SHA-256, whatever the host answered and
 * whatever lay in a cache.
 *
 * A page is also taken where it differs but bears the mark of its build at its end: hosts insert comments or scripts
 * into pages, or leave out blanks, and what names the build's files and arrived to the end is the build's page. It is
 * kept as it came, and marked as changed.
 */
import { build, isHashed, urlOf } from "./build.js";

/** The header of a kept page that differs from what was built. */
const CHANGED = "digitpad-changed";
export const isChanged = (/** @type {Response} */ kept) => kept.headers.has(CHANGED);

/** Types by the ends of names: a host that names a wrong one for an hour would otherwise be kept with it. */
const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  bin: "application/octet-stream",
};

/** What a new answer can't take over: its body is decoded, and it is the same for all who ask. */
const LEFT_OUT = ["content-encoding", "content-length", "vary"];

/** The host answered, but not with the file that was built. `answer` is what came, for whoever asked. */
export class NotAsBuilt extends Error {
  /** @param {string} address @param {string} came @param {Response} answer */
  constructor(address, came, answer) {
    super(`${address} is not as it was built: ${came}`);
    this.address = address;
    this.answer = answer;
  }
}

/**
 * A file of this build from the host: first from the browser's cache, where what a name with a hash stands for never
 * changes, and where that is damaged past it.
 * @param {string} address
 * @param {boolean} [isPast] whether to go past the browser's cache at once
 * @returns {Promise<Response>} whole
 * @throws {NotAsBuilt} where the host has something else
 * @throws {TypeError} where it does not answer
 */
export async function arrived(address, isPast = false) {
  if (isPast) return fetched(address, "reload");
  try {
    return await fetched(address, isHashed(address) ? "default" : "no-cache");
  } catch (error) {
    if (error instanceof NotAsBuilt) return fetched(address, "reload");
    throw error;
  }
}

/** @param {string} address @param {RequestCache} cache */
async function fetched(address, cache) {
  return checked(address, await fetch(urlOf(address), { cache }));
}

/**
 * @param {string} address
 * @param {Response} answer from the host or from a cache
 * @returns {Promise<Response>} the same file to keep and to give, with no trace of redirects, which no page may have
 * @throws {NotAsBuilt}
 */
export async function checked(address, answer) {
  const bytes = await answer.arrayBuffer();
  const isWhole = answer.ok && (await digestOf(bytes)) === build.files[address];
  if (isWhole || (answer.ok && isMarked(address, bytes))) return toKeep(address, bytes, answer, !isWhole);
  const came = answer.ok ? `other contents came, ${bytes.byteLength} bytes` : `the host answered ${answer.status}`;
  throw new NotAsBuilt(address, came, asItCame(bytes, answer));
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} SHA-256 in base64, without the sign that fills it up */
async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)).replace("=", "");
}

/** @param {string} address @param {ArrayBuffer} bytes */
function isMarked(address, bytes) {
  const mark = build.marks[address];
  return mark !== undefined && new TextDecoder().decode(bytes).includes(mark);
}

/** @param {string} address @param {ArrayBuffer} bytes @param {Response} answer @param {boolean} isChanged */
function toKeep(address, bytes, answer, isChanged) {
  const headers = without(answer.headers, [...LEFT_OUT, CHANGED]);
  const end = /** @type {keyof TYPES} */ (address.slice(address.lastIndexOf(".") + 1));
  if (TYPES[end]) headers.set("content-type", TYPES[end]);
  if (isChanged) headers.set(CHANGED, "");
  return new Response(bytes, { headers });
}

/** @param {ArrayBuffer} bytes @param {Response} answer */
function asItCame(bytes, { status, statusText, headers }) {
  const hasBody = ![204, 205, 304].includes(status); // of the others, no answer may have one
  return new Response(hasBody ? bytes : null, { status, statusText, headers: without(headers, LEFT_OUT) });
}

/** @param {Headers} headers @param {string[]} names */
function without(headers, names) {
  const left = new Headers(headers);
  names.forEach((name) => left.delete(name));
  return left;
}
