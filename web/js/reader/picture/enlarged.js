/**
 * Pictures that a program has enlarged. Their edges tell: these are as wide, for the picture, as those of a picture of
 * one digit that is 32 pixels or less, so there is no more in them.
 *
 * @typedef {import("./ground.js").Field} Field
 */

// A share of the longer side. Pictures of MNIST's digits, however far they are enlarged, have edges of 0.059 and more,
// drawings and scans of whole numbers up to 0.045. Larger, digits that were enlarged fall into pieces; smaller, soft
// pictures of numbers are read as one digit.
const ENLARGED = 0.055;

/**
 * @param {Field} ink of a picture whose ground is known for sure, in [0, 1]
 * @returns {boolean} whether the picture has no more in it than one of a data set
 */
export const isEnlarged = (ink) => edgeWidth(ink) >= ENLARGED * Math.max(ink.width, ink.height);

/**
 * How wide the ink's edges are, in the mean. Where ink falls evenly from 1 to 0 within a width, its product with what
 * is missing of it sums up to a sixth of that width, and its slope to 1.
 * @param {{ width: number, height: number, values: Float32Array | Float64Array }} ink in [0, 1]
 * @returns {number} pixels; 0 where there are no edges
 */
export function edgeWidth({ width, height, values }) {
  let [products, slopes] = [0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const value = values[at];
      products += value * (1 - value);
      if (x + 1 === width || y + 1 === height) continue;
      const [across, down] = [values[at + 1] - value, values[at + width] - value];
      slopes += Math.sqrt(across * across + down * down);
    }
  }
  return slopes > 0 ? (6 * products) / slopes : 0;
}
