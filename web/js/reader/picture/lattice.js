/**
 * A piece of a picture to the digits in it that touch: many cuts, the network on what lies between any two of them, and
 * of all ways through these windows the reading that is the likeliest (the segmentation lattice of LeCun and others,
 * "Gradient-based learning applied to document recognition", 1998, section V).
 *
 * A window counts by what the network says of it and by how it looks. Slices of strokes read as 1, so the network alone
 * reads too many digits: what a window's shape and its cuts say was learnt with it, so that of numbers by training
 * writers, made to touch, the true readings become the likeliest of all (a conditional random field: Lafferty, McCallum
 * and Pereira, 2001; bench/touching.py learns it anew). All ways that read the same count together.
 *
 * Two windows in a row need not share a cut: where digits are written over each other both have some of the same ink,
 * and where a line joins them some is in neither.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./cuts.js").Cut} Cut
 * @typedef {import("./windows.js").Window} Window
 * @typedef {import("../numbers/segment.js").Score} Score
 * @typedef {{ from: number, to: number, window: Window }} Edge the windows of a lattice, by the numbers of their cuts
 * @typedef {{ from: number, to: number, ink: number }} Joint after a window that ends at the cut `from` may come one
 *   that begins at `to`; the ink that both have, or, below 0, that neither has, in pen widths times the height
 * @typedef {{ cuts: Cut[], edges: Edge[], joints: Joint[], whole: import("./window-value.js").Whole }} Lattice
 * @typedef {(groups: Piece[][]) => Promise<Score[]>} Read
 */
import { confidenceOf } from "../numbers/confidence.js";
import { cutsOf, inkBetweenIn, inkIn, penOf } from "./cuts.js";
import { reduced } from "./ground.js";
import { likeliestWays, waysReading } from "./likeliest-way.js";
import { areDigits, seconded } from "./second-opinion.js";
import { windowBetween } from "./windows.js";

// Widths of a piece, in heights of it. A narrower one is one digit, and a wider one is a line: neither is cut. Larger,
// the first leaves two narrow digits uncut, and the second cuts lines for nothing, which takes time.
const NARROWEST = 0.5;
const FLATTEST = 10;

// A share of a piece's box. With more ink it is a dash or a blot, and not cut. Larger, these are cut for nothing.
const SOLID = 0.7;

// Pixels of height that a lattice is made in. Larger, it takes longer, and reads the same.
const FINEST = 64;

// Heights: how far cuts are apart, from the first choice to the last. The next one is taken where there would be too
// many windows. Smaller, more has to be read, which takes longer.
const APART = [0.05, 0.075, 0.1, 0.16];

// Windows that the network reads, of one piece and of all pieces of a picture. Five digits that touch have some 250,
// and more than seven have cuts further apart. Larger, scribbles and words take longer; past it, what is left stays in
// one piece.
const MOST = { piece: 400, picture: 1000 };

// Pen widths times the height: with more ink that both have, or that neither has, two windows do not follow each other.
// Larger, it takes longer, and finds the same.
const JOINED = 0.8;

// What the windows of a way count in the mean, in logarithms: with less, a piece is not these digits. Of numbers by
// validation writers that touch and were read rightly, 79 of 80 have more; of letters that fall into digits, 9 of 10
// have less. Larger, more digits that touch read as "?"; smaller, more letters read as numbers.
const LIKELY = 0;

// The same of a piece that begins with an upright stroke, as if with a 1, as many letters do, such as n, M or R; and
// the least confidence in any of its windows. Larger, more numbers that begin with a 1 read as "?"; smaller, more
// letters read as numbers.
const BESIDE_STEM = { value: 1, confidence: 0.65 };

// Heights of the whole. Windows between cuts that are further apart are too wide for one digit. Larger, more is tried.
const FARTHEST = 2.2;

/**
 * @param {Read} read each group as one digit
 * @param {import("./row-network.js").Second | null} [second] the second opinion, where it is there
 * @returns {(piece: Piece) => Promise<Piece[]>} of one picture: a piece's digits, from left to right, without slivers
 *   that belong to none; the piece alone where it can't be several digits, or too much has been read
 */
export function createLattices(read, second) {
  let left = MOST.picture;
  return async (piece) => {
    if (!mayBeSeveral(piece)) return [piece];
    const { ink, by } = reducedInk(piece);
    const lattice = latticeOf(ink, Math.min(left, MOST.piece));
    if (!lattice) return [piece];
    left -= lattice.edges.length;
    const scores = await read(lattice.edges.map(({ window }) => [window.piece]));
    const ways = likeliestWays(lattice, scores);
    /** @type {(import("./likeliest-way.js").Way & Partial<import("./second-opinion.js").Seconded>)[]} */
    const [best] = second ? seconded(ways, second(piece), (texts) => waysReading(lattice, scores, texts)) : ways;
    if (!best || best.way.length < 2) return [piece];
    const own = best.way.map((edge) => scores[lattice.edges.indexOf(edge)]);
    return isNumber(best, own)
      ? best.way.map(({ window }, i) => ({ ...enlarged(window.piece, piece, by), told: best.told?.[i] }))
      : [piece];
  };
}

/**
 * @param {import("./likeliest-way.js").Way & { likelihood?: number }} best
 * @param {Score[]} scores of its windows
 */
function isNumber({ value, likelihood }, scores) {
  if (likelihood === undefined) return value >= LIKELY && !mayBeLetter(scores, value);
  const windows = scores.map(({ probabilities }) => probabilities);
  return areDigits({ value, likelihood }, windows);
}

/**
 * Whether windows are rather the parts of a letter: many begin with an upright stroke, as if with a 1.
 * @param {Score[]} scores of the windows, from left to right
 * @param {number} value what they count in the mean
 */
function mayBeLetter(scores, value) {
  if (scores[0].probabilities[1] !== confidenceOf(scores[0])) return false;
  return value < BESIDE_STEM.value || scores.some((score) => confidenceOf(score) < BESIDE_STEM.confidence);
}

/** @param {Piece} piece */
function mayBeSeveral(piece) {
  const { width, height } = piece.box;
  if (width < NARROWEST * height || width > FLATTEST * height) return false;
  return inkIn(piece) <= SOLID * width * height;
}

/**
 * @param {Field} ink of a piece, reduced
 * @param {number} [most] windows
 * @returns {Lattice | null} null where there would be more
 */
export function latticeOf(ink, most = MOST.piece) {
  for (const apart of APART) {
    const cuts = cutsOf(ink, apart);
    const edges = edgesOf(ink, cuts, most);
    const whole = { height: ink.height, pen: penOf(ink) };
    if (edges) return { cuts, edges, joints: jointsOf(ink, cuts, whole), whole };
  }
  return null;
}

/**
 * @param {Field} ink
 * @param {Cut[]} cuts
 * @param {import("./window-value.js").Whole} whole
 * @returns {Joint[]} but for those of windows that share a cut
 */
function jointsOf(ink, cuts, { height, pen }) {
  const between = inkBetweenIn(ink);
  return cuts.flatMap((left, from) =>
    cuts.slice(from + 1).flatMap((right, i) => {
      const some = between(left, right) / (pen * height);
      const to = from + 1 + i;
      return some > JOINED
        ? []
        : [
            { from, to, ink: -some },
            { from: to, to: from, ink: some },
          ];
    }),
  );
}

/**
 * The ink that a lattice is made in, and how many pixels of the piece, each way, are one of its.
 * @param {Piece} piece
 */
export function reducedInk(piece) {
  const by = Math.ceil(piece.box.height / FINEST);
  return { ink: reduced({ ...piece.box, values: piece.values }, by), by };
}

/**
 * @param {Field} ink
 * @param {Cut[]} cuts
 * @param {number} most
 * @returns {Edge[] | null} by their first cuts
 */
function edgesOf(ink, cuts, most) {
  const edges = [];
  for (const [from, left] of cuts.entries()) {
    for (let to = from + 1; to < cuts.length && cuts[to].middle - left.middle <= FARTHEST * ink.height; to++) {
      const window = windowBetween(ink, left, cuts[to]);
      if (window) edges.push({ from, to, window });
      if (edges.length > most) return null;
    }
  }
  return edges;
}

/**
 * The pixels of a piece that a window of its reduced ink stands for.
 * @param {Piece} window
 * @param {Piece} piece
 * @param {number} by pixels of the piece, each way, for one of the window
 * @returns {Piece}
 */
function enlarged({ box: small, values }, piece, by) {
  const [x, y] = [by * small.x, by * small.y];
  const [width, height] = [
    Math.min(by * small.width, piece.box.width - x),
    Math.min(by * small.height, piece.box.height - y),
  ];
  const ink = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (values[Math.floor(row / by) * small.width + Math.floor(column / by)] <= 0) continue;
      ink[row * width + column] = piece.values[(y + row) * piece.box.width + x + column];
    }
  }
  return { box: { x: piece.box.x + x, y: piece.box.y + y, width, height }, values: ink };
}
