/**
 * What a person says a digit of a drawing is, in place of what was read. It holds for exactly this ink: it is known by
 * the strokes of the digit, so that undo takes it back with them, and ink that is added to the digit ends it.
 *
 *     pad.load(fixed(strokes, reading.digits, 2, 7));   // the third digit is a 7; this can be undone
 *     const shown = withFixes(reading, pad.strokes);
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("./notes.js").Fix} Fix
 */
import { withDigits } from "../../reader/reading.js";
import { digitAt, middleOf } from "../selection.js";
import { noted, notesOf } from "./notes.js";

/**
 * @param {Stroke[]} strokes
 * @param {Digit[]} digits all that were read of them
 * @param {number} index of the one that is fixed
 * @param {number} digit what it is, 0 to 9
 * @returns {Stroke[]} the same strokes; those of the digit are new ones, of which the fix is known
 */
export function fixed(strokes, digits, index, digit) {
  const isOfIt = strokes.map((stroke) => isIn(stroke, digits, index));
  const fix = { digit, place: middleOf(digits[index].box), strokes: isOfIt.filter(Boolean).length };
  return strokes.map((stroke, i) => {
    if (!isOfIt[i]) return stroke;
    const others = fixesOf(stroke).filter(({ place }) => digitAt(digits, place) !== index);
    return noted(stroke, { fixes: [...others, fix] });
  });
}

/**
 * @param {Reading} reading of the strokes
 * @param {Stroke[]} strokes
 * @returns {Reading} with the digits that people said, which are certain; the same where there are none
 */
export function withFixes(reading, strokes) {
  const { digits } = reading;
  if (!strokes.some((stroke) => fixesOf(stroke).length)) return reading;
  const said = digits.map((digit, i) => {
    const fix = fixOf(digits, i, strokes);
    return fix
      ? { ...digit, digit: fix.digit, confidence: 1, rejected: false, doubtful: undefined, readAs: digit }
      : digit;
  });
  return said.some((digit) => digit.readAs) ? withDigits(reading, said) : reading;
}

/**
 * @param {Digit[]} digits
 * @param {number} index
 * @param {Stroke[]} strokes
 * @returns {Fix | undefined} what was said of a digit, if its ink is still what it was
 */
function fixOf(digits, index, strokes) {
  const own = strokes.filter((stroke) => isIn(stroke, digits, index));
  const ofFirst = own
    .slice(0, 1)
    .flatMap(fixesOf)
    .filter(({ place }) => digitAt(digits, place) === index);
  return ofFirst.find((fix) => fix.strokes === own.length && own.every((stroke) => fixesOf(stroke).includes(fix)));
}

/** @param {Stroke} stroke */
const fixesOf = (stroke) => notesOf(stroke).fixes ?? [];

/** @param {Stroke} stroke @param {Digit[]} digits @param {number} index */
const isIn = (stroke, digits, index) => stroke.some((point) => digitAt(digits, point) === index);
