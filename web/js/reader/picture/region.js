/**
 * A part of a picture, for those who want no more of it read. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./picture.js").Pixels} Pixels
 * @typedef {import("../types.js").Size} Size
 */

const EXPECTED = "read expects a region { x, y, width, height } in the picture's pixels";

/**
 * @param {any} region
 * @throws {TypeError} where it is no region of any picture; says what was expected and what came
 */
export function checkRegion(region) {
  const sides = ["x", "y", "width", "height"].map((name) => [name, region?.[name]]);
  const isFinite = sides.every(([, side]) => Number.isFinite(side));
  if (isFinite && region.width > 0 && region.height > 0) return;
  const came = sides.map(([name, side]) => `${name} ${typeof side === "number" ? side : typeof side}`);
  throw new TypeError(`${EXPECTED}: finite numbers, width and height above 0; this came: ${came.join(", ")}.`);
}

/**
 * @param {Box | undefined} region in the picture's pixels, finite; undefined for the whole picture
 * @param {Size} size of the picture
 * @returns {Box} of whole pixels, those that it touches; what lies outside the picture is left out
 * @throws {TypeError} where all of it lies outside
 */
export function regionWithin(region, { width, height }) {
  if (!region) return { x: 0, y: 0, width, height };
  const [x, y] = [Math.max(0, Math.floor(region.x)), Math.max(0, Math.floor(region.y))];
  const right = Math.min(width, Math.ceil(region.x + region.width));
  const bottom = Math.min(height, Math.ceil(region.y + region.height));
  if (right > x && bottom > y) return { x, y, width: right - x, height: bottom - y };
  const [from, to] = [`${region.x}, ${region.y}`, `${region.x + region.width}, ${region.y + region.height}`];
  throw new TypeError(`${EXPECTED}, which has ${width}×${height}; one from ${from} to ${to} came, outside of it.`);
}

/**
 * @param {Pixels} pixels
 * @param {Box} region within them, of whole pixels
 * @returns {Pixels} a copy of that part; the same where it is all of them
 */
export function cropped(pixels, { x, y, width, height }) {
  if (width === pixels.width && height === pixels.height) return pixels;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((y + row) * pixels.width + x);
    data.set(pixels.data.subarray(from, from + 4 * width), 4 * row * width);
  }
  return { width, height, data };
}
