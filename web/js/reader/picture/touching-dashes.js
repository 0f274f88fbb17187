/**
 * Dashes that touch the digits beside them: in a piece of ink, a thin bar half-way up with nothing above or below it.
 * It is a dash where the ink on either side reads as a digit without it.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../numbers/segment.js").Score} Score
 * @typedef {{ from: number, to: number }} Columns of a piece: the first, and the first after them
 */
import { DIGITS } from "../shared/contract.js";
import { cutOut, inkBox } from "./ink-box.js";

// Shares of the height. A bar is so thick at most, and its middle is so far down. Larger, strokes of digits are taken
// for dashes; smaller, dashes of broad pens are lost.
const BAR = { thick: 0.2, from: 0.25, to: 0.7 };

// The least length of a bar, in heights: usually, after a digit that has one, before a 1, and where the digit with the
// bar reads as without. Larger, short dashes are lost; smaller, bars of digits that touch the next one become dashes,
// and so do the upstrokes of 1s.
const LONG = { usual: 0.2, barred: 0.55, beforeOne: 0.36, alike: 0.45 };

const BARRED = [4, 7]; // their bars reach to the right

// A share of the height: a bar after a 2 whose middle is further down is its tail, where it reads as a 2 with it, too.
// Larger, tails are taken for dashes; smaller, low dashes after a 2 are lost.
const TAIL = 0.6;

// Shares of the bar's length: how far it rises or falls at most. Larger, slanting strokes are taken for dashes.
const LEVEL = 0.5;

// A share of full ink, as in interpret.js. Larger, faint strokes count as ground.
const INK = 0.3;

// A confidence: what is beside a dash is a digit. Larger, dashes that touch digits are lost; smaller, strokes of digits
// are taken for dashes.
const SURE = 0.9;

// A piece is so wide at least, in heights: a digit and a dash. Larger, dashes after 1s are lost.
const WIDE = 0.6;

/**
 * @param {Piece[]} pieces
 * @param {(groups: Piece[][]) => Promise<Score[]>} score reads each group as one digit
 * @returns {Promise<Piece[]>} where pieces with such dashes are in parts
 */
export async function withDashesApart(pieces, score) {
  const parted = pieces.map(partsByBars);
  const asked = parted.flatMap((parts, i) => (parts.length > 0 ? [pieces[i], ...parts.map((part) => part.piece)] : []));
  const read = await score(asked.map((piece) => [piece]));
  const scores = new Map(asked.map((piece, i) => [piece, read[i].probabilities]));
  const digitOf = (/** @type {Piece} */ piece) => (scores.get(piece) ?? []).findIndex((share) => share >= SURE);
  return pieces.flatMap((piece, i) => {
    const parts = parted[i].map((part) => ({ ...part, digit: digitOf(part.piece) }));
    return areDigitsAndDashes(parts, digitOf(piece), piece.box.height) ? parts.map((part) => part.piece) : [piece];
  });
}

/**
 * @param {{ piece: Piece, isBar: boolean, digit: number }[]} parts
 * @param {number} whole the digit that all of them read as, below 0 and from DIGITS on if none
 * @param {number} height
 */
function areDigitsAndDashes(parts, whole, height) {
  const digits = parts.filter(({ isBar }) => !isBar).map(({ digit }) => digit);
  if (digits.length === 0 || !digits.every(isDigit)) return false;
  if (parts[0].isBar && parts[parts.length - 1].isBar) return false; // a plus
  if (digits.length === 1 && digits[0] === 1) return false; // a part of a 4 or a plus
  if (isDigit(whole) && (digits.length > 1 || digits[0] !== whole || BARRED.includes(whole))) return false;
  const [{ piece: first, digit }, ...after] = parts;
  if (whole === 2 && digit === 2 && after.some(({ isBar, piece }) => isBar && isTail(piece.box, first.box, height)))
    return false;
  return parts.every(({ isBar, piece }, i) => {
    const least = isDigit(whole) ? LONG.alike : leastBetween(parts[i - 1]?.digit, parts[i + 1]?.digit);
    return !isBar || piece.box.width >= least * height;
  });
}

/** @param {Box} bar @param {Box} digit @param {number} height of both */
const isTail = (bar, digit, height) => bar.y + bar.height / 2 > digit.y + TAIL * height;

/** @param {number | undefined} before @param {number | undefined} after the digits beside a bar */
function leastBetween(before = -1, after = -1) {
  if (BARRED.includes(before)) return LONG.barred;
  return after === 1 ? LONG.beforeOne : LONG.usual;
}

const isDigit = (/** @type {number} */ digit) => digit >= 0 && digit < DIGITS;

/**
 * @param {Piece} piece
 * @returns {{ piece: Piece, isBar: boolean }[]} from left to right; none where there is no bar
 */
function partsByBars(piece) {
  const { width, height } = piece.box;
  const bars = width < WIDE * height ? [] : barsIn(piece);
  if (bars.length === 0) return [];
  const ends = [0, ...bars.flatMap(({ from, to }) => [from, to]), width];
  return ends.slice(1).flatMap((to, i) => {
    const part = partOf(piece, { from: ends[i], to });
    return part ? [{ piece: part, isBar: i % 2 === 1 }] : [];
  });
}

/** @param {Piece} piece @returns {Columns[]} of its bars */
function barsIn({ box: { width, height }, values }) {
  const middles = Array.from({ length: width }, (_, x) => middleOfBar(values, x, width, height));
  /** @type {Columns[]} */
  const found = [];
  for (let from = 0; from < width; from++) {
    let to = from;
    while (to < width && middles[to] !== null) to++;
    const length = to - from;
    const drift = length > 0 ? Math.abs(Number(middles[to - 1]) - Number(middles[from])) : 0;
    if (length >= LONG.usual * height && drift <= LEVEL * length) found.push({ from, to });
    from = to;
  }
  return found;
}

/**
 * @param {Float32Array} values
 * @param {number} x
 * @param {number} width
 * @param {number} height
 * @returns {number | null} the row of the middle of the only ink in a column, where it is as thin as a bar's
 */
function middleOfBar(values, x, width, height) {
  let [first, last] = [-1, -1];
  for (let y = 0; y < height; y++) {
    if (values[y * width + x] <= INK) continue;
    if (first < 0) first = y;
    last = y;
    if (last - first >= BAR.thick * height) return null;
  }
  const middle = (first + last) / 2;
  return first >= 0 && middle >= BAR.from * height && middle <= BAR.to * height ? middle : null;
}

/** @param {Piece} piece @param {Columns} columns @returns {Piece | null} cut to its ink; null where there is none */
function partOf({ box, values }, { from, to }) {
  const ink = { width: box.width, height: box.height, values };
  const columns = { x: from, y: 0, width: to - from, height: box.height };
  const part = { ...columns, values: cutOut(ink, columns) };
  const own = inkBox(part);
  return own && { box: { ...own, x: box.x + from + own.x, y: box.y + own.y }, values: cutOut(part, own) };
}
