/**
 * A picture's pieces of ink to digits: which of them are one digit, and what each reads as at a glance. In short tasks,
 * since it may run on the page's own thread.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../shared/next-turn.js").Pace} Pace
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../reading.js").Found & { place: Box, probabilities: Float32Array, isDoubtful?: boolean }} Placed
 *   what was found, and the 11 at a glance; `isDoubtful`: a mark may be a part of its ink, or have been lost beside it
 * @typedef {Placed & Partial<Alone>} Glanced
 *
 * @typedef {{ image: Float32Array, probabilities: Float32Array } & Partial<Alone>} Read a prepared digit, and what it
 *   reads as: 11
 * @typedef {{ alone: Float32Array, told: import("./second-opinion.js").Told }} Alone what it reads as by the network
 *   alone, and how that becomes what both opinions come to
 *
 * @typedef {object} Tools
 * @property {(images: Float32Array) => Promise<Float32Array>} glance n×784 in, n×11 out
 * @property {Pace} pace of the whole reading; it ends the work where the reading is no longer wanted
 * @property {(share: number) => void} onProgress is told how much of the work is done, in [0, 1], rising
 * @property {import("./row-network.js").Second | null} [second] the second opinion on digits that touch, where it is
 *   there
 */
import { confidenceOf } from "../numbers/confidence.js";
import { marksAmong } from "../numbers/marks.js";
import { gapBetween, middleY, union } from "../numbers/rectangle.js";
import { segment } from "../numbers/segment.js";
import { CLASSES, DIGITS, PIXELS } from "../shared/contract.js";
import { joined } from "../shared/joined.js";
import { rowsOfLength } from "../shared/rows-of-length.js";
import { closeMarksAmong, closeSpecks } from "./close-marks.js";
import { likelyViews, readsBetter } from "./direction.js";
import { elongationOf } from "./elongation.js";
import { goesAround, unframed } from "./frames.js";
import { withFeetApart } from "./feet.js";
import { fromPieces } from "./from-pieces.js";
import { aloneInCells, inCells, inTwoCells } from "./in-cells.js";
import { createLattices } from "./lattice.js";
import { marksBeside, numbersAmong } from "./numbers-among.js";
import { withDashesApart } from "./touching-dashes.js";
import { back, turnedBox, turnedPieces } from "./turned.js";

// Groups of pieces that the network reads at once. More of them make reading no faster, and the page answers later
// meanwhile: six take some 5 ms.
const AT_ONCE = 6;

// How much of what is left to do the groups of one call take: of a page of digits, the first call has most of them.
// Larger, the progress of the calls after it is hardly seen.
const OF_THE_REST = 0.8;

// A confidence with which two pieces above one another are two digits of two rows. Larger, rows that are close together
// run into each other; smaller, digits in two pieces fall apart.
const SURE = 0.9;

// A confidence, as `several` in segment.js has it. It is low, since a lattice has said already that these are digits.
// Larger, more digits that touch read as "?"; smaller, more words read as numbers.
const SEVERAL = 0.5;

// What is no digit, and no part of one that is sure without it: what extends so many times as far, and what is above or
// below it with such a gap between, in heights of the digit. Larger, print, signs and lines near digits are read with
// them; smaller, bars of digits are left out.
const NO_PART = { larger: 2.5, gap: 0.2 };

// Of two pieces above one another: the gap between them, in heights of both together, and the width of both in such
// heights. Two rings with less of a gap, or wider, may be an 8. Larger, the first joins close rows, the second takes
// more 8s for two 0s.
const STACKED = { gap: -0.04, width: 0.42 };

// Shares of a digit's height: a part of it beside the others, so low and so far down, may be a mark. Larger `height`,
// and smaller `from`, more digits in several pieces are to be checked.
const ASIDE = { height: 0.45, from: 0.65 };

/**
 * @param {import("./found.js").Pieces} picture
 * @param {Tools} tools
 * @returns {Promise<{ found: Glanced[], leftOut: number, quarters: import("./turned.js").Quarters }>} boxes in the
 *   pieces' pixels; how many pieces were not read, since there are too many; how far the picture was turned to be read
 * @throws what the pace rejects with, once the reading is no longer wanted
 */
export async function digitsOf(picture, { glance, pace, onProgress, second }) {
  const { others, wholes, specks, cells, fields, leftOut } = picture;
  const { score, known } = createScores({ glance, pace, onProgress });
  const confidences = async (/** @type {Piece[][]} */ groups) => (await score(groups)).map(confidenceOf);
  const { cut, wholeOf } = createCuts(score, second);
  const areApart = (/** @type {Piece} */ a, /** @type {Piece} */ b) => {
    if (wholeOf(a) !== undefined && wholeOf(a) === wholeOf(b)) return true; // each is a digit already
    const [one, other] = [known([a]), known([b])];
    if (!one || !other) return false;
    if (goesAround(a, one, b, other) || goesAround(b, other, a, one)) return true;
    if (isNoPartOf(a.box, one, b.box, other) || isNoPartOf(b.box, other, a.box, one)) return true;
    return areOfTwoRows(a.box, b.box, one, other);
  };
  const nothing = { isLigature: never, meet: never };
  const kind = { ...nothing, boxOf: boxOfPiece, cut, several: SEVERAL, score };
  /**
   * @typedef {{ found: Glanced[], numbers: Glanced[], quarters: import("./turned.js").Quarters }} View
   * @type {(view: import("./direction.js").View) => Promise<View>}
   */
  const readView = async ({ pieces: all, quarters }) => {
    await score(all.map((piece) => [piece]));
    const whole = unframed(all, (piece) => /** @type {Read} */ (known([piece])));
    const isWhole = all === others || wholes.includes(all[0]);
    const dashed = await withDashesApart(whole, score);
    const parted = isWhole ? dashed.map((piece) => [piece]) : await withFeet(dashed, confidences);
    const pieces = parted.map(([piece]) => piece);
    const small = isWhole ? [] : [...turnedPieces(specks, quarters), ...parted.flatMap(([, ...feet]) => feet)];
    const specksHere = new Set(small);
    const inCell = quarters === 0 ? aloneInCells(pieces, cells) : new Set();
    const ink = {
      touching: -Infinity,
      room: 0,
      isTold: (/** @type {Piece} */ piece) => inCell.has(piece),
      elongation: elongationOf,
      areInk: true,
      score,
    };
    const among = await marksAmong([...pieces, ...small], { ...ink, boxOf: boxOfPiece, isIn });
    const isSpeck = (/** @type {Piece} */ piece) => specksHere.has(piece);
    const close = await closeMarksAmong(among.rest, { ...ink, isSpeck });
    const ofClose = new Set(close.flatMap((mark) => mark.pieces));
    const left = among.rest.filter((piece) => !ofClose.has(piece));
    const rest = left.filter((piece) => !isSpeck(piece));
    const inPicture = (/** @type {Piece} */ { box }) => turnedBox(box, back(quarters)); // where cells are, too
    const areOfTwo = (/** @type {Piece} */ a, /** @type {Piece} */ b) =>
      inTwoCells(inPicture(a), inPicture(b), cells) || areApart(a, b);
    const segments = await segment(rest, { ...kind, areOneSign: among.areOne, areApart: areOfTwo }, pace);
    const late = await closeSpecks(left.filter(isSpeck), segments, ink);
    const marks = [...among.marks, ...close, ...late.marks];
    const ofMarks = new Set(marks.flatMap((mark) => mark.pieces));
    const lost = new Set(
      parted.flatMap(([piece, ...feet]) => (feet.every((foot) => ofMarks.has(foot)) ? [] : [piece])),
    );
    const read = await score(marks.map((mark) => mark.pieces));
    const placed = (/** @type {Box} */ box) => ({ place: box, box: turnedBox(box, back(quarters)) });
    const digits = segments.map(({ pieces: own, box, score: each }) => ({
      ...{ ...each, ...placed(box) },
      ...(own.some((piece) => late.doubtful.has(piece) || lost.has(piece) || mayBeMark(piece, own, box)) && {
        isDoubtful: true,
      }),
    }));
    const signs = marks.map(({ box, mark }, i) => ({ ...read[i], ...placed(box), mark }));
    const found = /** @type {Glanced[]} */ ([...digits, ...signs]);
    const numbers = numbersAmong(
      found.filter(({ mark }) => !mark),
      cells,
      fields,
    );
    return { found, numbers, quarters };
  };
  const readOf = (/** @type {View} */ { found, numbers }) => ({
    confidences: numbers.map(confidenceOf),
    isWhole: numbers.length === found.filter(({ mark }) => !mark).length,
  });
  const [first, other] = await likelyViews(picture, confidences);
  const asItLies = await readView(first);
  const turned = other && (await readView(other));
  onProgress(1);
  const { found, numbers, quarters } = turned && readsBetter(readOf(turned), readOf(asItLies)) ? turned : asItLies;
  return { found: inCells([...numbers, ...marksBeside(numbers, found)], cells), leftOut, quarters };
}

/**
 * Reads groups of pieces, each once.
 * @param {Tools} tools
 * @returns {{
 *   score: (groups: Piece[][]) => Promise<Read[]>,
 *   known: (group: Piece[]) => Read | undefined,
 * }} `known`: what a group was read as, if it was
 */
function createScores({ glance, pace, onProgress }) {
  let done = 0;
  /** @type {Map<string, Read>} */
  const all = new Map();
  const keyOf = createKeys();
  const known = (/** @type {Piece[]} */ group) => all.get(keyOf(group));
  const score = async (/** @type {Piece[][]} */ groups) => {
    const before = done;
    const unknown = groups.filter((group) => !known(group));
    const scores = await scoresOfPieces(unknown, { glance, pace }, (share) => {
      done = before + share * OF_THE_REST * (1 - before);
      onProgress(done);
    });
    unknown.forEach((group, i) => all.set(keyOf(group), withTold(group, scores[i])));
    return groups.map((group) => /** @type {Read} */ (known(group)));
  };
  return { score, known };
}

/**
 * What a group reads as: by both opinions, where it is a digit that the second one has told of.
 * @param {Piece[]} group
 * @param {Read} read
 * @returns {Read}
 */
function withTold(group, read) {
  const told = group.length === 1 ? group[0].told : undefined;
  if (!told) return read;
  return { ...read, probabilities: told(read.probabilities), alone: read.probabilities, told };
}

/** @returns {(group: Piece[]) => string} the same for the same pieces in the same order */
function createKeys() {
  /** @type {Map<Piece, number>} */
  const numbers = new Map();
  return (group) => {
    for (const piece of group) if (!numbers.has(piece)) numbers.set(piece, numbers.size);
    return group.map((piece) => numbers.get(piece)).join();
  };
}

/**
 * Cuts pieces of one picture, each once, so that what their parts read as is known.
 * @param {import("./lattice.js").Read} score
 * @param {import("./row-network.js").Second | null} [second]
 * @returns {{
 *   cut: (piece: Piece) => Promise<Piece[]>,
 *   wholeOf: (part: Piece) => Piece | undefined,
 * }} `wholeOf`: the piece that a part was cut from
 */
function createCuts(score, second) {
  const digitsIn = createLattices(score, second);
  /** @type {Map<Piece, Promise<Piece[]>>} */
  const known = new Map();
  /** @type {Map<Piece, Piece>} */
  const wholes = new Map();
  const cut = (/** @type {Piece} */ piece) => {
    const parts = known.get(piece) ?? digitsIn(piece);
    known.set(piece, parts);
    return parts;
  };
  return {
    async cut(piece) {
      const parts = await cut(piece);
      if (parts.length > 1) for (const part of parts) wholes.set(part, piece);
      return parts;
    },
    wholeOf: (part) => wholes.get(part),
  };
}

/**
 * Whether something is no part of a digit, which is one without it.
 * @param {Box} digit
 * @param {{ probabilities: Float32Array }} score what it reads as
 * @param {Box} box
 * @param {{ probabilities: Float32Array }} other what that reads as
 */
function isNoPartOf(digit, score, box, other) {
  if (confidenceOf(score) < SURE || other.probabilities[DIGITS] < SURE) return false;
  if (extentOf(box) >= NO_PART.larger * extentOf(digit)) return true;
  const isOne = score.probabilities[1] >= SURE; // which may be the stem of a letter
  return !isOne && gapBetween(digit, box).y >= NO_PART.gap * digit.height;
}

const extentOf = (/** @type {Box} */ { width, height }) => Math.max(width, height);

/**
 * Whether two pieces above one another are digits of two rows, and not the parts of one.
 * @param {Box} a
 * @param {Box} b
 * @param {{ probabilities: Float32Array }} one what the first reads as
 * @param {{ probabilities: Float32Array }} other
 */
function areOfTwoRows(a, b, one, other) {
  const { width, height } = union([a, b]);
  if (gapBetween(a, b).y < STACKED.gap * height || Math.min(confidenceOf(one), confidenceOf(other)) < SURE)
    return false;
  const areRings = one.probabilities[0] >= SURE && other.probabilities[0] >= SURE;
  return !areRings || width <= STACKED.width * height;
}

/**
 * @param {Piece[]} pieces
 * @param {(groups: Piece[][]) => Promise<number[]>} confidences
 * @returns {Promise<Piece[][]>} each, or what it is without marks at its foot, and these: where it is as sure a digit
 */
async function withFeet(pieces, confidences) {
  const boxes = pieces.map(boxOfPiece);
  const tried = pieces.map((piece) => withFeetApart(piece, boxes));
  const whole = await confidences(pieces.map((piece) => [piece]));
  const rest = await confidences(tried.map(([piece]) => [piece]));
  return tried.map((parts, i) => (rest[i] >= whole[i] ? parts : [pieces[i]]));
}

/**
 * Whether a piece of a digit may be a mark: it is low and small, and beside all others.
 * @param {Piece} piece
 * @param {Piece[]} all of the digit
 * @param {Box} whole
 */
function mayBeMark({ box }, all, whole) {
  const isLow = box.height <= ASIDE.height * whole.height && middleY(box) >= whole.y + ASIDE.from * whole.height;
  return isLow && all.length > 1 && all.every((other) => other.box === box || gapBetween(other.box, box).x > 0);
}

const boxOfPiece = (/** @type {Piece} */ { box }) => box;

// A share of full ink. Larger, marks that just touch a digit stand apart from it.
const INK = 0.3;

/** Whether a piece has ink in a box. @param {Piece} piece @param {Box} box */
function isIn({ box, values }, { x, y, width, height }) {
  const [left, top] = [Math.max(0, Math.floor(x - box.x)), Math.max(0, Math.floor(y - box.y))];
  const right = Math.min(box.width, Math.ceil(x + width - box.x));
  const bottom = Math.min(box.height, Math.ceil(y + height - box.y));
  for (let row = top; row < bottom; row++) {
    for (let at = row * box.width + left; at < row * box.width + right; at++) if (values[at] > INK) return true;
  }
  return false;
}

const noDigit = () => Float32Array.from({ length: CLASSES }, (_, i) => Number(i === DIGITS));

const never = () => false; // only of strokes can more be told than of their ink

/**
 * Reads groups of a picture's pieces, some at a time.
 * @param {Piece[][]} groups
 * @param {Pick<Tools, "glance" | "pace">} tools
 * @param {(share: number) => void} onProgress how many of these groups are read
 * @returns {Promise<Read[]>}
 */
async function scoresOfPieces(groups, { glance, pace }, onProgress) {
  const scores = [];
  while (scores.length < groups.length) {
    if (pace.isDue()) await pace.turn();
    const images = imagesFor(groups.slice(scores.length, scores.length + AT_ONCE), pace);
    if (pace.isDue()) await pace.turn();
    const probabilities = rowsOfLength(CLASSES, await glance(joined(images)));
    // A network is not made for images without ink, and may take them for a thin digit.
    const scoreOf = (/** @type {Float32Array} */ image, /** @type {number} */ i) =>
      image.some((value) => value > 0) ? probabilities[i] : noDigit();
    scores.push(...images.map((image, i) => ({ image, probabilities: scoreOf(image, i) })));
    onProgress(scores.length / groups.length);
  }
  return scores;
}

/**
 * @param {Piece[][]} groups
 * @param {Pace} pace
 * @returns {Float32Array[]} of the first groups: as many as are prepared until the next turn is due, and one at least
 */
function imagesFor(groups, pace) {
  const images = [];
  do images.push(fromPieces(groups[images.length]) ?? new Float32Array(PIXELS));
  while (images.length < groups.length && !pace.isDue());
  return images;
}
