/**
 * A piece of a picture to the digits in it that touch: many cuts, the network on what lies between any two of them, and
 * of all ways through these windows the reading that is the likeliest (the segmentation lattice of LeCun and others,
 * "Gradient-based learning applied to document recognition", 1998, section V).
 *
 * A window counts by what the network says of it and by how it looks. Slices of strokes read as 1, so the network alone
 * reads too many digits: what a window's shape and its cuts say was learnt with it, so that of numbers by training
 * writers, made to touch, the true readings become the likeliest of all (a conditional random field: Lafferty, McCallum
 * and Pereira, 2001). All ways that read the same count together.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./cuts.js").Cut} Cut
 * @typedef {import("./windows.js").Window} Window
 * @typedef {import("../numbers/segment.js").Score} Score
 * @typedef {{ from: number, to: number, window: Window }} Edge the windows of a lattice, by the numbers of their cuts
 * @typedef {(groups: Piece[][]) => Promise<Score[]>} Read
 */
import { confidenceOf } from "../numbers/confidence.js";
import { cutsOf, inkIn } from "./cuts.js";
import { reduced } from "./ground.js";
import { likeliestWay } from "./likeliest-way.js";
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
const APART = [0.065, 0.1, 0.16];

// Windows that the network reads, of one piece and of all pieces of a picture. Five digits that touch have some 200,
// and eight 350. Larger, scribbles and words take longer; past it, what is left stays in one piece.
const MOST = { piece: 400, picture: 1000 };

// What the windows of a way count in the mean, in logarithms: with less, a piece is not these digits. Of numbers by
// training writers that touch and were read rightly, 19 of 20 have more; of letters, nearly all have less. Larger, more
// digits that touch read as "?"; smaller, more letters read as numbers.
const LIKELY = -0.75;

// A confidence: with less of it in any window of a piece that begins with what may be a letter's stem, the piece is
// that letter, such as n, M or R. Of numbers by training writers that touch and were read rightly, 1 of 17 is refused
// so, and 1 of 9 of those read wrongly. Larger, more numbers that begin with a 1 read as "?"; smaller, more letters
// read as numbers.
const BESIDE_STEM = 0.85;

// Heights of the whole. Windows between cuts that are further apart are too wide for one digit. Larger, more is tried.
const FARTHEST = 2.2;

/**
 * @param {Read} read each group as one digit
 * @returns {(piece: Piece) => Promise<Piece[]>} of one picture: a piece's digits, from left to right, without slivers
 *   that belong to none; the piece alone where it can't be several digits, or too much has been read
 */
export function createLattices(read) {
  let left = MOST.picture;
  return async (piece) => {
    if (!mayBeSeveral(piece)) return [piece];
    const by = Math.ceil(piece.box.height / FINEST);
    const ink = reduced({ ...piece.box, values: piece.values }, by);
    const lattice = latticeOf(ink, Math.min(left, MOST.piece));
    if (!lattice) return [piece];
    left -= lattice.edges.length;
    const scores = await read(lattice.edges.map(({ window }) => [window.piece]));
    const { way, value } = likeliestWay(lattice, scores, ink.height);
    const isNumber =
      way.length > 1 && value >= LIKELY && !mayBeLetter(way.map((edge) => scores[lattice.edges.indexOf(edge)]));
    return isNumber ? way.map(({ window }) => enlarged(window.piece, piece, by)) : [piece];
  };
}

/**
 * Whether windows are rather the parts of a letter: many begin with an upright stroke, as if with a 1.
 * @param {Score[]} scores of the windows, from left to right
 */
function mayBeLetter(scores) {
  const isStem = scores[0].probabilities[1] === confidenceOf(scores[0]);
  return isStem && scores.some((score) => confidenceOf(score) < BESIDE_STEM);
}

/** @param {Piece} piece */
function mayBeSeveral(piece) {
  const { width, height } = piece.box;
  if (width < NARROWEST * height || width > FLATTEST * height) return false;
  return inkIn(piece) <= SOLID * width * height;
}

/**
 * @param {Field} ink
 * @param {number} most windows
 * @returns {{ cuts: Cut[], edges: Edge[] } | null} null where there would be more
 */
function latticeOf(ink, most) {
  for (const apart of APART) {
    const cuts = cutsOf(ink, apart);
    const edges = edgesOf(ink, cuts, most);
    if (edges) return { cuts, edges };
  }
  return null;
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
