/**
 * Points and commas that touch the foot of a digit, in pictures: where only the blur between them is ink, and another
 * digit follows, they come apart at a higher level of it. Pure.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./paper.js").Piece} Piece
 */
import { gapBetween } from "../numbers/rectangle.js";
import { connected, grown } from "./components.js";
import { cutOut, inkBox } from "./ink-box.js";
import { pieceOf } from "./paper.js";

// A share of full ink: what does not hang together by more is two. Of 150 numbers without marks none comes apart, at
// 0.9 three do. Larger, ends of digits come apart; smaller, marks that touch are lost.
const FULL = 0.75;

// Shares of the piece's height: a mark that came apart is so large at most, its middle so far down. Larger `size`, and
// smaller `from`, strokes of digits are taken for marks.
const FOOT = { size: 0.4, from: 0.6 };

// A share of a mark's width that is under or over other ink of the piece at most. Larger, ends of broken stems come
// apart as commas; smaller, marks that stand under a digit's slope are lost.
const UNDER = 0.5;

/**
 * @param {Piece} piece
 * @param {Box[]} beside of all pieces; a mark has ink of the height of its piece on both sides
 * @returns {Piece[]} what is left of it, and the marks that came apart
 */
export function withFeetApart(piece, beside) {
  const { x, y, width, height } = piece.box;
  const ink = { width, height, values: piece.values };
  const parts = grown(connected({ width, height, mask: Uint8Array.from(piece.values, (v) => Number(v > FULL)) }), ink);
  const mayBeFoot = (/** @type {Box} */ box) =>
    Math.max(box.width, box.height) <= FOOT.size * height && box.y + box.height / 2 >= FOOT.from * height;
  const others = parts.filter(({ box }) => !mayBeFoot(box));
  const inRow = beside.filter((box) => box.y < y + height && box.y + box.height > y);
  const ends = [...others.map(({ box }) => box), ...inRow.map((box) => ({ ...box, x: box.x - x }))];
  const isBetween = (/** @type {number} */ at) =>
    ends.some((box) => box.x + box.width <= at) && ends.some((box) => box.x >= at);
  const feet = parts.filter(
    ({ box }) =>
      mayBeFoot(box) &&
      isBetween(box.x + box.width / 2) &&
      others.every((other) => gapBetween(other.box, box).x >= -UNDER * box.width),
  );
  if (feet.length === 0 || others.length === 0) return [piece];
  const rest = piece.values.slice();
  for (const { runs } of feet) for (let run = 0; run < runs.length; run += 2) rest.fill(0, runs[run], runs[run + 1]);
  const own = /** @type {Box} */ (inkBox({ ...ink, values: rest }));
  return [{ box: own, values: cutOut({ width, values: rest }, own) }, ...feet.map((foot) => pieceOf(foot, ink, 1))].map(
    ({ box, values }) => ({ box: { ...box, x: x + box.x, y: y + box.y }, values }),
  );
}
