/**
 * Reads decoded pictures in Node with the built site's own reader, and says in the page's words what it made of them.
 *
 *     node tools/bundle/read.mjs SITE MODEL < pictures.json > readings.json
 *     node tools/bundle/read.mjs SITE MODEL lines < picture-a-line.jsonl > reading-a-line.jsonl
 *
 * In: a list of {width, height, rgba (base64)}; of pictures that are too large to be read {width, height}; of files
 * that can't be decoded {size, head (base64)}. Out: for each {text, digits, rows, words} or {error}; `digits`
 * are without images, numbers in `rows` without digits, and `words` has a line for each digit.
 *
 * @typedef {import("../../web/js/reader/types.js").Reader} Reader
 * @typedef {{ width?: number, height?: number, rgba?: string, size?: number, head?: string }} Sent
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { whyUnreadable } from "../../web/js/reader/picture/format.js";
import { tooLarge } from "../../web/js/reader/picture/picture.js";
import { inWords } from "./words.mjs";

const [site, model, lines] = process.argv.slice(2);

const fetchOverNetwork = globalThis.fetch;
globalThis.fetch = async (/** @type {any} */ url, /** @type {any} */ options) =>
  String(url).startsWith("file:") ? new Response(await readFile(new URL(url))) : fetchOverNetwork(url, options);

try {
  const { createReader } = await import(pathToFileURL(join(site, "digits.js")).href);
  const reader = await createReader({ model });
  if (lines) {
    for await (const line of createInterface({ input: process.stdin }))
      process.stdout.write(`${JSON.stringify(await readingOf(reader, JSON.parse(line)))}\n`);
    process.exit(0);
  }
  const pictures = /** @type {any} */ (await json(process.stdin));
  const readings = [];
  for (const picture of pictures) readings.push(await readingOf(reader, picture));
  // The wasm keeps the process alive, and what is still on its way through a pipe would be lost.
  process.stdout.write(JSON.stringify(readings), () => process.exit(0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/**
 * @param {Reader} reader
 * @param {Sent} sent a picture as it came in
 */
async function readingOf(reader, { width = 0, height = 0, rgba, size = 0, head }) {
  if (head !== undefined) return { error: whyUnreadable({ size }, Buffer.from(head, "base64")) };
  if (rgba === undefined) return { error: tooLarge({ width, height }) };
  const data = new Uint8ClampedArray(Buffer.from(rgba, "base64"));
  const { text, digits, rows } = await reader.read(/** @type {ImageData} */ ({ width, height, data }));
  const plain = digits.map(({ image, ...digit }) => digit); // the image is only what the network got
  const numbers = rows.map((row) => ({ numbers: row.numbers.map(({ digits: _, ...number }) => number) }));
  return { text, digits: plain, rows: numbers, words: digits.map(inWords) };
}
