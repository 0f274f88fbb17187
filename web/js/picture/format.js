/**
 * What a file's first bytes tell: its format, and how large a picture it holds, before anything decodes it.
 */

// By the bytes that files begin with. `advice` says why what looks like a picture could not be read.
const DAMAGED = " but are cut short or damaged: save or send the picture again";
const CONVERT = ", which this browser does not read: save it as PNG or JPEG";
const FORMATS = [
  { name: "a PNG picture", advice: DAMAGED, begins: /^\x89PNG\r\n\x1a\n/ },
  { name: "a JPEG picture", advice: DAMAGED, begins: /^\xff\xd8\xff/ },
  { name: "a GIF picture", advice: DAMAGED, begins: /^GIF8[79]a/ },
  { name: "a WebP picture", advice: DAMAGED, begins: /^RIFF[^]{4}WEBP/ },
  { name: "a BMP picture", advice: DAMAGED, begins: /^BM/ },
  { name: "an AVIF picture", advice: DAMAGED, begins: /^[^]{4}ftypavi[fs]/ },
  { name: "a HEIC picture", advice: CONVERT, begins: /^[^]{4}ftyp(hei|hev|mif|msf)/ },
  { name: "a TIFF picture", advice: CONVERT, begins: /^(II\*\0|MM\0\*)/ },
  { name: "a PDF document", advice: ": save the page as PNG or JPEG", begins: /^%PDF/ },
  {
    name: "an SVG drawing",
    advice: ", which is no pixels: save it as PNG",
    begins: /^(\xef\xbb\xbf)?\s*(<\?xml[^]*?)?(<!--[^]*?-->\s*)*(<!DOCTYPE svg[^]*?)?<svg[\s/>]/i,
  },
  {
    name: "a web page",
    advice: ": save the picture on it, not its page",
    begins: /^(\xef\xbb\xbf)?\s*(<!--[^]*?-->\s*)*<(!DOCTYPE html|html|head|body)[\s>]/i,
  },
];

/**
 * @param {Uint8Array} head the first bytes of a file, a few hundred at least
 * @returns {{ name: string, advice: string } | undefined} what they begin like: "a PNG picture"
 */
export function formatOf(head) {
  const text = String.fromCharCode(...head.subarray(0, 1024));
  return FORMATS.find(({ begins }) => begins.test(text));
}

/**
 * @param {Uint8Array} head the first bytes of a file
 * @returns {{ width: number, height: number } | null} pixels, before the picture is turned upright; null for formats that
 *   don't say it there
 */
export function sizeOf(head) {
  if (head.length < 30) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const name = formatOf(head)?.name;
  if (name === "a PNG picture") return { width: view.getUint32(16), height: view.getUint32(20) };
  if (name === "a GIF picture") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (name === "a BMP picture") {
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  }
  if (name === "a WebP picture") return sizeOfWebP(view);
  if (name === "a JPEG picture") return sizeOfJpeg(view);
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
