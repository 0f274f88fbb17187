import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, DIGITS } from "../shared/contract.js";
import { pieceOf } from "./pictures.fixture.js";
import { withDashesApart } from "./touching-dashes.js";

const stroke = (/** @type {number[][]} */ ...points) => points.map(([x, y]) => ({ x, y }));
const ring = (/** @type {number} */ x) =>
  Array.from({ length: 40 }, (_, i) => ({ x: x + 30 * Math.cos(i / 6), y: 100 + 50 * Math.sin(i / 6) }));
const bar = (/** @type {number} */ from, /** @type {number} */ to, y = 100) => stroke([from, y], [to, y]);

/**
 * How wide the parts of a piece are, where what is high is the digit `of`, and what is wide is no digit unless told.
 * @param {import("../types.js").Stroke[]} strokes
 * @param {{ of?: number, whole?: number }} [how]
 */
async function partsOf(strokes, { of = 0, whole = DIGITS } = {}) {
  const piece = pieceOf(strokes);
  const score = async (/** @type {import("./paper.js").Piece[][]} */ groups) =>
    groups.map(([one]) => {
      const probabilities = new Float32Array(CLASSES);
      probabilities[one === piece ? whole : one.box.height > 50 ? of : DIGITS] = 1;
      return { probabilities };
    });
  const parts = await withDashesApart([piece], score);
  return parts.map(({ box }) => (box.height > 50 ? "digit" : "dash")).join(" ");
}

test("a dash that touches the digits on both sides is a part of its own", async () => {
  assert.equal(await partsOf([ring(50), bar(80, 125), ring(155)]), "digit dash digit");
});

test("a dash that touches one digit is, too, and the longer where the digit reads the same with it", async () => {
  assert.equal(await partsOf([ring(50), bar(80, 115)]), "digit dash");
  assert.equal(await partsOf([ring(50), bar(80, 115)], { whole: 0 }), "digit");
  assert.equal(await partsOf([ring(50), bar(80, 140)], { whole: 0 }), "digit dash");
});

test("bars of 4s and 7s that touch the next digit are none", async () => {
  assert.equal(await partsOf([ring(50), bar(80, 125), ring(155)], { of: 4 }), "digit");
  assert.equal(await partsOf([ring(50), bar(80, 155), ring(185)], { of: 7 }), "digit dash digit");
});

test("a bar after a 2 is its tail where it is low", async () => {
  const two = { of: 2, whole: 2 };
  assert.equal(await partsOf([ring(50), bar(80, 140)], two), "digit dash");
  assert.equal(await partsOf([ring(50), bar(75, 140, 116)], two), "digit");
  assert.equal(await partsOf([ring(50), bar(75, 140, 116)], { of: 3, whole: 3 }), "digit dash");
});

test("the upstroke of a 1 that touches the digit before is none", async () => {
  assert.equal(await partsOf([ring(50), bar(80, 115), ring(145)]), "digit dash digit");
  assert.equal(await partsOf([ring(50), bar(80, 115), ring(145)], { of: 1 }), "digit");
});

test("a plus, a bar at the foot, and a bar beside what is no digit are none", async () => {
  assert.equal(await partsOf([stroke([50, 50], [50, 150]), bar(15, 85)], { of: 1 }), "digit");
  assert.equal(await partsOf([ring(50), bar(60, 125, 148), ring(155)]), "digit");
  assert.equal(await partsOf([ring(50), bar(80, 125), ring(155)], { of: DIGITS }), "digit");
});
