/**
 * How long a piece of ink is beside its width, whichever way it leans: a point is round, a comma is not. Pure.
 *
 * @typedef {import("./paper.js").Piece} Piece
 */

// Square pixels: what one pixel of ink, spread over itself, has each way. Without it a line of one pixel
// has no width; larger, short strokes seem less long.
const PIXEL = 1 / 12;

/**
 * By the second moments of its ink: those of the ellipse that is like it (Hu, "Visual pattern recognition by moment
 * invariants", 1962).
 * @param {Piece} piece
 * @returns {number} length by width, at least 1
 */
export function elongationOf({ box: { width, height }, values }) {
  let [mass, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ink = values[row * width + column];
      mass += ink;
      x += ink * column;
      y += ink * row;
      xx += ink * column * column;
      yy += ink * row * row;
      xy += ink * column * row;
    }
  }
  if (mass === 0) return 1;
  const [a, b] = [xx / mass - (x / mass) ** 2 + PIXEL, yy / mass - (y / mass) ** 2 + PIXEL];
  const half = Math.hypot((a - b) / 2, xy / mass - (x * y) / mass ** 2);
  return Math.sqrt(((a + b) / 2 + half) / ((a + b) / 2 - half));
}
