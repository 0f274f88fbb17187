/**
 * A piece of ink as the row network takes it: half of the contract between training and page; `train/rows.py` is the
 * other half. The ink is cut to what is not faint, scaled with its proportions kept until it is ROW.height pixels high
 * (or, where it is wider than that, ROW.width pixels wide), and put in the middle. Its lines stay as wide as they are.
 *
 * @typedef {import("./paper.js").Piece} Piece
 */
import { resampled } from "./resampled.js";

/** Pixels of what the network takes. */
export const ROW = { height: 24, width: 128 };

// A share of the most ink: what is fainter at the edges of a piece is not its own. Larger, thin ends are cut off.
const FAINT = 0.2;

/**
 * @param {Piece} piece
 * @returns {Float32Array} ROW.height × ROW.width values in [0, 1]
 */
export function rowInput(piece) {
  const peak = piece.values.reduce((a, b) => Math.max(a, b));
  const ink = withoutFaintEdges(piece, FAINT * peak);
  const scale = Math.min(ROW.height / ink.height, ROW.width / ink.width);
  const offset = { x: (ROW.width - scale * ink.width) / 2, y: (ROW.height - scale * ink.height) / 2 };
  return Float32Array.from(resampled(ink, ROW, scale, offset), (value) => value / peak);
}

/** @param {Piece} piece @param {number} faint */
function withoutFaintEdges({ box, values }, faint) {
  let [left, right, top, bottom] = [box.width, -1, box.height, -1];
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      if (values[y * box.width + x] <= faint) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), y];
    }
  }
  const [width, height] = [right - left + 1, bottom - top + 1];
  const cut = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * box.width + left;
    cut.set(values.subarray(from, from + width), y * width);
  }
  return { width, height, values: cut };
}
