/** Adds ink to a prepared digit, or takes it away. Pure. */
import { STROKE_WIDTH } from "../../reader/ink.js";
import { SIDE } from "../../reader/shared/contract.js";

/** @typedef {{ x: number, y: number }} Point in pixels; the middle of the first is at 0.5 */

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
    const away = distance({ x: (i % SIDE) + 0.5, y: Math.floor(i / SIDE) + 0.5 }, from, to);
    const covered = Math.min(1, Math.max(0, reach - away));
    return isErasing ? Math.min(value, 1 - covered) : Math.max(value, covered);
  });
}

/** To the nearest point of a line. @param {Point} point @param {Point} from @param {Point} to */
function distance({ x, y }, from, to) {
  const [alongX, alongY] = [to.x - from.x, to.y - from.y];
  const length = alongX ** 2 + alongY ** 2;
  const t = length > 0 ? Math.min(1, Math.max(0, ((x - from.x) * alongX + (y - from.y) * alongY) / length)) : 0;
  return Math.hypot(x - from.x - t * alongX, y - from.y - t * alongY);
}
