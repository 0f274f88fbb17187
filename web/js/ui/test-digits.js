/**
 * The test digits that the site was built with, fetched shard by shard, and any one of them.
 *
 * test-digits/index.json says how many there are and in which files; a file is a record a digit: its label, then the 28×28
 * bytes of a prepared digit (see tools/test_digits.py).
 *
 * @typedef {{ url: string, count: number }} Shard
 * @typedef {{ name: string, count: number, shards: Shard[], base: string }} Index `base`: its own address
 * @typedef {{ label: number, ink: Uint8Array }} Scan
 * @typedef {object} Sample
 * @property {string} set the name of the set
 * @property {number} label what it is
 * @property {Uint8Array} ink 784 bytes, bright on black
 * @property {Float32Array} image the same, in [0, 1]
 * @property {import("../reader/ink.js").Box} box round the ink, in pixels of the picture that shows it
 */
import { PIXELS, SIDE } from "../reader/ink.js";
import { element } from "./elements.js";
import { written } from "./figures.js";

const ZOOM = 10; // pixels of the picture of a digit for each of its own

/** @type {Record<string, { of: string, from: string }>} sets that sites come with, by their names in the list */
const SETS = {
  "MNIST test": { of: "MNIST's test digits", from: "scanned; by LeCun, Cortes and Burges" },
  "embedded digits, test": {
    of: "scikit-learn's 8×8 digits",
    from: "coarse scans that came with the site, since MNIST was not at hand when it was built",
  },
};

/** @type {Promise<Index> | undefined} */
let known;

/** @returns {Promise<Index>} @throws {Error} says what is missing and what to do */
export function sampleIndex() {
  known ??= fetchIndex();
  known.catch(() => (known = undefined)); // tried again when it is asked for again
  return known;
}

async function fetchIndex() {
  const base = new URL("../test-digits/index.json", import.meta.url).href;
  const answer = await fetched(base, "The list of test digits");
  if (answer.status === 404) {
    throw new Error("This site was built without test digits. Build it again with `build.py site`, which adds them.");
  }
  /** @type {Omit<Index, "base">} */
  const index = await answer.json().catch(() => null);
  if (!isIndex(index)) throw new Error(`The list of test digits, ${base}, is damaged. Upload the site's files anew.`);
  return { ...index, base };
}

/** @param {any} index */
function isIndex(index) {
  const isShard = (/** @type {any} */ shard) => typeof shard?.url === "string" && shard.count > 0;
  return index?.side === SIDE && index.count > 0 && Array.isArray(index.shards) && index.shards.every(isShard);
}

/**
 * @param {Index} index
 * @param {Shard} shard
 * @returns {Promise<Scan[]>}
 * @throws {Error} says what is wrong with the file
 */
export async function scansOf({ base }, { url, count }) {
  const answer = await fetched(new URL(url, base).href, "A file of test digits");
  if (!answer.ok)
    throw new Error(`A file of test digits, ${url}, answered ${answer.status}. Upload the site's files anew.`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const record = 1 + PIXELS;
  if (bytes.length !== count * record) {
    const sizes = `expected ${count * record} bytes, got ${bytes.length}`;
    throw new Error(`A file of test digits, ${url}, is damaged: ${sizes}. Upload the site's files anew.`);
  }
  return Array.from({ length: count }, (_, i) => {
    const at = i * record;
    return { label: bytes[at], ink: bytes.subarray(at + 1, at + record) };
  });
}

/** @param {string} url @param {string} what @returns {Promise<Response>} */
async function fetched(url, what) {
  try {
    return await fetch(url);
  } catch (cause) {
    throw new Error(`${what} could not be fetched. Check your connection and try again.`, { cause });
  }
}

/** @param {Uint8Array} ink @returns {Float32Array} what networks take: 784 values in [0, 1] */
export const prepared = (ink) => Float32Array.from(ink, (value) => value / 255);

/** @returns {Promise<Sample>} any one of the digits */
export async function randomSample() {
  const index = await sampleIndex();
  const scans = await scansOf(index, anyOf(index.shards));
  const { label, ink } = anyOf(scans);
  return { set: index.name, label, ink, image: prepared(ink), box: inkBox(ink) };
}

/** @template T @param {T[]} list */
const anyOf = (list) => list[Math.floor(Math.random() * list.length)];

/** @param {Uint8Array} ink @returns {import("../reader/ink.js").Box} */
function inkBox(ink) {
  const inked = Array.from(ink.keys()).filter((i) => ink[i] > 0);
  const [xs, ys] = [inked.map((i) => i % SIDE), inked.map((i) => Math.floor(i / SIDE))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top];
  return { x: left * ZOOM, y: top * ZOOM, width: width * ZOOM, height: height * ZOOM };
}

/** Whose digits those of a set are. @param {string} name the set's */
export const ofSet = (name) => SETS[name]?.of ?? `the digits of "${name}"`;

/** How many digits of which set, and where they come from. @param {Pick<Index, "name" | "count">} index */
export function inWords({ name, count }) {
  const from = SETS[name]?.from;
  return `${written(count)} of ${ofSet(name)}${from ? ` (${from})` : ""}`;
}

/** The digit as it is. @param {Scan} scan @param {string} label */
export function canvasOf({ ink }, label) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, role: "img", "aria-label": label });
  context(canvas).putImageData(pixelsOf(ink), 0, 0);
  return canvas;
}

/** The digit as a picture file, its pixels large. @param {Sample} sample @returns {Promise<Blob>} */
export function pictureOf({ ink }) {
  const small = new OffscreenCanvas(SIDE, SIDE);
  context(small).putImageData(pixelsOf(ink), 0, 0);
  const large = new OffscreenCanvas(ZOOM * SIDE, ZOOM * SIDE);
  context(large).imageSmoothingEnabled = false;
  context(large).drawImage(small, 0, 0, large.width, large.height);
  return large.convertToBlob();
}

/** @param {Uint8Array} ink */
function pixelsOf(ink) {
  const pixels = new ImageData(SIDE, SIDE);
  ink.forEach((value, i) => pixels.data.set([value, value, value, 255], 4 * i));
  return pixels;
}

/** @param {OffscreenCanvas | HTMLCanvasElement} canvas */
const context = (canvas) =>
  /** @type {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} */ (canvas.getContext("2d"));
