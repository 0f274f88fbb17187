/** Which ink of a drawing is that of a digit, and a drawing without it. Pure. */
import { digitAt } from "../selection.js";
import { takingNotes } from "./notes.js";
import { runsOf } from "./runs.js";

/** @typedef {import("../../reader/types.js").Stroke} Stroke */

// A share of a stroke's points. A stroke that has as many of them in the digit is its own as a whole, and one that has
// as many elsewhere is none of it; what lies between, such as one stroke through two digits, is divided. Larger, more
// strokes are divided, and specks may be left.
const NEARLY_ALL = 0.8;

/**
 * @param {Stroke[]} strokes
 * @param {{ box: import("../../reader/types.js").Box }[]} digits all that were read, with boxes in the strokes' units
 * @param {number[]} indices of those that are looked for
 * @returns {{ ink: Stroke, isOfThem: boolean }[]} the strokes in their order; parts of divided ones are strokes of
 *   their own
 */
export function dividedBy(strokes, digits, indices) {
  return strokes.flatMap((stroke) => {
    const isIn = stroke.map((point) => indices.includes(digitAt(digits, point)));
    const share = isIn.filter(Boolean).length / stroke.length;
    if (share >= NEARLY_ALL || share <= 1 - NEARLY_ALL) return [{ ink: stroke, isOfThem: share >= NEARLY_ALL }];
    return [true, false].flatMap((isOfThem) =>
      runsOf(stroke, (_, i) => isIn[i] === isOfThem).map((run) => ({ ink: takingNotes(run, stroke), isOfThem })),
    );
  });
}

/**
 * @param {Parameters<typeof dividedBy>} of
 * @returns {Stroke[]} the ink of digits
 */
export const inkOf = (...of) => dividedBy(...of).flatMap(({ ink, isOfThem }) => (isOfThem ? [ink] : []));

/**
 * @param {Stroke[]} strokes
 * @param {Parameters<typeof dividedBy>[1]} digits
 * @param {number} index of the digit that goes
 * @returns {Stroke[]} the strokes without its ink
 */
export const withoutDigit = (strokes, digits, index) =>
  dividedBy(strokes, digits, [index]).flatMap(({ ink, isOfThem }) => (isOfThem ? [] : [ink]));
