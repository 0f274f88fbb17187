import assert from "node:assert/strict";
import test from "node:test";
import { union } from "../numbers/rectangle.js";
import { CLASSES, DIGITS } from "../shared/contract.js";
import { closeMarksAmong, closeSpecks } from "./close-marks.js";
import { elongationOf } from "./elongation.js";
import { pieceOf } from "./pictures.fixture.js";

/** @typedef {import("../types.js").Box} Box */

const stroke = (/** @type {number[][]} */ ...points) => points.map(([x, y]) => ({ x, y }));

// 100 high, from 50 to 150: a 1 and the left side of a 0.
const one = pieceOf([stroke([60, 50], [60, 150])]);
const other = pieceOf([stroke([110, 50], [95, 100], [110, 150])]);
const point = pieceOf([stroke([77, 145], [78, 145])]);
const dash = pieceOf([stroke([70, 96], [85, 104])]);
const foot = pieceOf([stroke([65, 151], [88, 151])]);

/**
 * @param {import("./paper.js").Piece[]} pieces
 * @typedef {import("./paper.js").Piece} Piece
 * @param {{ poor?: Piece, alone?: number, together?: number, specks?: Piece[], zero?: Piece }} [how] confidences: of
 *   `poor`, `alone` by itself, `together` with a mark; others are sure 1s, but for `zero`
 */
async function marksOf(pieces, { poor, alone = 0, together = 1, specks = [], zero } = {}) {
  const score = async (/** @type {import("./paper.js").Piece[][]} */ groups) =>
    groups.map((group) => {
      const probabilities = new Float32Array(CLASSES);
      const confidence = group.length > 1 ? together : group[0] === poor ? alone : 1;
      probabilities[group[0] === zero ? 0 : 1] = confidence;
      probabilities[DIGITS] = 1 - confidence;
      return { probabilities };
    });
  const ink = { touching: -Infinity, room: 0, elongation: elongationOf, score };
  const marks = await closeMarksAmong(pieces, { ...ink, isSpeck: (piece) => specks.includes(piece) });
  return marks.map(({ mark }) => mark).join("");
}

test("a point and a dash that nearly touch digits are read where these are sure", async () => {
  assert.equal(await marksOf([one, point, other]), ".");
  assert.equal(await marksOf([one, dash, other]), "-");
});

test("what makes a digit of one that is poor without it is a part of it", async () => {
  assert.equal(await marksOf([one, point, other], { poor: other }), "");
  assert.equal(await marksOf([one, dash, other], { poor: one }), "");
});

test("what reads as a 0 by itself is a small digit, and no comma", async () => {
  assert.equal(await marksOf([one, point, other], { zero: point }), "");
});

test("a speck apart from a poor digit is no part of it", async () => {
  assert.equal(await marksOf([one, point, other], { poor: other, specks: [point] }), ".");
});

test("the foot of a 1, and what is before a number, are no points", async () => {
  assert.equal(await marksOf([one, foot, other]), "");
  assert.equal(await marksOf([point, other]), "");
});

test("a digit is sure by itself with nine tenths", async () => {
  assert.equal(await marksOf([one, point, other], { poor: other, alone: 0.7 }), "");
  assert.equal(await marksOf([one, point, other], { poor: other, alone: 0.95 }), ".");
});

test("a digit further away than a third of its height, or in another row, may be as poor as it likes", async () => {
  const beyond = pieceOf([stroke([140, 50], [140, 150])]);
  const below = pieceOf([stroke([78, 170], [78, 235])]);
  assert.equal(await marksOf([one, point, other, beyond], { poor: beyond }), ".");
  assert.equal(await marksOf([one, point, other, below], { poor: below }), ".");
});

test("a speck that nearly touches a poor digit is a part of it", async () => {
  const close = pieceOf([stroke([84, 145], [85, 145])]);
  assert.equal(await marksOf([one, close, other], { poor: other, specks: [close] }), "");
});

test("a dash may stand at the end of a number", async () => {
  assert.equal(await marksOf([one, dash]), "-");
});

/** A dash at half the height of a digit that slants, from its foot at x = 100, and over its box by so much. */
const overSlanting = (/** @type {number} */ top, /** @type {number} */ by) =>
  marksOf([one, pieceOf([stroke([76 + by, 100], [92 + by, 100])]), pieceOf([stroke([top, 50], [100, 150])])]);

test("a dash may lie over a slanting digit by a tenth of its height, or a quarter of its width if less", async () => {
  assert.equal(await overSlanting(150, 10), "-");
  assert.equal(await overSlanting(150, 14), "");
  assert.equal(await overSlanting(120, 6), "-");
  assert.equal(await overSlanting(120, 8), "");
});

test("a stroke that is steeper than it is wide is no dash", async () => {
  assert.equal(await marksOf([one, pieceOf([stroke([70, 112], [86, 88])]), other]), "");
});

/** @param {...import("./paper.js").Piece} pieces @returns {{ pieces: import("./paper.js").Piece[], box: Box }} */
const segmentOf = (...pieces) => ({ pieces, box: union(pieces.map(({ box }) => box)) });

/**
 * What becomes of the point between the two digits, once all of these are known.
 * @param {ReturnType<typeof segmentOf>[]} segments
 * @param {{ alone?: number, together?: number, speck?: import("./paper.js").Piece }} [how] confidences
 */
async function speckBeside(segments, { alone = 1, together = 1, speck = point } = {}) {
  const score = async (/** @type {import("./paper.js").Piece[][]} */ groups) =>
    groups.map((group) => {
      const confidence = group.includes(speck) ? together : alone;
      return { probabilities: Float32Array.from({ length: CLASSES }, (_, i) => (i === 1 ? confidence : 0)) };
    });
  const ink = { touching: -Infinity, room: 0, elongation: elongationOf, score };
  const { marks, doubtful } = await closeSpecks([speck], segments, ink);
  return { marks: marks.map(({ mark }) => mark).join(""), doubtful: doubtful.size };
}

test("once digits that were in one piece are known, a speck between them is a mark, poor as they are", async () => {
  const digits = [segmentOf(one), segmentOf(other)];
  assert.deepEqual(await speckBeside(digits), { marks: ".", doubtful: 0 });
  assert.deepEqual(await speckBeside(digits, { alone: 0.6, together: 0.5 }), { marks: ".", doubtful: 0 });
  assert.deepEqual(await speckBeside([segmentOf(other)]), { marks: "", doubtful: 0 });
});

test("where a digit reads better with a speck that may be a mark, it is in doubt", async () => {
  const digits = [segmentOf(one), segmentOf(other)];
  assert.deepEqual(await speckBeside(digits, { alone: 0.6, together: 0.7 }), { marks: "", doubtful: 2 });
});

test("a digit in two pieces is one to a speck beside it, and a speck half-way up is dust", async () => {
  const [upper, lower] = [pieceOf([stroke([110, 50], [98, 85])]), pieceOf([stroke([95, 100], [110, 150])])];
  assert.deepEqual(await speckBeside([segmentOf(one), segmentOf(upper, lower)]), { marks: ".", doubtful: 0 });
  const high = pieceOf([stroke([77, 95], [78, 95])]);
  assert.deepEqual(await speckBeside([segmentOf(one), segmentOf(other)], { speck: high }), { marks: "", doubtful: 0 });
});
