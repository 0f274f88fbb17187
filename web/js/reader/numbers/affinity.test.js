import assert from "node:assert/strict";
import test from "node:test";
import { affinities, areNear } from "./affinity.js";

/** @typedef {import("../types.js").Box} Box */

/** @param {number} x @param {number} y @param {number} width @param {number} height @returns {Box} */
const box = (x, y, width, height) => ({ x, y, width, height });

/** @param {Box} a @param {Box} b @returns {Promise<number | undefined>} undefined: they are not near */
const between = async (a, b) => (await affinities([a, b], (each) => each))[0].get(1);

/** @param {number | undefined} found @param {number} expected */
const about = (found, expected) => assert.ok(Math.abs(Number(found) - expected) < 0.01, `${found}, not ${expected}`);

const DIGIT = box(0, 0, 60, 100);

test("near is what leaves no wider gap than 0.15 of the size beside it, and 0.25 above or below", async () => {
  assert.equal(areNear(DIGIT, box(74, 0, 60, 100)), true);
  assert.equal(areNear(DIGIT, box(76, 0, 60, 100)), false);
  assert.equal(areNear(DIGIT, box(0, 124, 60, 50)), true);
  assert.equal(areNear(DIGIT, box(0, 126, 60, 50)), false);
});

test("a bar in the middle of a stroke is of its digit, more surely the less of the height it covers", async () => {
  about(await between(DIGIT, box(0, 0, 60, 100)), 6.8);
  about(await between(DIGIT, box(0, 50, 60, 20)), 6.8 + 6.7 * 0.8);
  about(await between(DIGIT, box(0, 20, 60, 50)), 6.8 + 6.7 / 2);
});

test("the further the middles are apart, the less: at a third of the width the odds are even", async () => {
  about(await between(DIGIT, box(0.2 * 60, 0, 60, 100)), 6.8 - 19 * 0.2);
  about(await between(DIGIT, box(0.4 * 60, 0, 60, 100)), 6.8 - 19 * 0.4);
});

test("two bars side by side count as 0.4 of their height wide", async () => {
  about(await between(box(0, 0, 2, 100), box(10, 0, 2, 100)), 6.8 - 19 * (10 / 40));
});

test("nothing speaks more than 2 against two strokes, as long as they are near", async () => {
  assert.equal(await between(DIGIT, box(0.7 * 60, 0, 60, 100)), -2);
  assert.equal(await between(DIGIT, box(0.95 * 60, 0, 60, 100)), -2);
  assert.equal(await between(DIGIT, box(1.05 * 60, 0, 60, 100)), undefined);
});

test("of strokes above one another, a gap counts half of what none does, and a gap of 0.15 all", async () => {
  const upper = box(0, 0, 100, 40);
  const whole = 6.8 + 6.7;
  const below = (/** @type {number} */ gap) => between(upper, box(0, 40 + gap, 100, 40));
  about(await below(0), whole / 2);
  about(await below(7.5), whole / 4);
  about(await below(15), 0);
  about(await below(20), 0);
  about(await below(-15), (6.8 + 6.7 * (1 - 15 / 65)) * 1);
});

test("what is known of two counts in place of their places", async () => {
  const near = await affinities(
    [0, 1, 2],
    () => DIGIT,
    (a, b) => (a === 0 ? (b === 1 ? 12 : -Infinity) : undefined),
  );
  assert.deepEqual([near[0].get(1), near[1].get(0), near[0].get(2)], [12, 12, undefined]);
  about(near[1].get(2), 6.8);
});

test("points and flat lines have affinities, too", async () => {
  const point = box(5, 5, 0, 0);
  assert.ok(Number.isFinite(await between(point, point)));
  assert.ok(Number.isFinite(await between(point, box(0, 5, 10, 0))));
});
