/**
 * The test digits that the site was built with, fetched file by file, and a random one of them.
 *
 * test-digits/index.json says how many there are and in which files. A file holds one record for each digit: a byte
 * with its label, then the 28×28 bytes of the prepared digit (see tools/test_digits.py).
 *
 * @typedef {{ url: string, count: number }} Shard a file and how many digits it holds
 * @typedef {{ name: string, count: number, shards: Shard[], base: string }} Index of a set; `base` is the list's own
 *   address
 * @typedef {{ label: number, ink: Uint8Array }} Scan what it is, 0 to 9, and 784 bytes, bright on black
 * @typedef {object} TestDigit
 * @property {string} set the name of its set
 * @property {number} label what it is, 0 to 9
 * @property {Uint8Array} ink 784 bytes, bright on black
 * @property {Float32Array} image the same in [0, 1]
 * @property {import("../reader/types.js").Box} box around the ink, in pixels of the picture that shows it
 */
import { PIXELS, SIDE } from "../reader/shared/contract.js";
import { taken } from "../reader/shared/taken.js";
import { element } from "./elements.js";

/** Pixels of a digit's picture for each pixel of the digit, each way. If larger, the picture takes more memory. */
const ZOOM = 10;

const NOT_HERE =
  "The test digits are not on this device yet. They are downloaded when they are first used with a connection.";
const UPLOAD = "Upload the site's files again.";

/** @type {Promise<Index> | undefined} */
let known;

/** The list of test digits, fetched once. @returns {Promise<Index>} rejects with what is missing and what to do */
export function testDigitIndex() {
  known ??= fetchIndex().catch((error) => {
    known = undefined; // the next call tries again
    throw error;
  });
  return known;
}

/** @returns {Promise<Index>} */
function fetchIndex() {
  const base = new URL("../test-digits/index.json", import.meta.url).href;
  return fetched(base, async (answer) => {
    if (answer.status === 404) {
      throw new Error("This site was built without test digits. Build it again with `build.py site`, which adds them.");
    }
    /** @type {Omit<Index, "base">} */
    const index = await answer.json().catch(() => null);
    if (!isIndex(index)) throw new Error(`The list of test digits, ${base}, is damaged. ${UPLOAD}`);
    return { ...index, base };
  });
}

/** @param {any} index */
function isIndex(index) {
  const isShard = (/** @type {any} */ shard) => typeof shard?.url === "string" && shard.count > 0;
  return index?.side === SIDE && index.count > 0 && Array.isArray(index.shards) && index.shards.every(isShard);
}

/**
 * All digits of one file.
 * @param {Index} index
 * @param {Shard} shard
 * @returns {Promise<Scan[]>} rejects with what is wrong with the file
 */
export function scansOf({ base }, shard) {
  return fetched(new URL(shard.url, base).href, (answer) => scansIn(answer, shard));
}

/** @param {Response} answer @param {Shard} shard @returns {Promise<Scan[]>} */
async function scansIn(answer, { url, count }) {
  if (!answer.ok) {
    throw new Error(
      `A file of test digits, ${url}, could not be fetched: the host answered ${answer.status}. ${UPLOAD}`,
    );
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const record = 1 + PIXELS;
  if (bytes.length !== count * record) {
    const sizes = `expected ${count * record} bytes, got ${bytes.length}`;
    throw new Error(`A file of test digits, ${url}, is damaged: ${sizes}. ${UPLOAD}`);
  }
  return Array.from({ length: count }, (_, i) => {
    const at = i * record;
    return { label: bytes[at], ink: bytes.subarray(at + 1, at + record) };
  });
}

/**
 * @template T
 * @param {string} url
 * @param {(answer: Response) => Promise<T>} take rejects where the answer is not the file
 * @returns {Promise<T>} rejects also without a connection
 */
async function fetched(url, take) {
  try {
    return await taken(url, take);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause; // fetch's own, where no answer arrives, or half of it
    throw new Error(NOT_HERE, { cause });
  }
}

/** What networks take: 784 values in [0, 1]. @param {Uint8Array} ink */
export const prepared = (ink) => Float32Array.from(ink, (value) => value / 255);

/** @returns {Promise<TestDigit>} any one of the digits; rejects with what is missing and what to do */
export async function randomTestDigit() {
  const index = await testDigitIndex();
  const scans = await scansOf(index, anyOf(index.shards));
  const { label, ink } = anyOf(scans);
  return { set: index.name, label, ink, image: prepared(ink), box: inkBox(ink) };
}

/** @template T @param {T[]} list */
const anyOf = (list) => list[Math.floor(Math.random() * list.length)];

/** @param {Uint8Array} ink @returns {import("../reader/types.js").Box} */
function inkBox(ink) {
  const inked = Array.from(ink.keys()).filter((i) => ink[i] > 0);
  const [xs, ys] = [inked.map((i) => i % SIDE), inked.map((i) => Math.floor(i / SIDE))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top];
  return { x: left * ZOOM, y: top * ZOOM, width: width * ZOOM, height: height * ZOOM };
}

/** A canvas with the digit at its own size. @param {Scan} scan @param {string} label for people who can't see it */
export function canvasOf({ ink }, label) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, role: "img", "aria-label": label });
  context(canvas).putImageData(pixelsOf(ink), 0, 0);
  return canvas;
}

/** The digit as a picture with large pixels. @param {TestDigit} digit */
export function viewOf({ ink }) {
  const [bitmap, thumbnail] = [enlarged(ink), enlarged(ink)];
  return { bitmap, thumbnail, size: { width: bitmap.width, height: bitmap.height } };
}

/** @param {Uint8Array} ink @returns {ImageBitmap} */
function enlarged(ink) {
  const small = new OffscreenCanvas(SIDE, SIDE);
  context(small).putImageData(pixelsOf(ink), 0, 0);
  const large = new OffscreenCanvas(ZOOM * SIDE, ZOOM * SIDE);
  context(large).imageSmoothingEnabled = false;
  context(large).drawImage(small, 0, 0, large.width, large.height);
  return large.transferToImageBitmap();
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
