/**
 * Ink at another size, each pixel of the result being the mean of the area that it covers in the picture, or of a part
 * of it (or, where the picture is coarser than the result, of the area of one of its pixels). Pure.
 *
 * @typedef {import("../types.js").Size} Size in pixels
 */

/**
 * @param {import("../profiles.js").Ink} ink
 * @param {Size} size of the result
 * @param {{ x: number, y: number }} scale pixels of the result for one of the ink
 * @param {{ x: number, y: number }} offset where the ink begins in the result
 * @param {number} [part] of the sides of the area, around its middle
 * @returns {Float64Array}
 */
export function resampled({ width, height, values }, size, scale, offset, part = 1) {
  const across = areaWeights(width, size.width, scale.x, offset.x, part);
  const down = areaWeights(height, size.height, scale.y, offset.y, part);
  const narrow = new Float64Array(height * size.width);
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < size.width; column++) {
      narrow[y * size.width + column] = weighted(across[column], values, y * width, 1);
    }
  }
  const image = new Float64Array(size.width * size.height);
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++) {
      image[row * size.width + column] = weighted(down[row], narrow, column, size.width);
    }
  }
  return image;
}

/**
 * The weights with which each pixel of the result averages the source's pixels along one axis.
 * @param {number} length source pixels
 * @param {number} side pixels of the result
 * @param {number} scale
 * @param {number} offset
 * @param {number} part
 * @returns {{ first: number, weights: number[] }[]}
 */
function areaWeights(length, side, scale, offset, part) {
  const half = Math.max(1, part / scale) / 2;
  return Array.from({ length: side }, (_, i) => {
    const centre = (i + 0.5 - offset) / scale;
    const first = Math.max(0, Math.floor(centre - half));
    const weights = [];
    for (let j = first; j < Math.min(length, centre + half); j++) {
      weights.push(Math.max(0, Math.min(j + 1, centre + half) - Math.max(j, centre - half)) / (2 * half));
    }
    return { first, weights };
  });
}

/**
 * @param {{ first: number, weights: number[] }} axis
 * @param {ArrayLike<number>} values
 * @param {number} from where the first of them is
 * @param {number} step from one to the next
 */
function weighted({ first, weights }, values, from, step) {
  let sum = 0;
  for (let i = 0, at = from + first * step; i < weights.length; i++, at += step) sum += weights[i] * values[at];
  return sum;
}
