/**
 * What is written in a picture, prepared as a digit for the network: see `ink.js` for what that is.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../profiles.js").Ink} Ink
 */

import { centreOfMass, clamp, profiles } from "../profiles.js";
import { BOX, SIDE } from "../shared/contract.js";
import { edgeWidth } from "./enlarged.js";
import { cutOut, inkBox } from "./ink-box.js";
import { resampled } from "./resampled.js";
import { sharpened } from "./sharpened.js";
import { FINEST, withoutThinStrokes } from "./stroke-width.js";

// Pixels of the longer side: larger digits are reduced first, to about FINEST. Larger, whole pages of scribble that
// hang together take seconds; smaller, ordinary large digits lose a little of their edges.
const LARGE = 4 * FINEST;

// Shares of a digit's larger side. In pictures, strokes thinner than `below` are drawn anew as wide as `wanted`, the
// thinnest that the network has been trained on. With a larger `below` strokes that are read well are drawn anew, too;
// with a larger `wanted` loops close.
const THIN = { below: 1 / BOX, wanted: 1.3 / BOX };

// What was enlarged is soft already, and averaging makes it softer: of each area that becomes a pixel, only `part` of
// its sides counts, around the middle, where edges are as wide as `edges` in pixels of the prepared digit. Enlarged
// digits of MNIST have 1.18 and more, drawings and scans up to 0.9. Smaller `edges`, or larger ones, and grain or
// enlarged digits are read worse; a larger `part` leaves them softer.
const BLURRED = { edges: 1, part: 0.4 };

/**
 * Joins pieces of a picture into a prepared digit: their ink as it is, but for strokes so thin that hardly any of them
 * would be left at the digit's small size.
 * @param {Piece[]} pieces
 * @returns {Float32Array | null} 784 values, or null where there is no ink, or in a large digit only faint ink
 */
export function fromPieces(pieces) {
  const whole = boxOfPieces(pieces);
  if (!whole) return null;
  const side = Math.max(whole.width, whole.height);
  const ink = joinedInk(pieces, whole, side > LARGE ? Math.ceil(side / FINEST) : 1);
  const box = inkBox(ink);
  if (!box) return null;
  const digit = withoutThinStrokes(crop(ink, box), THIN);
  return digit && fromInk(digit, /** @type {Box} */ (inkBox(digit)));
}

/**
 * @param {Piece[]} pieces
 * @param {Box} whole around them
 * @param {number} by how many pixels, each way, become one
 * @returns {Ink & { peaks?: Float64Array }} `peaks`: the most ink that any of the pixels had, where several became one
 */
function joinedInk(pieces, whole, by) {
  const [width, height] = [Math.ceil(whole.width / by), Math.ceil(whole.height / by)];
  const values = new Float64Array(width * height);
  const peaks = by > 1 ? new Float64Array(width * height) : undefined;
  for (const { box, values: part } of pieces) {
    for (let y = 0; y < box.height; y++) {
      const [from, row] = [y * box.width, Math.floor((box.y - whole.y + y) / by) * width];
      for (let x = 0; x < box.width; x++) {
        const value = part[from + x];
        if (value === 0) continue;
        const to = row + (by > 1 ? Math.floor((box.x - whole.x + x) / by) : box.x - whole.x + x);
        values[to] += value / (by * by);
        if (peaks && value > peaks[to]) peaks[to] = value;
      }
    }
  }
  return { width, height, values, peaks };
}

/**
 * @param {Piece[]} pieces
 * @returns {Box | null} around all of them, or null where there are none
 */
function boxOfPieces(pieces) {
  if (!pieces.length) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of pieces) {
    [left, top] = [Math.min(left, box.x), Math.min(top, box.y)];
    [right, bottom] = [Math.max(right, box.x + box.width), Math.max(bottom, box.y + box.height)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Crops, scales and centres ink into a prepared digit. One resampling: each pixel of the result averages the area that
 * it covers in the picture, or the middle of it where the ink is soft (or, where the picture is coarser than the
 * result, the area of one of its pixels). As in MNIST the box lies on whole pixels, so that a digit that fills its
 * 20×20 box is only moved, never blurred.
 * @param {Ink} ink
 * @param {Box} box the part of it that is the digit
 * @returns {Float32Array} 784 values
 */
function fromInk(ink, box) {
  const { width, height, values: strengths } = crop(ink, box);
  const strongest = strengths.reduce((a, b) => Math.max(a, b));
  const values = strengths.map((value) => value / strongest);
  const { columns, rows } = profiles({ width, height, values });
  const scale = BOX / Math.max(width, height);
  const offset = { x: offsetOf(columns, scale), y: offsetOf(rows, scale) };
  const part = scale < 1 && scale * edgeWidth({ width, height, values }) >= BLURRED.edges ? BLURRED.part : 1;
  const size = { width: SIDE, height: SIDE };
  const image = resampled({ width, height, values }, size, { x: scale, y: scale }, offset, part);
  const peak = image.reduce((a, b) => Math.max(a, b));
  const full = image.map((value) => value / peak);
  return Float32Array.from(scale === 1 ? full : sharpened(full));
}

/**
 * @param {Ink & { peaks?: Float64Array }} ink
 * @param {Box} box
 * @returns {Ink & { peaks?: Float64Array }}
 */
function crop(ink, box) {
  const { width, height } = box;
  if (width === ink.width && height === ink.height) return ink;
  const peaks = ink.peaks && cutOut({ width: ink.width, values: ink.peaks }, box);
  return { width, height, values: cutOut(ink, box), peaks };
}

/**
 * Where the scaled digit begins in the result, on a whole pixel, so that its centre of mass comes to the centre.
 * @param {Float64Array} profile the ink in each column, or row
 * @param {number} scale
 */
function offsetOf(profile, scale) {
  const offset = Math.floor(SIDE / 2 - scale * centreOfMass(profile) + 0.5);
  return clamp(offset, 0, Math.max(0, Math.floor(SIDE - scale * profile.length)));
}
