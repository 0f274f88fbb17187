/**
 * Two digits of a drawing that are told to be one, and one that is told to be two. It is said on the strokes
 * themselves, as `group` (see the reader's numbers/told.js), so that it is undone, kept and saved with them.
 *
 *     pad.load(joinedDigits(strokes, digits, [0, 1]));
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Digit} Digit
 */
import { boundingBox } from "../../reader/ink.js";
import { groupOf, groupsAmong } from "../../reader/numbers/told.js";
import { digitAt } from "../selection.js";
import { dividedBy, withoutDigit } from "./erase.js";
import { inGroup, noted } from "./notes.js";

// A share of a stroke's points that are on a group's ink: it is a part of that digit. Larger, bars that go beyond the
// digit are not; smaller, digits that begin on it are.
const ON = 0.5;

/** What has a box and a place among the boxes of others. @typedef {{ box: Digit["box"] }} Item */

/**
 * The digit that a digit is joined with: the next one of its row, or, of the last one, the one before it.
 * @param {Digit[]} digits in reading order
 * @param {number} index
 * @returns {number} -1 for none
 */
export function neighbourOf(digits, index) {
  const isBeside = (/** @type {number} */ other) => digits[other] && digits[other].row === digits[index]?.row;
  return [index + 1, index - 1].find(isBeside) ?? -1;
}

/**
 * @param {Stroke[]} strokes
 * @param {Item[]} items digits and marks that were read
 * @param {number[]} indices of the digits that are one
 * @returns {Stroke[]} the same ink; that of the digits is one group
 */
export function joinedDigits(strokes, items, indices) {
  const [group] = newGroups(strokes, 1);
  return dividedBy(strokes, items, indices).map(({ ink, isOfThem }) => (isOfThem ? grouped(ink, group) : ink));
}

/**
 * @param {Stroke[]} strokes
 * @param {Item[]} items digits and marks that were read
 * @param {number} index of the digit that is two
 * @param {Stroke[][]} halves all of its ink
 * @returns {Stroke[]} the same ink; each half is a group
 */
export function splitDigit(strokes, items, index, halves) {
  const groups = newGroups(strokes, halves.length);
  const said = halves.map((half, i) => half.map((stroke) => grouped(stroke, groups[i])));
  return [...withoutDigit(strokes, items, index), ...said.flat()];
}

/**
 * @param {Stroke[]} strokes
 * @returns {Stroke[] | null} the same, where the newest is on a group's ink and none of a group: it is one of it then
 */
export function addedToGroup(strokes) {
  const newest = strokes[strokes.length - 1];
  const groups = groupsAmong(strokes).map((group) => group.map((i) => strokes[i]));
  const boxes = groups.map((group) => ({ box: /** @type {Digit["box"]} */ (boundingBox(group)) }));
  const at = boxes.findIndex((_, i) => shareOf(newest, (point) => digitAt(boxes, point) === i) >= ON);
  if (at < 0 || groupOf(newest) !== undefined) return null;
  return [...strokes.slice(0, -1), inGroup(noted(newest, {}), groupOf(groups[at][0]))];
}

/** @param {Stroke} stroke @param {(point: Stroke[0]) => boolean} is @returns {number} of its points */
const shareOf = (stroke, is) => stroke.filter(is).length / stroke.length;

/** @param {Stroke[]} strokes @param {number} count @returns {number[]} so many that no stroke has */
function newGroups(strokes, count) {
  const taken = new Set(strokes.map(groupOf));
  return Array.from({ length: strokes.length + count }, (_, i) => i)
    .filter((group) => !taken.has(group))
    .slice(0, count);
}

/** @param {Stroke} stroke @param {number} group @returns {Stroke} another one, since undo keeps the one before */
const grouped = (stroke, group) => inGroup(noted(stroke, { fixes: [] }), group);
