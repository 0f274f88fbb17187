/**
 * Reads decoded pictures in Node with the built site's own reader.
 *
 *     node tools/bundle/read.mjs SITE MODEL < pictures.json > readings.json
 *
 * In: a list of {width, height, rgba (base64)} or, of files that can't be decoded, {size, head (base64)}. Out: for each
 * {text, digits}, without images, or {error}.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { whyUnreadable } from "../../web/js/reader/picture/format.js";

const [site, model] = process.argv.slice(2);

const fetchOverNetwork = globalThis.fetch;
globalThis.fetch = async (/** @type {any} */ url, /** @type {any} */ options) =>
  String(url).startsWith("file:") ? new Response(await readFile(new URL(url))) : fetchOverNetwork(url, options);

try {
  const { createReader } = await import(pathToFileURL(join(site, "digits.js")).href);
  const reader = await createReader({ model });
  const pictures = /** @type {any} */ (await json(process.stdin));
  const readings = [];
  for (const picture of pictures) readings.push(await readingOf(reader, picture));
  // The wasm keeps the process alive, and what is still on its way through a pipe would be lost.
  process.stdout.write(JSON.stringify(readings), () => process.exit(0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** @param {any} reader @param {any} picture as it came in */
async function readingOf(reader, { width, height, rgba, size, head }) {
  if (!rgba) return { error: whyUnreadable({ size }, Buffer.from(head, "base64")) };
  const data = new Uint8ClampedArray(Buffer.from(rgba, "base64"));
  const { text, digits } = await reader.read({ width, height, data });
  return { text, digits: digits.map((/** @type {any} */ { image, ...digit }) => digit) };
}
