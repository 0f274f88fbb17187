/**
 * Any picture to pixels: decoded, upright, no larger than is needed to read it.
 *
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Pixels RGBA, as ImageData has it
 * @typedef {HTMLCanvasElement | OffscreenCanvas | HTMLImageElement | ImageBitmap | ImageData | Pixels | Blob} Picture
 * @typedef {object} Decoded
 * @property {Pixels} pixels
 * @property {number} scale pixels here for each pixel of the picture, at most 1
 * @property {number} width of the picture itself, upright
 * @property {number} height
 */

import { formatOf, sizeOf } from "./format.js";

const MAX_SIDE = 1600; // pixels to read from; a page of ten rows has digits of some 100 pixels then
const MAX_PIXELS = 100e6; // what a browser decodes takes 4 bytes a pixel
const HEAD = 65536; // bytes of a file in which its size is looked for; photographs carry previews in front of it

/**
 * @param {Picture} source
 * @returns {Promise<Decoded>}
 * @throws {TypeError} when it is no picture that can be read; says what came and what to do
 */
export async function decoded(source) {
  // By what it is made of rather than by class: Node, which reads pictures decoded elsewhere, has no ImageData.
  if (isPixels(source)) {
    const { width, height, data } = source;
    if (width * height === 0 || data.length !== 4 * width * height) {
      throw new TypeError(`read expects 4 bytes a pixel; of ${width}×${height} pixels, ${data.length} bytes came.`);
    }
    if (Math.max(width, height) <= MAX_SIDE || !globalThis.createImageBitmap) {
      return { pixels: source, scale: 1, width, height };
    }
  }
  if (source instanceof Blob) await checkFile(source);
  const bitmap = await bitmapOf(/** @type {ImageBitmapSource} */ (source));
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

/**
 * @param {any} source
 * @returns {source is Pixels}
 */
export function isPixels(source) {
  return typeof source === "object" && source !== null && source.data instanceof Uint8ClampedArray;
}

/**
 * @param {Blob} file
 * @throws {TypeError} before anything is decoded, where the first bytes tell that it can't be or must not be
 */
async function checkFile(file) {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const size = sizeOf(head);
  if (size && size.width * size.height > MAX_PIXELS) throw new TypeError(tooLarge(size));
  if (size && size.width * size.height === 0)
    throw new TypeError(notReadable(file, `${nameOf(file, head)} without any pixel`));
}

/**
 * @param {ImageBitmap} bitmap
 * @returns {Decoded}
 */
function pixelsOf(bitmap) {
  const { width, height } = bitmap;
  if (width * height > MAX_PIXELS) throw new TypeError(tooLarge(bitmap));
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(wide, high).getContext("2d", { willReadFrequently: true })
  );
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, wide, high);
  return { pixels: context.getImageData(0, 0, wide, high), scale, width, height };
}

/** @param {ImageBitmapSource} source */
async function bitmapOf(source) {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (cause) {
    // What nobody has drawn on yet has no picture that the browser would give: a blank one stands for it.
    if (source instanceof OffscreenCanvas && source.width && source.height) {
      return createImageBitmap(new ImageData(source.width, source.height));
    }
    throw new TypeError(notReadable(source, await describe(source)), { cause });
  }
}

/** @param {unknown} source */
async function describe(source) {
  if (source instanceof Blob) return nameOf(source, new Uint8Array(await source.slice(0, HEAD).arrayBuffer()));
  const { width, height } = /** @type {any} */ (source) ?? {};
  return typeof width === "number" ? `${source} of ${width}×${height} pixels` : `${source}`;
}

/**
 * @param {Blob} file
 * @param {Uint8Array} head its first bytes
 */
function nameOf(file, head) {
  const bytes = `${file.size.toLocaleString("en")} bytes of "${file.type}"`;
  if (file.size === 0) return `an empty file, ${bytes}`;
  const format = formatOf(head);
  return format ? `${bytes}, which begin like ${format.name}${format.advice}` : bytes;
}

/**
 * @param {unknown} source
 * @param {string} came
 */
function notReadable(source, came) {
  const formats = "PNG, JPEG, WebP, GIF, BMP or AVIF";
  if (source instanceof Blob) {
    return `This file can't be read as a picture: expected ${formats}, whole; this came: ${came}. Open it in a picture program and save it anew, or take another one.`;
  }
  return `This can't be read as a picture: expected strokes, a canvas, a loaded image, ImageData, or a file of ${formats}; this came: ${came}.`;
}

/** @param {{ width: number, height: number }} size */
function tooLarge({ width, height }) {
  const came = `${width.toLocaleString("en")}×${height.toLocaleString("en")}`;
  return `This picture is too large to read here: expected at most ${MAX_PIXELS / 1e6} megapixels; ${came} pixels came. Make it smaller, or cut out the part with the digits.`;
}
