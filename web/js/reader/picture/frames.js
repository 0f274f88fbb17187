/**
 * What goes around a digit and is none: circles, frames, the outlines of buttons.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("../numbers/segment.js").Score} Score
 */
import { confidenceOf } from "../numbers/confidence.js";
import { isFrame } from "../numbers/rectangle.js";

// A confidence: with less, what is inside is no digit for sure. Larger, more frames are read with what is in them.
const SURE = 0.9;

// A confidence with which a ring may be a 0, and the share of its height that a digit in it has. Larger, a small digit
// in a ring is taken for a part of a 0; smaller, the slash of a 0 is read as a 1 in a ring.
const RING = { confidence: 0.5, inside: 0.4 };

// A share of each side that a frame's ink is in, and the share of it that may be further inside. Larger, digits that
// touch, with a small one between them, are taken for a frame.
const EDGE = 0.2;
const INSIDE = 0.05;

/**
 * @param {Piece} outer
 * @param {Score} outerScore what it reads as by itself
 * @param {Piece} inner
 * @param {Score} innerScore
 * @returns {boolean} whether the one goes around the other, which is a digit
 */
export function goesAround(outer, outerScore, inner, innerScore) {
  if (!isFrame(outer.box, inner.box) || confidenceOf(innerScore) < SURE) return false;
  const mayBeZero = outerScore.probabilities[0] >= RING.confidence;
  return !mayBeZero || inner.box.height >= RING.inside * outer.box.height;
}

/**
 * @param {Piece[]} pieces
 * @param {(piece: Piece) => Score} scoreOf what each reads as by itself
 * @returns {Piece[]} without frames around others of them
 */
export function unframed(pieces, scoreOf) {
  const sure = pieces.filter((piece) => confidenceOf(scoreOf(piece)) >= SURE);
  return pieces.filter(
    (piece) => !sure.some((inner) => goesAround(piece, scoreOf(piece), inner, scoreOf(inner))) || !isHollow(piece),
  );
}

/** Whether a piece's ink is all along its edges. @param {Piece} piece */
function isHollow({ box: { width, height }, values }) {
  const [left, top] = [Math.ceil(EDGE * width), Math.ceil(EDGE * height)];
  let [all, inside] = [0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      all += values[at];
      if (x >= left && x < width - left && y >= top && y < height - top) inside += values[at];
    }
  }
  return inside <= INSIDE * all;
}
