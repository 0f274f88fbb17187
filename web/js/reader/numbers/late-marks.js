/**
 * Marks, once the digits are known as wholes: half of a 4 in two strokes, or a ring of an 8, does not say where the top
 * and the line of its row are. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./mark-places.js").Mark} Mark
 */
import { confidenceOf } from "./confidence.js";
import { isSmall, markOf, placedBeside, placedIn } from "./mark-places.js";
import { withMarks } from "./numbers.js";
import { rowsOf } from "./rows.js";

// A confidence: what is small and reads with less is no digit. Larger, small digits become marks.
const POOR = 0.5;

// A share of a row's height: what is smaller is no digit, whatever it reads as. Larger, small 0s become points.
const TINY = 0.15;

// Heights of the digits: a dash that is no digit may be as wide beside low ones. Larger, lines between numbers become
// dashes.
const WIDEST = 1.2;

/**
 * @template P
 * @typedef {object} Found a digit, what is none, or a mark
 * @property {P[]} pieces
 * @property {Box} box
 * @property {{ probabilities: Float32Array }} score
 * @property {Mark} [mark]
 */

/**
 * @template P
 * @template {Found<P>} F
 * @param {F[]} found in any order
 * @param {import("./mark-places.js").Shapes<P> & { isTold?: (piece: P) => boolean }} shapes `isTold`: whether somebody
 *   has told which digit a piece is of: it is no mark
 * @returns {F[]} the same, in the same order, with the marks that they are
 */
export function withLateMarks(found, shapes) {
  const highest = Math.max(...found.map(({ box }) => box.height));
  const mayBe = (/** @type {F} */ { pieces, box, score, mark }) =>
    pieces.length === 1 &&
    !shapes.isTold?.(pieces[0]) &&
    (mark !== undefined ||
      (confidenceOf(score) < POOR && isSmall(box, highest, WIDEST)) ||
      Math.max(box.width, box.height) <= TINY * highest);
  const small = found.filter(mayBe);
  const digits = found.filter((one) => !small.includes(one) && !one.mark);
  if (small.length === 0 || digits.length === 0) return found;
  const rows = rowsOf(digits.map(({ box }) => box)).map((row) => row.map((i) => placeOf(digits[i])));
  const marks = new Map();
  for (const row of withMarks(rows, small.map(placeOf))) {
    const own = row.map(({ one }) => one);
    const whole = own.filter((one) => !small.includes(one));
    for (const one of own) if (small.includes(one)) marks.set(one, markBeside(one, whole, shapes));
  }
  return found.map((one) => ({ ...one, mark: marks.get(one) ?? one.mark }));
}

/** @template {{ box: Box }} F @param {F} one */
const placeOf = (one) => ({ place: one.box, one });

/**
 * @template P
 * @param {Found<P>} one
 * @param {Found<P>[]} digits of its row
 * @param {import("./mark-places.js").Shapes<P>} shapes
 * @returns {Mark | null}
 */
function markBeside({ pieces: [piece], box }, digits, shapes) {
  const places = [...placedBeside(piece, box, digits, shapes), placedIn(piece, box, digits, shapes)];
  return places.map((place) => markOf([place])).find((mark) => mark !== null) ?? null;
}
