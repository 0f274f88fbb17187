/**
 * Which ink decided: a patch of the digit is erased, everywhere in turn, and what counts is the evidence for the answer
 * that goes with it (Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014). Pure.
 */
import { PIXELS, SIDE } from "../../reader/shared/contract.js";
import { createPace } from "../../reader/shared/next-turn.js";

export const PATCH = 4; // pixels, each way; larger, places are less exact; smaller, nothing much changes without one
const STEP = 2; // pixels from one patch to the next; larger, the picture is coarser; smaller, it takes longer

/**
 * @param {Float32Array} image a prepared digit
 * @param {(image: Float32Array) => Promise<number>} evidenceOf for the answer
 * @param {AbortSignal} signal once it is aborted, it rejects with the signal's reason
 * @returns {Promise<{ losses: Float32Array, most: number }>} of each pixel the mean loss by the patches over it, below
 *   0 where the answer gains; and the largest loss by one patch
 */
export async function decidingInk(image, evidenceOf, signal) {
  const pace = createPace(signal);
  const [sums, counts] = [new Float32Array(PIXELS), new Float32Array(PIXELS)];
  const whole = await evidenceOf(image);
  let most = 0;
  for (let top = 0; top <= SIDE - PATCH; top += STEP) {
    for (let left = 0; left <= SIDE - PATCH; left += STEP) {
      const pixels = pixelsOf(left, top);
      if (!pixels.some((at) => image[at] > 0)) continue;
      if (pace.isDue()) await pace.turn();
      const without = image.slice();
      for (const at of pixels) without[at] = 0;
      const loss = whole - (await evidenceOf(without));
      most = Math.max(most, loss);
      for (const at of pixels) {
        sums[at] += loss;
        counts[at]++;
      }
    }
  }
  return { losses: sums.map((sum, at) => sum / (counts[at] || 1)), most };
}

/** @param {number} left @param {number} top of a patch */
const pixelsOf = (left, top) =>
  Array.from({ length: PATCH ** 2 }, (_, i) => (top + Math.floor(i / PATCH)) * SIDE + left + (i % PATCH));
