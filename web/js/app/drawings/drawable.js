/**
 * Strokes that somebody opens, from a link or a file: what can be put on the pad, or why not, in words for people.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 */
import { MOST_DRAWN, MOST_POINTS, passed } from "../../reader/gate.js";
import { groupOf } from "../../reader/numbers/told.js";
import { written } from "../../ui/figures.js";
import { inGroup } from "./notes.js";

/** The ends of sentences. @type {import("../../reader/gate.js").Faults} */
const FAULTS = {
  list: () => "it holds no strokes",
  strokes: (count) => `it has ${written(count)} strokes, and the pad takes ${written(MOST_DRAWN)}`,
  points: (count) => `it has ${written(count)} points, and the pad takes ${written(MOST_POINTS)}`,
  stroke: () => "one of its strokes is not a list of points",
  point: (came) =>
    `one of its points can't be drawn, since its x is ${called(came?.x)} and its y is ${called(came?.y)}`,
};

/** @param {unknown} value */
function called(value) {
  if (typeof value === "number") return `${value}`;
  return value === undefined || value === null ? "missing" : "not a number";
}

/**
 * @param {unknown} strokes whatever was found
 * @returns {Stroke[]} those that have points, at least one; of more than 10,000 points only some. Each point has x and
 *   y, and t where that is a number; the first one of a stroke has its group, where it was told
 * @throws {TypeError} whose message says why not, as the end of a sentence
 */
export function drawable(strokes) {
  const drawn = passed(strokes, MOST_DRAWN, FAULTS);
  if (!drawn.length) throw new TypeError("nothing is drawn in it");
  return drawn.map((stroke) => {
    const points = stroke.map(({ x, y, t }) => (Number.isFinite(t) ? { x, y, t } : { x, y }));
    return inGroup(points, groupOf(stroke));
  });
}
