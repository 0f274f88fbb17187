/**
 * Any picture, or a part of it, to pixels: decoded, upright, no larger than is needed to read it.
 *
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Pixels RGBA, as ImageData has it
 * @typedef {import("../types.js").PictureSource | Pixels} Picture
 * @typedef {object} Decoded
 * @property {Pixels} pixels
 * @property {number} scale pixels here for each pixel of the picture, at most 1
 * @property {import("../types.js").Point} corner where the pixels begin in the picture, in its own pixels
 * @property {boolean} isPart whether only a part of the picture was asked for
 *
 * @typedef {object} View a picture to look at
 * @property {ImageBitmap} bitmap the picture, upright, its longer side MAX_SIDE at most
 * @property {ImageBitmap} thumbnail the same, its longer side THUMBNAIL at most
 * @property {{ width: number, height: number }} size of the picture itself, upright
 */

import { READABLE, sizeOf, whyUnreadable } from "./format.js";
import { cropped, regionWithin } from "./region.js";

// Pixels of the longer side to read from; larger pictures are reduced to it. A page of ten rows then has digits of
// some 100 pixels. Larger, reading takes longer, by the square, and reads no better.
export const MAX_SIDE = 1600;

// Pixels of the longer side of a picture in a list. Larger, and the 30 of a list take more memory than 7 MB.
const THUMBNAIL = 240;

// Pixels of a picture. Larger ones are refused: decoded, they take 4 bytes a pixel, which phones may not have.
export const MAX_PIXELS = 100e6;

// Bytes at the beginning of a file in which its picture's size is looked for: photographs have previews before it.
// Larger, it only takes longer.
const HEAD = 65536;

const LONGEST = 80; // letters that are repeated of what is no picture; larger, the message gets longer

/**
 * @param {Picture} source
 * @param {import("../types.js").Box} [region] the part of it that is wanted, in its pixels, once it is upright
 * @returns {Promise<Decoded>}
 * @throws {TypeError} when it is no picture that can be read, or the region is none of it; says what came and what to
 *   do
 */
export async function decoded(source, region) {
  const pixels = isPixels(source) ? checked(source) : null;
  if (pixels) {
    const part = regionWithin(region, pixels);
    if (Math.max(part.width, part.height) <= MAX_SIDE || !globalThis.createImageBitmap) {
      return {
        pixels: cropped(pixels, part),
        scale: 1,
        corner: { x: part.x, y: part.y },
        isPart: region !== undefined,
      };
    }
  }
  if (!globalThis.createImageBitmap) throw new TypeError(notDecoded(source));
  if (source instanceof Blob) await checkFile(source);
  const bitmap = await bitmapOf(pixels ? imageDataOf(pixels) : /** @type {ImageBitmapSource} */ (source));
  try {
    return pixelsOf(drawnFrom(bitmap, region));
  } finally {
    bitmap.close();
  }
}

/**
 * A file to its pixels and to what a person sees of it, decoded once for both.
 * @param {Blob} file
 * @returns {Promise<{ decoded: Decoded, view: View }>}
 * @throws {TypeError} as `decoded` does
 */
export async function opened(file) {
  await checkFile(file);
  const bitmap = await bitmapOf(file);
  try {
    const drawn = drawnFrom(bitmap);
    const size = { width: bitmap.width, height: bitmap.height };
    const thumbnail = thumbnailOf(drawn.context.canvas);
    // A canvas whose pixels were given away has none any more.
    return {
      decoded: pixelsOf(drawn),
      view: { bitmap: drawn.context.canvas.transferToImageBitmap(), thumbnail, size },
    };
  } finally {
    bitmap.close();
  }
}

/**
 * By what it is made of rather than by class: Node, which reads pictures decoded elsewhere, has no ImageData, and
 * decoders give bytes of all kinds, such as Node's Buffer.
 * @param {any} source
 * @returns {source is import("../types.js").Pixels}
 */
export function isPixels(source) {
  const data = typeof source === "object" && source !== null ? source.data : null;
  return ArrayBuffer.isView(data) && "length" in data && data.byteLength === data.length;
}

/**
 * @param {import("../types.js").Pixels} pixels
 * @returns {Pixels} the same bytes, not copied
 * @throws {TypeError} where there are not as many as the size says, or too many
 */
function checked({ width, height, data }) {
  const isSize = [width, height].every((side) => Number.isInteger(side) && side > 0);
  if (isSize && width * height > MAX_PIXELS) throw new TypeError(tooLarge({ width, height }));
  if (!isSize || data.length !== 4 * width * height) {
    const size = `${inWords(width)}×${inWords(height)}`;
    throw new TypeError(`read expects 4 bytes a pixel; of ${size} pixels, ${data.length} bytes came.`);
  }
  return { width, height, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length) };
}

/** @param {Pixels} pixels */
function imageDataOf({ width, height, data }) {
  const image = new ImageData(width, height);
  image.data.set(data);
  return image;
}

/**
 * @param {Blob} file
 * @throws {TypeError} before anything is decoded, where the first bytes tell that it can't be or must not be
 */
async function checkFile(file) {
  const size = sizeOf(await headOf(file));
  if (size && size.width * size.height > MAX_PIXELS) throw new TypeError(tooLarge(size));
  if (size && size.width * size.height === 0) throw new TypeError(withoutPixels(size));
}

/** @param {Blob} file @returns {Promise<Uint8Array>} its first bytes */
async function headOf(file) {
  return new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
}

/**
 * Cut out before it is reduced, so that a part is read in more pixels than within the whole.
 * @param {ImageBitmap} bitmap
 * @param {import("../types.js").Box} [region]
 */
function drawnFrom(bitmap, region) {
  if (bitmap.width * bitmap.height > MAX_PIXELS) throw new TypeError(tooLarge(bitmap));
  const { x, y, width, height } = regionWithin(region, bitmap);
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const context = contextOf(wide, high);
  context.drawImage(bitmap, x, y, width, height, 0, 0, wide, high);
  return { context, scale, corner: { x, y }, isPart: region !== undefined };
}

/** @param {OffscreenCanvas} canvas */
function thumbnailOf(canvas) {
  const scale = Math.min(1, THUMBNAIL / Math.max(canvas.width, canvas.height));
  const [width, height] = [canvas.width, canvas.height].map((side) => Math.max(1, Math.round(scale * side)));
  const context = contextOf(width, height);
  context.drawImage(canvas, 0, 0, width, height);
  return context.canvas.transferToImageBitmap();
}

/** @param {number} width @param {number} height @returns {OffscreenCanvasRenderingContext2D} to draw pictures on */
function contextOf(width, height) {
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })
  );
  context.imageSmoothingQuality = "high";
  return context;
}

/** @param {ReturnType<typeof drawnFrom>} drawn @returns {Decoded} */
function pixelsOf({ context, scale, corner, isPart }) {
  const { width, height } = context.canvas;
  return { pixels: context.getImageData(0, 0, width, height), scale, corner, isPart };
}

/** @param {ImageBitmapSource} source */
async function bitmapOf(source) {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (cause) {
    // What nobody has drawn on yet has no picture that the browser would give: a blank one stands for it.
    if (globalThis.OffscreenCanvas && source instanceof OffscreenCanvas && source.width && source.height) {
      return createImageBitmap(new ImageData(source.width, source.height));
    }
    const why = source instanceof Blob ? whyUnreadable(source, await headOf(source)) : notReadable(source);
    throw new TypeError(why, { cause });
  }
}

/** @param {any} source */
const notDecoded = (source) =>
  "There is no browser here that decodes pictures: expected strokes, or decoded pixels, { width, height, data }; " +
  `this came: ${inWords(source)}.`;

/** @param {any} source */
function notReadable(source) {
  const { width, height } = source ?? {};
  const came = typeof width === "number" ? `${source} of ${width}×${height} pixels` : inWords(source);
  return (
    "This can't be read as a picture: expected strokes, a canvas, a loaded image, ImageData, or a file of " +
    `${READABLE}; this came: ${came}.`
  );
}

/** Anything at all, in some words. @param {any} value */
function inWords(value) {
  if (ArrayBuffer.isView(value)) {
    const size = `${value.byteLength.toLocaleString("en")} bytes`;
    return `${value.constructor.name} of ${size}`; // such as a file's, which String would show
  }
  try {
    return String(value).slice(0, LONGEST);
  } catch {
    return typeof value; // what has no text of its own
  }
}

/** @param {{ width: number, height: number }} size */
export function tooLarge({ width, height }) {
  const came = `${width.toLocaleString("en")}×${height.toLocaleString("en")}`;
  return (
    `This picture is too large to read here: expected at most ${MAX_PIXELS / 1e6} megapixels; ${came} pixels came. ` +
    "Make it smaller, or cut out the part with the digits."
  );
}

/** @param {{ width: number, height: number }} size */
function withoutPixels({ width, height }) {
  return `This picture has no pixels: expected at least one each way; ${width}×${height} came. Save or send it again.`;
}
