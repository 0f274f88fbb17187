/**
 * What people said of their ink, kept with the strokes that it is said of. A stroke of which something new is said is
 * another one from then on, so that undo takes back both. Which digit a stroke is of is said on its first point, where
 * the reader looks for it, and where it is kept and saved with the stroke.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 *
 * @typedef {object} Fix what a digit is, in place of what was read
 * @property {number} digit 0 to 9
 * @property {import("../../reader/types.js").Point} place the middle of the digit's box
 * @property {number} strokes how many have points in the digit
 *
 * @typedef {object} Notes
 * @property {Fix[]} [fixes] of digits that the stroke has points in
 * @property {import("../corrections/lessons.js").Learnt[]} [learnt] while this was the newest stroke, the newest last
 * @property {object} [number] the same object for all strokes of one number
 * @property {import("./placed.js").Placing} [placing] how the ink was moved when the pad became of another shape
 */
import { groupOf } from "../../reader/numbers/told.js";
import { moved, placingOn } from "./placed.js";

/** @type {WeakMap<Stroke, Notes>} */
const notes = new WeakMap();

/** @param {Stroke} stroke @returns {Notes} */
export const notesOf = (stroke) => notes.get(stroke) ?? {};

/**
 * @param {Stroke} stroke
 * @param {Notes} more in place of what was said of the same
 * @returns {Stroke} another one with the same points, of which this is said, too
 */
export const noted = (stroke, more) => takingNotes(stroke.slice(), stroke, more);

/**
 * @param {Stroke} stroke
 * @param {Stroke} from whose notes it takes over, such as the stroke that it is a part of
 * @param {Notes} [more]
 * @returns {Stroke} the stroke itself
 */
export function takingNotes(stroke, from, more) {
  notes.set(stroke, { ...notesOf(from), ...more });
  return inGroup(stroke, groupOf(from));
}

/**
 * @param {Stroke} stroke
 * @param {number | undefined} group of the digit that it is told to be of
 * @returns {Stroke} the stroke itself
 */
export function inGroup(stroke, group) {
  if (group !== undefined) stroke[0] = { ...stroke[0], group };
  return stroke;
}

/**
 * Strokes on a pad of another shape, with what was said of them. What was moved for the shape before is where it was
 * drawn again, as far as there is room, and all that was added since follows.
 * @param {Stroke[]} strokes in pad units
 * @param {import("./placed.js").Size} size of the pad
 * @returns {Stroke[]}
 */
export function placedWithNotes(strokes, size) {
  const fixes = [...new Set(strokes.flatMap((stroke) => notesOf(stroke).fixes ?? []))];
  const shown = [...strokes, ...fixes.map(({ place }) => [place])];
  const before = strokes.map((stroke) => notesOf(stroke).placing).find(Boolean);
  const drawn = before ? moved(shown, inverse(before)) : shown;
  const placing = placingOn(drawn, size) ?? undefined;
  if (!before && !placing) return strokes;
  const placed = placing ? moved(drawn, placing) : drawn;
  const movedFixes = new Map(fixes.map((fix, i) => [fix, { ...fix, place: placed[strokes.length + i][0] }]));
  return strokes.map((stroke, i) => {
    const its = notesOf(stroke).fixes?.map((fix) => /** @type {Fix} */ (movedFixes.get(fix)));
    return takingNotes(placed[i], stroke, { placing, ...(its && { fixes: its }) });
  });
}

/** @param {import("./placed.js").Placing} placing */
const inverse = ({ from, to, scale }) => ({ from: to, to: from, scale: 1 / scale });
