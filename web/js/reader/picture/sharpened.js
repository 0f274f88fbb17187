/**
 * Takes the blur of a picture out of a prepared digit. What was enlarged, reduced or a little out of focus has softer
 * edges than MNIST's digits, and what is soft the network takes for no digit. `train/ink.py` does the same.
 */
import { SIDE } from "../shared/contract.js";
import { edgeWidth } from "./enlarged.js";

// Pixels. Edges that are as wide, or less, are left as they are: half of MNIST's are wider than 1.06. Larger, digits
// that were enlarged stay soft; smaller, ink that is uneven gets spots.
const SHARP = 1.2;

// Pixels. Edges that are wider are those of a scan of some ten pixels or fewer, which has nothing under its blur: they
// are left as they are, too. Larger, digits of 8×8 pixels get spots and are refused; smaller, scans of 16×16 stay soft.
const COARSE = 3.5;

// For each pixel that edges are wider, how much of what blurring once more would take away is added; and the most that
// is. Larger, edges get steps, and thin joins break; smaller, they stay soft.
const STRENGTH = 1.2;
const MOST = 1.5;

/**
 * @param {Float64Array} image 28×28, its ink in [0, 1]
 * @returns {Float64Array} with edges about as sharp as MNIST's, where they were softer
 */
export function sharpened(image) {
  const width = edgeWidth({ width: SIDE, height: SIDE, values: image });
  if (width <= SHARP || width > COARSE) return image;
  const strength = Math.min(MOST, STRENGTH * (width - SHARP));
  return image.map((value, at) => Math.min(1, Math.max(0, value + strength * (value - blurredAt(image, at)))));
}

/**
 * @param {Float64Array} image 28×28
 * @param {number} at
 * @returns {number} the mean of a pixel and its eight neighbours, weighted by 4, 2 and 1 from the middle outwards
 */
function blurredAt(image, at) {
  const [column, row] = [at % SIDE, Math.floor(at / SIDE)];
  let sum = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(SIDE - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(SIDE - 1, column + 1); x++) {
      sum += image[y * SIDE + x] * (x === column ? 2 : 1) * (y === row ? 2 : 1);
    }
  }
  return sum / 16;
}
