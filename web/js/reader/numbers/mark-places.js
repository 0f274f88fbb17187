/**
 * What a small piece of ink is by its size and its place in the row: a point, a comma, a dash or a colon. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {"." | "," | "-" | ":" | "/" | "?"} Mark "?": too small for a digit, and where no mark is
 */
import { gapBetween, middleX, middleY } from "./rectangle.js";
import { components } from "./sets.js";

// All in heights of the digits beside, unless they say otherwise.

// What is so small may be a mark: a dot or a comma, and a dash. Larger, bars of digits are taken for marks.
const SMALL = 0.45;
const FLAT = { width: 0.9, height: 0.28 };

// What begins so far down from the top of the digit beside it may be a comma up to this size, since low digits, such as
// some 2s and 5s, have commas as high as any. Larger, `width` and `height` take small 1s for commas, and `from`
// reads commas beside low digits as 1s.
const LOW = { from: 0.6, width: 0.3, height: 0.6 };

// How far away digits may be that tell how high a mark is, and the nearest of them. Larger, slips of the pen are taken
// for marks.
const REACH = 2;
const NEAREST = 1;

// How far above and below a digit's middle a mark of its row may be. Larger, marks of other rows are taken for its own.
const BAND = { above: 0.6, below: 0.95 };

// A dot is no larger. Larger, commas and short bars become points.
const DOT = 0.3;

// A comma, by the way of a pen: its least height, how much higher than wide it is, and how far it goes below the line;
// one that goes far below may be hardly higher than wide, and one that is a line may be as `short`. Larger, more commas
// become points.
const COMMA = { height: 0.13, longer: 0.05, below: 0.05, farBelow: 0.15, short: 0.1 };

// A comma by the shape of its ink: how many times longer than wide it is (of 1,700 on pages, points have 1.4 at most,
// commas 2 and more), its height in widths of its box, and how far it goes below the line. Larger, `longer` makes
// points of short commas, `upright` of flat ones, and `below` "?" of high ones; smaller `below` makes commas of
// short 1s.
const SHAPED_COMMA = { longer: 1.6, upright: 0.6, below: 0.03 };

// A dash: its least width, that of a sign, which no digit is close before, and its height as a share of it; one that is
// higher than `level` is a straight line. Larger, width, sign and flat make short dashes "?", and level makes rings of
// 8s dashes.
const DASH = { width: 0.16, sign: 0.11, flat: 0.6, level: 0.15 };

// How far from the top of the row marks are: 0 is the top of its digits and 1 the line that they stand on.
export const ON_LINE = { from: 0.7, to: 1.35 };
const IN_ROW = { from: -0.2, to: 1.25 };
const HALF_WAY = { from: 0.15, to: 0.85 };
const BETWEEN = { from: 0.34, to: 0.82 }; // with a digit close before it, of which it may be the bar
const BEFORE = { from: 0, to: 0.85 }; // a sign that no digit is above or below

// A digit that is so close before a dash may have it as a bar. Larger, signs after a gap have to be half-way up.
const AFTER = 0.6;

// How far two dots of a colon are apart at most. Larger, points of two rows, and what is left of a box's corners,
// become colons.
const COLON = { across: 0.2, down: 0.75 };

/**
 * What may be known of the shape of a piece.
 * @template P
 * @typedef {object} Shapes
 * @property {(piece: P, unit: number) => number} [elongation] how many times longer than wide its ink is, beside digits
 *   that are `unit` high
 * @property {boolean} [areInk] whether their boxes are of ink, as wide as its line, and not of the way of a pen
 * @property {(piece: P) => boolean} [isLine] whether it is a straight line, as dashes are
 */

/**
 * @template P
 * @typedef {{ box: Box, pieces: P[] }} Whole pieces that stand above one another: a digit, as far as its place counts
 */

/**
 * A small piece and its place in the row: x and y in heights of the digits beside, from their top downwards.
 * @template P
 * @typedef {object} Placed
 * @property {P} piece
 * @property {Box} box
 * @property {number} unit the height of the digits beside it
 * @property {number} width in such heights
 * @property {number} height
 * @property {number} middle 0 is the top of the digits beside it, 1 the line that they stand on
 * @property {number} bottom
 * @property {boolean} isLine whether it is a straight line, as far as that is known
 * @property {number} elongation how many times longer than wide its ink is; 1 where that is unknown
 * @property {boolean} isInk whether its box is of ink, as wide as its line
 * @property {boolean} isAfter whether a digit is close before it
 * @property {Whole<P>[]} near the digits beside it
 */

/**
 * @template P
 * @param {P} piece
 * @param {Box} box
 * @param {Whole<P>[]} digits
 * @param {Shapes<P>} shapes
 * @returns {Placed<P>[]} none where no digit is beside it
 */
export function placedBeside(piece, box, digits, shapes) {
  const near = digits.filter((digit) => isBeside(box, digit.box));
  const own = ofItsRow(box, near);
  const nearest = (/** @type {(digit: Whole<P>) => boolean} */ isThere) =>
    own.filter(isThere).sort((a, b) => gapBetween(a.box, box).x - gapBetween(b.box, box).x)[0]?.box;
  const left = nearest((digit) => middleX(digit.box) <= middleX(box));
  const right = nearest((digit) => middleX(digit.box) > middleX(box));
  const sides = [left, right].filter((side) => side !== undefined);
  if (!sides.some((side) => gapBetween(side, box).x <= NEAREST * side.height)) return [];
  const unit = lowerMedian(own.map((digit) => digit.box.height));
  const top = sides.reduce((sum, { y, height }) => sum + y + height, 0) / sides.length - unit;
  const isAfter = left !== undefined && box.x - left.x - left.width <= AFTER * unit;
  const beside = { ...placed(piece, box, unit, top, shapes), isAfter, near };
  const inRow = placedIn(piece, box, own, shapes); // of which a low 0 beside it tells nothing
  return [markOf([inRow]) === "-" ? inRow : beside];
}

/**
 * A small piece and its place in a row as a whole, which is as high as its highest digit: beside low digits, such as
 * 0s that are written small, a sign is half-way up the row, and not of them.
 * @template P
 * @param {P} piece
 * @param {Box} box
 * @param {Whole<P>[]} row
 * @param {Shapes<P>} shapes
 * @returns {Placed<P>}
 */
export function placedIn(piece, box, row, shapes) {
  const unit = Math.max(...row.map((digit) => digit.box.height));
  const line = lowerMedian(row.map((digit) => digit.box.y + digit.box.height));
  const isAfter = row.some(
    (digit) => middleX(digit.box) <= middleX(box) && gapBetween(digit.box, box).x <= AFTER * unit,
  );
  return { ...placed(piece, box, unit, line - unit, shapes), isAfter, near: row };
}

/** @param {number[]} values @returns {number} of two in the middle the lower one */
const lowerMedian = (values) => values.sort((a, b) => a - b)[(values.length - 1) >> 1];

/**
 * @template P
 * @param {P} piece
 * @param {Box} box
 * @param {number} unit the height of the digits
 * @param {number} top where it begins
 * @param {Shapes<P>} shapes
 */
function placed(piece, box, unit, top, { isLine = () => true, elongation, areInk = false }) {
  const [width, height] = [box.width / unit, box.height / unit];
  const bottom = (box.y + box.height - top) / unit;
  const shape = { isLine: isLine(piece), elongation: elongation?.(piece, unit) ?? 1, isInk: areInk };
  return { piece, box, unit, width, height, middle: bottom - height / 2, bottom, ...shape };
}

/**
 * The digits of a small piece's row: what is above the next row's digits is at the foot of its own.
 * @template P
 * @param {Box} box
 * @param {Whole<P>[]} near
 */
function ofItsRow(box, near) {
  const isAbove = (/** @type {Whole<P>} */ digit) => middleY(box) < digit.box.y;
  return near.every(isAbove) ? near : near.filter((digit) => !isAbove(digit));
}

/** @param {Box} box @param {Box} other */
export function isSmallBeside(box, other) {
  const { width, height } = box;
  const isNarrow = width <= LOW.width * other.height && height <= LOW.height * other.height;
  const isLow = isNarrow && box.y >= other.y + LOW.from * other.height;
  return (isSmall(box, other.height) || isLow) && isBeside(box, other);
}

/**
 * Whether a box may be a dot or a dash.
 * @param {Box} box
 * @param {number} unit the height of the digits beside it
 * @param {number} [widest] dash, in such heights
 */
export function isSmall({ width, height }, unit, widest = FLAT.width) {
  return Math.max(width, height) <= SMALL * unit || (width <= widest * unit && height <= FLAT.height * unit);
}

/** @param {Box} box @param {Box} digit */
function isBeside(box, digit) {
  const off = middleY(box) - middleY(digit);
  const { height } = digit;
  return off >= -BAND.above * height && off <= BAND.below * height && gapBetween(box, digit).x <= REACH * height;
}

/**
 * Small pieces that are one mark: dots above one another, and dashes.
 * @template P
 * @param {Placed<P>[]} placed
 * @returns {number[][]} indices
 */
export function joined(placed) {
  const areOne = (/** @type {Placed<P>} */ one, /** @type {Placed<P>} */ other) =>
    Math.abs(middleY(one.box) - middleY(other.box)) <= one.unit &&
    Math.abs(middleX(one.box) - middleX(other.box)) <= Math.max(COLON.across, one.width / 2) * one.unit;
  const pairs = placed.flatMap((one, i) => placed.flatMap((other, j) => (j > i && areOne(one, other) ? [[i, j]] : [])));
  return components(placed.length, pairs);
}

/**
 * @param {Placed<any>[]} members of one mark
 * @returns {Mark | null} null for what may be a part of a digit
 */
export function markOf(members) {
  if (members.length > 2) return "?";
  const [one, other] = members.toSorted((a, b) => a.middle - b.middle);
  if (other) return areColon(one, other) ? ":" : "?";
  if (isDash(one) && isWithin(one.middle, one.isAfter ? BETWEEN : isAside(one) ? BEFORE : HALF_WAY)) return "-";
  if (isWithin(one.middle, ON_LINE)) {
    if (isComma(one)) return ",";
    if (isDot(one)) return ".";
  }
  return isDot(one) && isWithin(one.middle, IN_ROW) ? "?" : null;
}

/** @param {Placed<any>} placed on the line */
function isComma({ width, height, bottom, elongation, isInk }) {
  const isUpright = height >= (isInk ? COMMA.height : COMMA.short) && height >= SHAPED_COMMA.upright * width;
  const isLong = isUpright && elongation >= SHAPED_COMMA.longer;
  if (isInk) return isLong && bottom >= 1 + SHAPED_COMMA.below;
  if (isLong && bottom >= 1 + COMMA.below) return true;
  const isTall = height >= COMMA.height && height >= width + COMMA.longer;
  return (isTall && bottom >= 1 + COMMA.below) || (height > width && bottom >= 1 + COMMA.farBelow);
}

/** @param {Placed<any>} one @param {Placed<any>} other below it */
const areColon = (one, other) =>
  [one, other].every(isDot) &&
  ![one, other].every(isDash) &&
  one.middle > 0 &&
  other.middle < ON_LINE.to &&
  other.middle - one.middle <= COLON.down;

/** @param {Placed<any>} placed */
const isAside = ({ box, near }) => near.every((digit) => gapBetween(digit.box, box).x > 0);

/** @param {Placed<any>} placed */
const isDot = ({ width, height }) => Math.max(width, height) <= DOT;

/** @param {Placed<any>} placed */
function isDash({ width, height, isLine, isAfter }) {
  const isFlat = width >= (isAfter ? DASH.width : DASH.sign) && height <= Math.min(FLAT.height, DASH.flat * width);
  return isFlat && (height <= DASH.level || isLine);
}

/** @param {number} middle @param {{ from: number, to: number }} range */
const isWithin = (middle, { from, to }) => middle >= from && middle <= to;
