/**
 * Marks beside digits: points, commas, dashes and colons, told by their size and their place in the row. They are taken
 * out of the ink before it is shared among digits, since a dot would become a part of its neighbour.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {"." | "," | "-" | ":" | "/" | "?"} Mark "?": too small for a digit, and where no mark is
 */
import { confidenceOf } from "./confidence.js";
import { gapBetween, middleX, middleY, union } from "./rectangle.js";
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

// A comma: its least height, how much higher than wide it is, and how far it goes below the line; one that
// goes far below may be hardly higher than wide. Larger, more commas become points.
const COMMA = { height: 0.13, longer: 0.05, below: 0.05, farBelow: 0.15 };

// A comma whose shape is known: how many times longer than wide it is (of 1,700 on pages, points have 1.4 at most,
// commas 2 and more), its height in widths of its box, and how far it goes below the line. Larger, `longer` makes
// points of short commas, `upright` of flat ones, and `below` "?" of high ones; smaller `below` makes commas of
// short 1s.
const SHAPED_COMMA = { longer: 1.6, upright: 0.6, below: 0.03 };

// A dash: its least width, and its height as a share of it; one that is higher than `level` is a straight line. Larger,
// width and flat make short dashes "?", and level makes rings of 8s dashes.
const DASH = { width: 0.16, flat: 0.6, level: 0.15 };

// How far from the top of the row marks are: 0 is the top of its digits and 1 the line that they stand on.
const ON_LINE = { from: 0.7, to: 1.35 };
const IN_ROW = { from: -0.2, to: 1.25 };
const HALF_WAY = { from: 0.25, to: 0.85 };
const BETWEEN = { from: 0.34, to: 0.82 }; // with a digit close before it, of which it may be the bar
const ALONE = { from: 0.15, to: 0.85 }; // where the network has found that it is a part of no digit

// Room beside a mark, above what stands on the line, and how far a mark may reach into a digit's width. Larger, marks
// close to digits are taken for parts of them; smaller, the ends of digits in several pieces are taken for marks.
const ROOM = { beside: 0.01, above: 0.15, inside: 0.08 };

// A digit is so close to a mark at most that the mark may be a part of it. Larger, more is asked of the network. From
// OVERHANG on, a mark is beside a digit, and before that below a part of it.
const CLOSE = 0.3;
const OVERHANG = -0.05;

// Small pieces that are larger than this may together be a small digit. Larger, such digits become "?".
const LARGE = 0.3;

// Confidences: with what is sure, a digit and a small piece are one, if the digit is POOR without, or close to it.
// Larger, SURE leaves more bars of digits as marks, POOR fewer.
const SURE = 0.9;
const POOR = 0.6;

// A digit that is so close before a dash may have it as a bar. Larger, signs after a gap have to be half-way up.
const AFTER = 0.6;

// How far two dots of a colon are apart at most. Larger, points of two rows, and what is left of a box's corners,
// become colons.
const COLON = { across: 0.2, down: 0.75 };

// A share of the narrower of two pieces that is above or below the other: they are of one digit, where they touch, or
// where the gap is so small a share of both together, and these are so many times as high as the highest piece at most.
// Larger, `overlap` makes digits in several pieces seem lower than they are; the others make one of digits of two rows.
const STACKED = { overlap: 0.3, gap: 0.12, higher: 1.25 };

/**
 * What has to be known of a kind of piece.
 * @template P
 * @typedef {object} Ink
 * @property {number} touching heights of a digit: what is nearer to it is rather a part of it, where it reads as one
 * @property {number} [room] heights of the digits that are free beside a mark; ROOM.beside unless told
 * @property {(piece: P) => Box} boxOf
 * @property {(piece: P, box: Box) => boolean} isIn whether any of its ink is in a box
 * @property {(piece: P) => boolean} [isTold] whether somebody has told which digit it is of: it is no mark, and none is
 *   a part of that digit
 * @property {(piece: P) => number} [elongation] how many times longer than wide its ink is; where that is known
 * @property {(piece: P) => boolean} [isLine] whether it is a straight line, as dashes are; where that is known
 * @property {(groups: P[][]) => Promise<{ probabilities: Float32Array }[]>} score reads each group as one digit: the
 *   probabilities of the ten, and of no digit
 */

/**
 * @template P
 * @typedef {object} Marked pieces that are a mark
 * @property {Mark} mark
 * @property {P[]} pieces
 * @property {Box} box
 */

/**
 * @template P
 * @param {P[]} pieces
 * @param {Ink<P>} ink
 * @returns {Promise<{
 *   marks: Marked<P>[],
 *   rest: P[],
 *   areOne: (a: P, b: P) => boolean,
 *   isDashLeft: (pieces: P[]) => boolean,
 * }>} `rest`: all other pieces, in their order; `areOne`: whether one of two of these is small, and surely a part of
 *   the digit of the other; `isDashLeft`: whether they are a dash, if they turn out to be in no digit
 */
export async function marksAmong(pieces, ink) {
  const boxes = pieces.map(ink.boxOf);
  const small = boxes.map((box, i) => !ink.isTold?.(pieces[i]) && boxes.some((other) => isSmallBeside(box, other)));
  if (!small.includes(true)) return { marks: [], rest: pieces, areOne: () => false, isDashLeft: () => false };
  const digits = digitsAmong(
    pieces.filter((_, i) => !small[i]),
    ink.boxOf,
  );
  const placed = pieces.flatMap((piece, i) => (small[i] ? placedBeside(piece, boxes[i], digits, ink) : []));
  const free = placed.filter((one) => isFree(one, ink));
  const found = joined(free).map((group) => group.map((i) => free[i]));
  const likely = found.filter((members) => markOf(members) !== null);
  const wholes = await wholesOf(likely, ink);
  const marks = likely.filter((_, i) => !wholes[i]).map(markedOf);
  const left = found.filter(isDashAlone).map(([{ piece }]) => piece);
  const taken = new Set(marks.flatMap((each) => each.pieces));
  const parts = new Map(likely.flatMap((members, i) => members.map(({ piece }) => [piece, wholes[i]?.pieces])));
  return {
    marks,
    rest: pieces.filter((piece) => !taken.has(piece)),
    isDashLeft: (alone) => alone.length === 1 && left.includes(alone[0]),
    areOne: (a, b) => [parts.get(a)?.includes(b), parts.get(b)?.includes(a)].includes(true),
  };
}

/**
 * What small pieces are rather a part of than marks: a digit beside them that reads as one with them, or themselves.
 * @template P
 * @param {Placed<P>[][]} found
 * @param {Ink<P>} ink
 * @returns {Promise<(Whole<P> | undefined)[]>}
 */
async function wholesOf(found, { touching, isTold = () => false, score }) {
  const asked = found.flatMap((members, mark) => {
    const pieces = members.map(({ piece }) => piece);
    const box = union(members.map((member) => member.box));
    const [{ near, unit }] = members;
    const gapTo = (/** @type {Whole<P>} */ digit) => gapBetween(digit.box, box).x / unit;
    const open = near.filter((digit) => !digit.pieces.some(isTold));
    const beside = open.filter((digit) => gapTo(digit) <= CLOSE && gapBetween(digit.box, box).y <= (CLOSE * unit) / 2);
    const alone = { mark, whole: { pieces, box }, rest: [], gap: 0 };
    const large = Math.max(box.width, box.height) > LARGE * unit ? [alone] : [];
    return [...large, ...beside.map((whole) => ({ mark, whole, rest: pieces, gap: gapTo(whole) }))];
  });
  const together = await score(asked.map(({ whole, rest }) => [...whole.pieces, ...rest]));
  const apart = await score(asked.map(({ whole }) => whole.pieces));
  const isPart = asked.map(({ gap, rest, mark }, i) => {
    const [one, other] = [confidenceOf(together[i]), confidenceOf(apart[i])];
    if (rest.length === 0) return found[mark].length > 1 && markOf(found[mark]) === "?" && one >= SURE;
    if (gap > OVERHANG && gap < touching) return one >= SURE;
    return one >= SURE && (gap <= OVERHANG ? one > other : other < POOR);
  });
  return found.map((_, mark) => asked.find((each, i) => each.mark === mark && isPart[i])?.whole);
}

/** @param {Placed<any>[]} members */
const isDashAlone = (members) => members.length === 1 && isDash(members[0]) && isWithin(members[0].middle, ALONE);

/**
 * @template P
 * @param {Placed<P>[]} members
 * @returns {Marked<P>}
 */
const markedOf = (members) => ({
  mark: /** @type {Mark} */ (markOf(members)),
  pieces: members.map(({ piece }) => piece),
  box: union(members.map(({ box }) => box)),
});

/** @param {Box} box @param {Box} other */
function isSmallBeside(box, other) {
  const { width, height } = box;
  const isDot = Math.max(width, height) <= SMALL * other.height;
  const isFlat = width <= FLAT.width * other.height && height <= FLAT.height * other.height;
  const isNarrow = width <= LOW.width * other.height && height <= LOW.height * other.height;
  const isLow = isNarrow && box.y >= other.y + LOW.from * other.height;
  return (isDot || isFlat || isLow) && isBeside(box, other);
}

/** @param {Box} box @param {Box} digit */
function isBeside(box, digit) {
  const off = middleY(box) - middleY(digit);
  const { height } = digit;
  return off >= -BAND.above * height && off <= BAND.below * height && gapBetween(box, digit).x <= REACH * height;
}

/**
 * @template P
 * @typedef {{ box: Box, pieces: P[] }} Whole pieces that stand above one another: a digit, as far as its place counts
 */

/**
 * @template P
 * @param {P[]} pieces none of them small
 * @param {(piece: P) => Box} boxOf
 * @returns {Whole<P>[]}
 */
function digitsAmong(pieces, boxOf) {
  const boxes = pieces.map(boxOf);
  const highest = Math.max(...boxes.map((box) => box.height));
  const pairs = boxes.flatMap((box, i) =>
    boxes.flatMap((other, j) => (j > i && areStacked(box, other, STACKED.higher * highest) ? [[i, j]] : [])),
  );
  return components(pieces.length, pairs).map((members) => ({
    box: union(members.map((i) => boxes[i])),
    pieces: members.map((i) => pieces[i]),
  }));
}

/** Whether two pieces stand above one another, and are at most so high together. @param {Box} a @param {Box} b */
function areStacked(a, b, /** @type {number} */ most) {
  const { x, y } = gapBetween(a, b);
  if (-x <= STACKED.overlap * Math.min(a.width, b.width)) return false;
  const { height } = union([a, b]);
  return y <= 0 || (y <= STACKED.gap * height && height <= most);
}

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
 * @property {number | undefined} elongation how many times longer than wide its ink is; undefined where that is unknown
 * @property {boolean} isAfter whether a digit is close before it
 * @property {Whole<P>[]} near the digits beside it
 */

/**
 * @template P
 * @param {P} piece
 * @param {Box} box
 * @param {Whole<P>[]} digits
 * @param {Ink<P>} ink
 * @returns {Placed<P>[]} none where no digit is beside it
 */
function placedBeside(piece, box, digits, { isLine = () => true, elongation }) {
  const near = digits.filter((digit) => isBeside(box, digit.box));
  const own = ofItsRow(box, near);
  const nearest = (/** @type {(digit: Whole<P>) => boolean} */ isThere) =>
    own.filter(isThere).sort((a, b) => gapBetween(a.box, box).x - gapBetween(b.box, box).x)[0]?.box;
  const left = nearest((digit) => middleX(digit.box) <= middleX(box));
  const right = nearest((digit) => middleX(digit.box) > middleX(box));
  const sides = [left, right].filter((side) => side !== undefined);
  if (!sides.some((side) => gapBetween(side, box).x <= NEAREST * side.height)) return [];
  const unit = own.map((digit) => digit.box.height).sort((a, b) => a - b)[own.length >> 1];
  const top = sides.reduce((sum, { y, height }) => sum + y + height, 0) / sides.length - unit;
  const [width, height] = [box.width / unit, box.height / unit];
  const bottom = (box.y + box.height - top) / unit;
  const isAfter = left !== undefined && box.x - left.x - left.width <= AFTER * unit;
  const place = { middle: bottom - height / 2, bottom, isAfter, near };
  const shape = { isLine: isLine(piece), elongation: elongation?.(piece) };
  return [{ piece, box, unit, width, height, ...shape, ...place }];
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

/**
 * Whether a small piece stands apart from the digits, so that it is no part of one.
 * @template P
 * @param {Placed<P>} placed
 * @param {Ink<P>} ink
 */
function isFree({ box, unit, middle, near }, { isIn, room: beside = ROOM.beside }) {
  const above = middle >= ON_LINE.from ? ROOM.above : beside;
  const room = {
    x: box.x - beside * unit,
    y: box.y - above * unit,
    width: box.width + 2 * beside * unit,
    height: box.height + (above + beside) * unit,
  };
  const isInside = (/** @type {Whole<P>} */ digit) =>
    -gapBetween(digit.box, box).x > Math.max(0, ROOM.inside * unit - box.width);
  return near.every(
    (digit) => (middle >= ON_LINE.from || !isInside(digit)) && !digit.pieces.some((piece) => isIn(piece, room)),
  );
}

/**
 * Small pieces that are one mark: dots above one another, and dashes.
 * @template P
 * @param {Placed<P>[]} placed
 * @returns {number[][]} indices
 */
function joined(placed) {
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
function markOf(members) {
  if (members.length > 2) return "?";
  const [one, other] = members.toSorted((a, b) => a.middle - b.middle);
  if (other) return areColon(one, other) ? ":" : "?";
  if (isDash(one) && isWithin(one.middle, one.isAfter ? BETWEEN : HALF_WAY)) return "-";
  if (isWithin(one.middle, ON_LINE)) {
    if (isComma(one)) return ",";
    if (isDot(one)) return ".";
  }
  return isDot(one) && isWithin(one.middle, IN_ROW) ? "?" : null;
}

/** @param {Placed<any>} placed on the line */
function isComma({ width, height, bottom, elongation }) {
  if (elongation !== undefined) {
    const isUpright = height >= COMMA.height && height >= SHAPED_COMMA.upright * width;
    return isUpright && elongation >= SHAPED_COMMA.longer && bottom >= 1 + SHAPED_COMMA.below;
  }
  const isTall = height >= COMMA.height && height >= width + COMMA.longer;
  return (isTall && bottom >= 1 + COMMA.below) || (height > width && bottom >= 1 + COMMA.farBelow);
}

/** @param {Placed<any>} one @param {Placed<any>} other below it */
const areColon = (one, other) =>
  [one, other].every(isDot) && one.middle > 0 && other.middle < ON_LINE.to && other.middle - one.middle <= COLON.down;

/** @param {Placed<any>} placed */
const isDot = ({ width, height }) => Math.max(width, height) <= DOT;

/** @param {Placed<any>} placed */
function isDash({ width, height, isLine }) {
  const isFlat = width >= DASH.width && height <= Math.min(FLAT.height, DASH.flat * width);
  return isFlat && (height <= DASH.level || isLine);
}

/** @param {number} middle @param {{ from: number, to: number }} range */
const isWithin = (middle, { from, to }) => middle >= from && middle <= to;
