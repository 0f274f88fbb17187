/**
 * Strokes of which somebody has told which digit they are of: `group`, a whole number on a stroke's first point. All
 * strokes of a group are one digit, and nothing else is in it.
 *
 * @typedef {import("../types.js").Stroke} Stroke
 */

// The largest group; there are no more of them than strokes. Larger, and it does not fit into a drawing's link.
const LARGEST = 1_000_000;

/** @param {Stroke} stroke @returns {number | undefined} undefined where nobody has told */
export function groupOf([first]) {
  const { group = -1 } = first ?? {};
  return Number.isInteger(group) && group >= 0 && group <= LARGEST ? group : undefined;
}

/**
 * @param {Stroke[]} strokes
 * @returns {number[][]} the indices of the strokes of each group
 */
export function groupsAmong(strokes) {
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  strokes.forEach((stroke, i) => {
    const group = groupOf(stroke);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  return [...groups.values()];
}
