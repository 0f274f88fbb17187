/**
 * Reads decoded pictures in Node with the built site's own reader.
 *
 *     node page/read.mjs SITE MODEL < pictures.json > readings.json
 *
 * In: a list of {width, height, rgba (base64)}. Out: a list of readings, {text, digits}, without images.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [site, model] = process.argv.slice(2);

const fetchOverNetwork = globalThis.fetch;
globalThis.fetch = async (/** @type {any} */ url, /** @type {any} */ options) =>
  String(url).startsWith("file:") ? new Response(await readFile(new URL(url))) : fetchOverNetwork(url, options);

try {
  const { createReader } = await import(pathToFileURL(join(site, "digits.js")).href);
  const reader = await createReader({ model });
  const pictures = /** @type {any} */ (await json(process.stdin));
  const readings = [];
  for (const { width, height, rgba } of pictures) {
    const data = new Uint8ClampedArray(Buffer.from(rgba, "base64"));
    const { text, digits } = await reader.read({ width, height, data });
    readings.push({ text, digits: digits.map((/** @type {any} */ { image, ...digit }) => digit) });
  }
  // The wasm keeps the process alive, and what is still on its way through a pipe would be lost.
  process.stdout.write(JSON.stringify(readings), () => process.exit(0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
