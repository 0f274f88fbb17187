/** Takes the ink of one digit out of a drawing, and leaves that of the others. Pure. */
import { digitAt } from "../selection.js";
import { takingNotes } from "./notes.js";
import { runsOf } from "./runs.js";

/** @typedef {import("../../reader/types.js").Stroke} Stroke */

// A share of a stroke's points. A stroke that has as many of them in the digit goes as a whole, and one that has as
// many elsewhere stays as a whole; what lies between, such as one stroke through two digits, is divided. Larger, more
// strokes are divided, and specks may be left.
const NEARLY_ALL = 0.8;

/**
 * @param {Stroke[]} strokes
 * @param {{ box: import("../../reader/types.js").Box }[]} digits all that were read, with boxes in the strokes' units
 * @param {number} index of the digit that goes
 * @returns {Stroke[]} the strokes without its ink; parts of divided ones are strokes of their own
 */
export function withoutDigit(strokes, digits, index) {
  return strokes.flatMap((stroke) => {
    const isGone = stroke.map((point) => digitAt(digits, point) === index);
    const share = isGone.filter(Boolean).length / stroke.length;
    if (share >= NEARLY_ALL) return [];
    if (share <= 1 - NEARLY_ALL) return [stroke];
    return runsOf(stroke, (_, i) => !isGone[i]).map((run) => takingNotes(run, stroke));
  });
}
