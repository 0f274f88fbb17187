/**
 * Digitpad's public module: reads handwritten digits, on the device, in any page.
 *
 *     import { createReader } from "./digits.js";
 *     const reader = await createReader({ model: "default" });
 *     const { text } = await reader.read(canvas);
 */
import { boundingBox, fromInk, fromStrokes, inkOf } from "./ink.js";
import { loadRecognizer, modelCardUrl } from "./recognizer.js";
import { segmentInk, segmentStrokes } from "./segment.js";

export { ModelError } from "./recognizer.js";

/**
 * @typedef {import("./ink.js").Stroke[]} Strokes `[[{x, y, t?}, …], …]`, in any units, y down
 * @typedef {Strokes | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement | ImageBitmap | ImageData | Blob} Source
 *
 * @typedef {object} Digit
 * @property {number} digit 0 to 9
 * @property {number} confidence its probability, in [0, 1]
 * @property {number[]} probabilities of each of the ten digits; their sum is 1
 * @property {{ digit: number, confidence: number }[]} alternatives the next three, the likeliest first
 * @property {import("./ink.js").Box} box where it is, in the source's units
 * @property {Float32Array} image the prepared 28×28 that the network got: 784 values in [0, 1], ink bright
 *
 * @typedef {object} Reading
 * @property {string} text what is read; "" where there is no ink
 * @property {Digit[]} digits in reading order
 *
 * @typedef {object} Reader
 * @property {(source: Source) => Promise<Reading>} read rejects with a TypeError for what is no such source
 * @property {(images: Float32Array) => Promise<Float32Array>} classify n×784 prepared values in, n×10 probabilities out
 * @property {import("./model-files.js").Card} card what is known of the model
 * @property {"wasm" | "cpu"} backend what computes
 * @property {() => number} tensorCount how many tensors are alive, of all readers together
 * @property {() => void} dispose frees the model
 */

const PIXELS = 784;
const ALTERNATIVES = 3;
const MAX_SIDE = 1024; // pixels of a picture; larger ones are scaled down first, a digit needs no more

/**
 * @param {{ model?: string, onProgress?: (progress: { loaded: number, total: number }) => void }} [options] which model
 *   of the site reads; onProgress is told the bytes loaded so far
 * @returns {Promise<Reader>}
 * @throws {import("./recognizer.js").ModelError} when the model can't be loaded; says why and what to do
 */
export async function createReader({ model = "default", onProgress } = {}) {
  const { card, backend, classify, tensorCount, dispose } = await loadRecognizer(modelCardUrl(model), { onProgress });
  return {
    async read(source) {
      const found = await prepared(source);
      const probabilities = await classify(concatenated(found.map(({ image }) => image)));
      const digits = found.map((digit, i) => describe(digit, Array.from(probabilities.subarray(10 * i, 10 * (i + 1)))));
      return { text: digits.map(({ digit }) => digit).join(""), digits };
    },
    classify,
    card,
    backend,
    tensorCount,
    dispose,
  };
}

/**
 * @param {{ image: Float32Array, box: import("./ink.js").Box }} found
 * @param {number[]} probabilities
 * @returns {Digit}
 */
function describe({ image, box }, probabilities) {
  const [best, ...others] = probabilities
    .map((confidence, digit) => ({ digit, confidence }))
    .sort((a, b) => b.confidence - a.confidence);
  return { ...best, probabilities, alternatives: others.slice(0, ALTERNATIVES), box, image };
}

/**
 * @param {Source} source
 * @returns {Promise<{ image: Float32Array, box: import("./ink.js").Box }[]>} each digit's input and place
 */
async function prepared(source) {
  if (Array.isArray(source)) return preparedStrokes(source);
  const { picture, scale } = await pictureOf(source);
  const ink = inkOf(picture);
  if (!ink) return [];
  return segmentInk(ink).map((box) => ({ image: fromInk(ink, box), box: scaled(box, 1 / scale) }));
}

/** @param {Strokes} strokes */
function preparedStrokes(strokes) {
  const isPoint = (/** @type {any} */ point) => Number.isFinite(point?.x) && Number.isFinite(point?.y);
  if (!strokes.every((stroke) => Array.isArray(stroke) && stroke.every(isPoint))) {
    throw new TypeError("read expects strokes as [[{x, y}, …], …] with finite numbers.");
  }
  return segmentStrokes(strokes).flatMap((group) => {
    const [image, box] = [fromStrokes(group), boundingBox(group)];
    return image && box ? [{ image, box }] : [];
  });
}

/** @param {Float32Array[]} images */
function concatenated(images) {
  const all = new Float32Array(images.length * PIXELS);
  images.forEach((image, i) => all.set(image, i * PIXELS));
  return all;
}

/**
 * @param {import("./ink.js").Box} box
 * @param {number} by
 */
function scaled({ x, y, width, height }, by) {
  return { x: x * by, y: y * by, width: width * by, height: height * by };
}

/**
 * A picture's pixels, at most MAX_SIDE wide and high.
 * @param {Exclude<Source, Strokes>} source
 * @returns {Promise<{ picture: { width: number, height: number, data: Uint8ClampedArray }, scale: number }>}
 */
async function pictureOf(source) {
  // By what it is made of rather than by class: Node, which reads pictures decoded elsewhere, has no ImageData.
  if (typeof source === "object" && source && "data" in source && source.data instanceof Uint8ClampedArray) {
    const { width, height, data } = source;
    if (width * height === 0 || data.length !== 4 * width * height) {
      throw new TypeError(`read expects 4 bytes a pixel; of ${width}×${height} pixels, ${data.length} came.`);
    }
    if (Math.max(width, height) <= MAX_SIDE || !globalThis.createImageBitmap) return { picture: source, scale: 1 };
  }
  const bitmap = await bitmapOf(source);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })
  );
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { picture: context.getImageData(0, 0, width, height), scale };
}

/** @param {Exclude<Source, Strokes>} source */
async function bitmapOf(source) {
  try {
    return await createImageBitmap(source);
  } catch (cause) {
    // What nobody has drawn on yet has no picture that the browser would give: a blank one stands for it.
    if (source instanceof OffscreenCanvas && source.width && source.height) {
      return createImageBitmap(new ImageData(source.width, source.height));
    }
    const came = source instanceof Blob ? `${source.size.toLocaleString("en")} bytes of "${source.type}"` : `${source}`;
    const expected = "strokes, a canvas, a loaded image, ImageData, or a file of PNG, JPEG, WebP, GIF, BMP or AVIF";
    throw new TypeError(`This can't be read as a picture: expected ${expected}; this came: ${came}.`, { cause });
  }
}
