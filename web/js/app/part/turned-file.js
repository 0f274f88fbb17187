/** A picture in a file, turned by quarters: a file again, so that it is shown, read and kept as any other. */

// Pixels of a turned picture: larger ones are reduced. Browsers on phones have no larger canvases.
const MOST = 16e6;

/**
 * @param {Blob} file a picture that the browser can decode
 * @param {number} quarters turns to the right by 90 degrees, 1 to 3
 * @returns {Promise<Blob>} PNG
 * @throws where the browser can't decode it
 */
export async function turnedFile(file, quarters) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const { width, height, transform } = placeOf(bitmap, quarters);
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.imageSmoothingQuality = "high";
    context.setTransform(...transform);
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    bitmap.close();
  }
}

/**
 * @param {{ width: number, height: number }} size of a picture, in pixels
 * @param {number} quarters turns to the right, 0 to 3
 * @returns {{ width: number, height: number, transform: [number, number, number, number, number, number] }} the size of
 *   the turned one, 16 megapixels at most, and the canvas's transform that brings it there
 */
export function placeOf(size, quarters) {
  const scale = Math.min(1, Math.sqrt(MOST / (size.width * size.height)));
  const [wide, high] = [size.width, size.height].map((side) => Math.max(1, Math.floor(side * scale)));
  const [across, down] = [wide / size.width, high / size.height];
  const places = /** @type {const} */ ([
    { width: wide, height: high, transform: [across, 0, 0, down, 0, 0] },
    { width: high, height: wide, transform: [0, across, -down, 0, high, 0] },
    { width: wide, height: high, transform: [-across, 0, 0, -down, wide, high] },
    { width: high, height: wide, transform: [0, -across, down, 0, 0, wide] },
  ]);
  const { width, height, transform } = places[quarters];
  return { width, height, transform: [...transform] };
}
