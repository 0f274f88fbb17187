import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, DIGITS } from "../shared/contract.js";
import { closeMarksAmong } from "./close-marks.js";
import { elongationOf } from "./elongation.js";
import { pieceOf } from "./pictures.fixture.js";

const stroke = (/** @type {number[][]} */ ...points) => points.map(([x, y]) => ({ x, y }));

// 100 high, from 50 to 150: a 1 and the left side of a 0.
const one = pieceOf([stroke([60, 50], [60, 150])]);
const other = pieceOf([stroke([110, 50], [95, 100], [110, 150])]);
const point = pieceOf([stroke([77, 145], [78, 145])]);
const dash = pieceOf([stroke([70, 96], [85, 104])]);
const foot = pieceOf([stroke([65, 151], [88, 151])]);

/**
 * @param {import("./paper.js").Piece[]} pieces
 * @param {{ poor?: import("./paper.js").Piece, specks?: import("./paper.js").Piece[] }} [how] `poor` is no digit by
 *   itself
 */
async function marksOf(pieces, { poor, specks = [] } = {}) {
  const score = async (/** @type {import("./paper.js").Piece[][]} */ groups) =>
    groups.map((group) => {
      const probabilities = new Float32Array(CLASSES);
      probabilities[group.length === 1 && group[0] === poor ? DIGITS : 1] = 1;
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

test("a speck apart from a poor digit is no part of it", async () => {
  assert.equal(await marksOf([one, point, other], { poor: other, specks: [point] }), ".");
});

test("the foot of a 1, and what is before a number, are no points", async () => {
  assert.equal(await marksOf([one, foot, other]), "");
  assert.equal(await marksOf([point, other]), "");
});
