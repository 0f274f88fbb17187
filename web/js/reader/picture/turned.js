/**
 * Pieces of a picture turned by quarters, as a page that was photographed sideways is turned to be read.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {0 | 1 | 2 | 3} Quarters clockwise
 */

/**
 * @param {Piece[]} pieces
 * @param {Quarters} quarters
 * @returns {Piece[]} around the origin: their places are right only to each other
 */
export function turnedPieces(pieces, quarters) {
  if (quarters === 0) return pieces;
  return pieces.map(({ box, values }) => ({
    box: turnedBox(box, quarters),
    values: turnedValues(box, values, quarters),
  }));
}

/**
 * @param {Box} box
 * @param {Quarters} quarters
 * @returns {Box}
 */
export function turnedBox({ x, y, width, height }, quarters) {
  if (quarters === 1) return { x: -y - height, y: x, width: height, height: width };
  if (quarters === 2) return { x: -x - width, y: -y - height, width, height };
  if (quarters === 3) return { x: y, y: -x - width, width: height, height: width };
  return { x, y, width, height };
}

/** The quarters that turn back. @param {Quarters} quarters */
export const back = (quarters) => /** @type {Quarters} */ ((4 - quarters) % 4);

/**
 * @param {Box} box
 * @param {Float32Array} values
 * @param {Quarters} quarters
 */
function turnedValues({ width, height }, values, quarters) {
  const turned = new Float32Array(values.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (quarters === 1) turned[x * height + height - 1 - y] = values[at];
      else if (quarters === 2) turned[values.length - 1 - at] = values[at];
      else turned[(width - 1 - x) * height + y] = values[at];
    }
  }
  return turned;
}
