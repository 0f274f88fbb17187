/**
 * The newest part of very much ink: what a person wrote last is what they look at.
 */
import { MOST_POINTS, MOST_READ } from "./gate.js";
import { pointsOf } from "./stroke-forms.js";

/**
 * @template T
 * @param {readonly T[]} strokes in any form, in the order of writing: only their number and their lengths count,
 *   so that a list of billions costs nothing
 * @returns {{ newest: readonly T[], leftOut: number }} the last ones, one at least where there are any, and how many
 *   came before
 */
export function newestOf(strokes) {
  let first = strokes.length;
  let points = 0;
  while (first > 0 && strokes.length - first < MOST_READ) {
    points += lengthOf(strokes[first - 1]);
    if (points > MOST_POINTS && first < strokes.length) break;
    first--;
  }
  return { newest: first > 0 ? strokes.slice(first) : strokes, leftOut: first };
}

/** @param {unknown} stroke @returns {number} of its points; 0 of what is none, which is refused where it is read */
function lengthOf(stroke) {
  const points = pointsOf(stroke);
  return Array.isArray(points) ? points.length : 0;
}
