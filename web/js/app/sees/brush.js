/** Adds ink to a prepared digit, or takes it away. Pure. */
import { STROKE_WIDTH } from "../../reader/ink.js";
import { distanceTo } from "../../reader/numbers/lines.js";
import { SIDE } from "../../reader/shared/contract.js";

/** @typedef {import("../../reader/types.js").Point} Point in pixels; the middle of the first is at 0.5 */

/**
 * @param {Float32Array} image 784 values in [0, 1]
 * @param {Point} from
 * @param {Point} to
 * @param {boolean} isErasing
 * @returns {Float32Array} with a line from one to the other, as wide as the pen that draws digits; erasers are twice as
 *   wide
 */
export function touched(image, from, to, isErasing) {
  const reach = (isErasing ? STROKE_WIDTH : STROKE_WIDTH / 2) + 0.5;
  return image.map((value, i) => {
    const away = distanceTo(from, to, { x: (i % SIDE) + 0.5, y: Math.floor(i / SIDE) + 0.5 });
    const covered = Math.min(1, Math.max(0, reach - away));
    return isErasing ? Math.min(value, 1 - covered) : Math.max(value, covered);
  });
}
