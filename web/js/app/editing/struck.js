/**
 * What of a reading strokes go over. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {import("../../reader/types.js").Box} Box
 */
import { boundingBox } from "../../reader/ink.js";
import { gapBetween, union } from "../../reader/numbers/rectangle.js";

// Shares of a digit's width and height that strokes have to cover to scratch it out. Larger, people have to scratch
// with more care; smaller, digits beside it go, too. People scratch across, seldom from top to bottom.
const COVERED = { width: 0.6, height: 0.1 };

// A share of the strokes' points that are on what they scratch out, or beside it, so many of its heights away at most.
// Larger shares, or smaller distances, and long scratches do nothing; else what is written beside a digit scratches it
// out.
const ON_IT = 0.75;
const BESIDE = 0.3;

/**
 * @param {Stroke[]} strokes that go to and fro
 * @param {{ box: Box }[]} items digits and marks that were read
 * @returns {number[]} the indices of those that are scratched out; empty where most of the strokes is elsewhere
 */
export function struckBy(strokes, items) {
  const scratch = boundingBox(strokes);
  if (!scratch) return [];
  const struck = items.flatMap(({ box }, i) => (isCovered(box, scratch) ? [i] : []));
  if (!struck.length) return [];
  const { x, y, width, height } = union(struck.map((i) => items[i].box));
  const room = BESIDE * height;
  const isOn = (/** @type {Point} */ point) =>
    point.x >= x - room && point.x <= x + width + room && point.y >= y - room && point.y <= y + height + room;
  const points = strokes.flat();
  return points.filter(isOn).length >= ON_IT * points.length ? struck : [];
}

/** @param {Box} box @param {Box} scratch */
function isCovered(box, scratch) {
  const { x, y } = gapBetween(box, scratch);
  return -x >= COVERED.width * box.width && -y >= COVERED.height * box.height && x <= 0 && y <= 0;
}
