/**
 * What a file's first bytes tell, before anything decodes it: its format, how large its picture is, and why it can't be
 * read.
 *
 * @typedef {object} Format
 * @property {RegExp} begins what its files begin with, each byte a character
 * @property {string} [name] of what can be read: "PNG"
 * @property {string} [is] otherwise: what such a file is, and why that is not read
 * @property {string} [advice] and what to do with it
 */

export const READABLE = "PNG, JPEG, WebP, GIF, BMP or AVIF";

const AGAIN = "Save or send it again.";
const OTHER = `Expected ${READABLE}. Choose another file.`;
const CONVERT = "Save it as PNG or JPEG and choose that.";

const IHDR = 0x49484452; // "IHDR": the chunk that a PNG has to begin with

// Bytes at the beginning of a file that its format is told by: an SVG may begin with long comments. Larger, it only
// takes longer.
const TELLING = 1024;

const SHORTEST = 30; // bytes; shorter files have no whole header of any format here

/** @type {Format[]} the first that fits is it */
const FORMATS = [
  // eslint-disable-next-line no-control-regex -- PNG's signature has one
  { name: "PNG", begins: /^\x89PNG\r\n\x1a\n/ },
  { name: "JPEG", begins: /^\xff\xd8\xff/ },
  { name: "GIF", begins: /^GIF8[79]a/ },
  { name: "WebP", begins: /^RIFF[^]{4}WEBP/ },
  { name: "BMP", begins: /^BM/ },
  { name: "AVIF", begins: /^[^]{4}ftypavi[fs]/ },
  // Some browsers read these two; in them it does not come to a message.
  { is: "a HEIC picture, which can't be read here", advice: CONVERT, begins: /^[^]{4}ftyp(hei|hev|mif|msf)/ },
  { is: "a TIFF picture, which can't be read here", advice: CONVERT, begins: /^(II\*\0|MM\0\*)/ },
  { is: "a PDF document, not a picture", advice: "Save its page as PNG or JPEG and choose that.", begins: /^%PDF/ },
  {
    is: "an SVG drawing, not pixels",
    advice: CONVERT,
    begins: /^(\xef\xbb\xbf)?\s*(<\?xml[^]*?)?(<!--[^]*?-->\s*)*(<!DOCTYPE svg[^]*?)?<svg[\s/>]/i,
  },
  {
    is: "a web page, not a picture",
    advice: "Save the picture on it as PNG or JPEG and choose that.",
    begins: /^(\xef\xbb\xbf)?\s*(<!--[^]*?-->\s*)*<(!DOCTYPE html|html|head|body)[\s>]/i,
  },
  {
    is: "text, not a picture",
    advice: OTHER,
    begins: /^(\xff\xfe|\xfe\xff|[\t\n\f\r -~\x80-\xff]+$)/, // no control characters, or UTF-16
  },
];

/**
 * @param {Uint8Array} head the first bytes of a file, a few hundred at least
 * @returns {Format | undefined} what they begin like
 */
function formatOf(head) {
  const text = String.fromCharCode(...head.subarray(0, TELLING));
  return FORMATS.find(({ begins }) => begins.test(text));
}

/**
 * Why a file can't be read as a picture: what it is, what was expected and what to do, in at most three short
 * sentences.
 * @param {{ size: number, type?: string }} file how many bytes it has, and what it is said to be
 * @param {Uint8Array} head its first bytes
 */
export function whyUnreadable({ size, type }, head) {
  if (size === 0) return `This file is empty (0 bytes). Expected ${READABLE}. ${AGAIN}`;
  const all = `${size.toLocaleString("en")} bytes`;
  const bytes = type ? `${all} of ${type}` : all;
  const { name, is, advice } = formatOf(head) ?? { is: `not a known kind of picture (${bytes})`, advice: OTHER };
  return name
    ? `This ${name} picture is damaged or cut short (${bytes}). Expected a whole one. ${AGAIN}`
    : `This file is ${is}. ${advice}`;
}

/**
 * @param {Uint8Array} head the first bytes of a file
 * @returns {{ width: number, height: number } | null} pixels, before the picture is turned upright; null for formats
 *   that don't say it there
 */
export function sizeOf(head) {
  if (head.length < SHORTEST) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const name = formatOf(head)?.name;
  if (name === "PNG" && view.getUint32(12) === IHDR) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (name === "GIF") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (name === "BMP") {
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  }
  if (name === "WebP") return sizeOfWebP(view);
  if (name === "JPEG") return sizeOfJpeg(view);
  return null;
}

/** @param {DataView} view */
function sizeOfWebP(view) {
  const kind = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15));
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind !== "VP8X") return null;
  const bytes24 = (/** @type {number} */ at) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  return { width: bytes24(24) + 1, height: bytes24(27) + 1 };
}

/** @param {DataView} view */
function sizeOfJpeg(view) {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2); // a marker may be preceded by any number of 0xff
  }
  return null;
}
