/**
 * Whether a new digit was written on top of one that had been read, and takes its place. Pure.
 *
 * A digit's own second stroke must never pass for that: it comes soon, is smaller than the digit, or is read well
 * together with what is there. So is ink that mends a digit.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {{ digit: number, confidence: number }} Guess
 */
import { gapBetween, middleX } from "../../reader/numbers/rectangle.js";

/**
 * Milliseconds between the ink that was read and the first stroke on top of it. Larger, people have to wait before they
 * write over a digit; smaller, second strokes that don't read well with the first may take its place.
 */
export const PAUSE = 1000;

// Shares of a digit's height that the new one has: bars of a 4, 5 and 7 have less. The smaller, the more strokes may
// pass for a digit.
const AS_HIGH = { least: 0.6, most: 1.8 };

// Shares of the height of the less high of the two, and of the width of the narrower one, by which they overlap; and
// how far their middles are apart, in heights of the digit. What is less on top of it is written beside it.
const OVERLAP = { height: 0.6, width: 0.5 };
const APART = 0.35;

// Confidences: the new ink is surely a digit, and all together is none. With a larger POOR, or a smaller SURE, strokes
// that belong to a digit may take its place; else more digits written over others become "?".
const SURE = 0.9;
const POOR = 0.5;

// Digits that one stroke of another digit may look like: the ring of a 9, the bar of a 4, the roof of a 5. The others
// need no more than to be sure. More of them, and more digits written over others become something else.
const LIKE_STROKES = [0, 1, 7];

/**
 * @param {Box} written around the new strokes
 * @param {Digit[]} digits that were read before
 * @returns {number} the index of the one that they are on top of; -1 for none
 */
export function digitUnder(written, digits) {
  const under = digits.flatMap(({ box, rejected }, i) => (!rejected && isOnTop(written, box) ? [i] : []));
  return under.length === 1 ? under[0] : -1;
}

/** @param {Box} written @param {Box} box of a digit */
function isOnTop(written, box) {
  const gap = gapBetween(written, box);
  const share = written.height / box.height;
  return (
    share >= AS_HIGH.least &&
    share <= AS_HIGH.most &&
    -gap.y >= OVERLAP.height * Math.min(written.height, box.height) &&
    gap.x <= 0 &&
    -gap.x >= OVERLAP.width * Math.min(written.width, box.width) &&
    Math.abs(middleX(written) - middleX(box)) <= APART * box.height
  );
}

/**
 * @param {object} read
 * @param {Guess} read.before the digit that was read
 * @param {Guess} read.alone what the new strokes read as by themselves
 * @param {Guess} read.together what they read as with the digit's ink
 */
export function isReplaced({ before, alone, together }) {
  if (alone.confidence < SURE || alone.digit === before.digit) return false;
  return !LIKE_STROKES.includes(alone.digit) || together.confidence < POOR || together.digit === alone.digit;
}
