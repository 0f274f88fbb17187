/**
 * The newest part of very much ink: what a person wrote last is what they look at.
 */

// Strokes, of some 400 digits. Where they overlap, there are four groups of each for the network to read. Larger, that
// takes longer than the two seconds that a person waits.
const MAX_STROKES = 500;

// Points. Each is looked at once, which takes some 0.05 s for all; larger, that time grows.
const MAX_POINTS = 1_000_000;

/**
 * @template T
 * @param {T[]} strokes in the order of writing; whatever they are, only their number and their lengths count
 * @returns {{ newest: T[], leftOut: number }} the last ones, one at least where there are any, and how many came before
 */
export function newestOf(strokes) {
  let first = strokes.length;
  let points = 0;
  while (first > 0 && strokes.length - first < MAX_STROKES) {
    points += lengthOf(strokes[first - 1]);
    if (points > MAX_POINTS && first < strokes.length) break;
    first--;
  }
  return { newest: first > 0 ? strokes.slice(first) : strokes, leftOut: first };
}

/** @param {unknown} stroke @returns {number} of its points; 0 of what is none, which is refused where it is read */
const lengthOf = (stroke) => (Array.isArray(stroke) ? stroke.length : 0);
