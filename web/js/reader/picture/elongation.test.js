import assert from "node:assert/strict";
import test from "node:test";
import { elongationOf } from "./elongation.js";
import { covered } from "./pictures.fixture.js";

/** @param {number} toX @param {number} toY of a line from 10, 10 */
const elongation = (toX, toY) =>
  elongationOf({
    box: { x: 0, y: 0, width: 30, height: 30 },
    values: covered([[{ x: 10, y: 10 }, { x: toX, y: toY }]], { width: 30, height: 30 }, 4), // prettier-ignore
  });

test("a dot is as long as wide, and a stroke longer, whichever way it leans", () => {
  assert.ok(elongation(10, 10) < 1.1);
  const [upright, slanted] = [elongation(10, 18), elongation(16, 16)];
  assert.ok(upright > 2 && slanted > 2, `${upright} ${slanted}`);
});

test("one pixel, and no ink at all, are round", () => {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  assert.equal(elongationOf({ box, values: Float32Array.of(1) }), 1);
  assert.equal(elongationOf({ box, values: Float32Array.of(0) }), 1);
});
