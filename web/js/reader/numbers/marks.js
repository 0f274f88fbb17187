/**
 * Marks beside digits: points, commas, dashes and colons, told by their size and their place in the row. They are taken
 * out of the ink before it is shared among digits, since a dot would become a part of its neighbour.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./mark-places.js").Mark} Mark
 */
import { confidenceOf } from "./confidence.js";
import { isSmallBeside, joined, markOf, ON_LINE, placedBeside } from "./mark-places.js";
import { gapBetween, union } from "./rectangle.js";
import { components } from "./sets.js";

// All in heights of the digits beside, unless they say otherwise.

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

// A share of the narrower of two pieces that is above or below the other: they are of one digit, where they touch, or
// where the gap is so small a share of both together, and these are so many times as high as the highest piece at most.
// Larger, `overlap` makes digits in several pieces seem lower than they are; the others make one of digits of two rows.
const STACKED = { overlap: 0.3, gap: 0.12, higher: 1.25 };

/**
 * What has to be known of a kind of piece.
 * @template P
 * @typedef {import("./mark-places.js").Shapes<P> & InkOf<P>} Ink
 */

/**
 * @template P
 * @typedef {object} InkOf
 * @property {number} touching heights of a digit: what is nearer to it is rather a part of it, where it reads as one
 * @property {number} [room] heights of the digits that are free beside a mark; ROOM.beside unless told
 * @property {(piece: P) => Box} boxOf
 * @property {(piece: P, box: Box) => boolean} isIn whether any of its ink is in a box
 * @property {(piece: P) => boolean} [isTold] whether somebody has told which digit it is of: it is no mark, and none is
 *   a part of that digit
 * @property {(groups: P[][]) => Promise<{ probabilities: Float32Array }[]>} score reads each group as one digit: the
 *   probabilities of the ten, and of no digit
 */

/**
 * @template P
 * @typedef {import("./mark-places.js").Whole<P>} Whole
 */

/**
 * @template P
 * @typedef {import("./mark-places.js").Placed<P>} Placed
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
 * @returns {Promise<{ marks: Marked<P>[], rest: P[], areOne: (a: P, b: P) => boolean }>} `rest`: all other pieces, in
 *   their order; `areOne`: whether one of two of these is small, and surely a part of the digit of the other
 */
export async function marksAmong(pieces, ink) {
  const boxes = pieces.map(ink.boxOf);
  const small = boxes.map((box, i) => !ink.isTold?.(pieces[i]) && boxes.some((other) => isSmallBeside(box, other)));
  if (!small.includes(true)) return { marks: [], rest: pieces, areOne: () => false };
  const digits = digitsAmong(
    pieces.filter((_, i) => !small[i]),
    ink.boxOf,
  );
  const placed = pieces.flatMap((piece, i) => (small[i] ? placedBeside(piece, boxes[i], digits, ink) : []));
  const free = placed.filter((one) => isFree(one, ink));
  const found = joined(free).map((group) => group.map((i) => free[i]));
  const likely = found.filter((members) => markOf(members) !== null);
  const wholes = await wholesOf(likely, digits, ink);
  const marks = likely.filter((_, i) => !wholes[i]).map(markedOf);
  const taken = new Set(marks.flatMap((each) => each.pieces));
  const parts = new Map(likely.flatMap((members, i) => members.map(({ piece }) => [piece, wholes[i]?.pieces])));
  return {
    marks,
    rest: pieces.filter((piece) => !taken.has(piece)),
    areOne: (a, b) => [parts.get(a)?.includes(b), parts.get(b)?.includes(a)].includes(true),
  };
}

/**
 * What small pieces are rather a part of than marks: a digit beside them that reads as one with them, or themselves.
 * @template P
 * @param {Placed<P>[][]} found
 * @param {Whole<P>[]} digits
 * @param {Ink<P>} ink
 * @returns {Promise<(Whole<P> | undefined)[]>}
 */
async function wholesOf(found, digits, { touching, isTold = () => false, score }) {
  const asked = found.flatMap((members, mark) => {
    const pieces = members.map(({ piece }) => piece);
    const box = union(members.map((member) => member.box));
    const [{ unit }] = members;
    const gapTo = (/** @type {Whole<P>} */ digit) => gapBetween(digit.box, box).x / unit;
    const open = digits.filter((digit) => !digit.pieces.some(isTold));
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
