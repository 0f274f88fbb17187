/** Where the ink of a picture lies, and a part of it. Pure. */

/** @typedef {import("../types.js").Box} Box */

/**
 * The smallest box that holds all ink.
 * @param {{ width: number, height: number, values: Float32Array | Float64Array }} ink
 * @param {number} [faint] ink of no more than that counts as none
 * @returns {Box | null} null where there is none
 */
export function inkBox({ width, height, values }, faint = 0) {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let x = 0;
    while (x < width && values[row + x] <= faint) x++;
    if (x === width) continue;
    left = Math.min(left, x);
    x = width - 1;
    while (values[row + x] <= faint) x--;
    right = Math.max(right, x);
    if (top < 0) top = y;
    bottom = y;
  }
  return bottom < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * @template {Float32Array | Float64Array} Values
 * @param {{ width: number, values: Values }} ink
 * @param {Box} box inside of it
 * @returns {Values} the box's pixels, row by row: a copy
 */
export function cutOut({ width, values }, box) {
  const own = /** @type {Values} */ (values.slice(0, box.width * box.height));
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * width + box.x;
    own.set(values.subarray(from, from + box.width), y * box.width);
  }
  return own;
}
