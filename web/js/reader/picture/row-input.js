/**
 * A piece of ink as the row network takes it: half of the contract between training and page; `train/rows.py` is the
 * other half. The ink is cut to what is not faint, scaled with its proportions kept until it is ROW.height pixels high
 * (or, where it is wider than that, ROW.width pixels wide), and put in the middle. Its lines stay as wide as they are.
 * The page can stretch it across: digits that are narrow, or close, then have more steps each.
 *
 * @typedef {import("./paper.js").Piece} Piece
 */
import { cutOut, inkBox } from "./ink-box.js";
import { resampled } from "./resampled.js";

/** Pixels of what the network takes. */
export const ROW = { height: 24, width: 128 };

// A share of the most ink: what is fainter at the edges of a piece is not its own. Larger, thin ends are cut off.
const FAINT = 0.2;

/**
 * @param {Piece} piece
 * @param {number} [stretch] times that it becomes as wide, at most: it still has to fit
 * @returns {Float32Array} ROW.height × ROW.width values in [0, 1]
 */
export function rowInput(piece, stretch = 1) {
  const peak = piece.values.reduce((a, b) => Math.max(a, b));
  const whole = { width: piece.box.width, height: piece.box.height, values: piece.values };
  const box = /** @type {import("../types.js").Box} */ (inkBox(whole, FAINT * peak));
  const ink = { width: box.width, height: box.height, values: Float64Array.from(cutOut(whole, box)) };
  const y = Math.min(ROW.height / ink.height, ROW.width / ink.width);
  const scale = { x: Math.min(stretch * y, ROW.width / ink.width), y };
  const offset = { x: (ROW.width - scale.x * ink.width) / 2, y: (ROW.height - scale.y * ink.height) / 2 };
  return Float32Array.from(resampled(ink, ROW, scale, offset), (value) => value / peak);
}
