import assert from "node:assert/strict";
import test from "node:test";
import { worthReading } from "./worth-reading.js";

const AREA = 1000 * 1000;

/** @param {number} count @param {number} width @param {number} [height] */
const some = (count, width, height = width) =>
  Array.from({ length: count }, (_, i) => ({ box: { x: 0, y: i, width, height }, mass: (width * height) / 4 }));

test("of many pieces 400 are read, of the usual size, in their order, and the others are counted", () => {
  const all = [...some(100, 20), ...some(380, 40), ...some(100, 60)];
  const { chosen, leftOut } = worthReading(all, AREA);
  assert.equal(chosen.length, 400);
  assert.equal(leftOut, 180);
  assert.equal(chosen.filter(({ box }) => box.width === 40).length, 380);
  assert.deepEqual(
    chosen,
    all.filter((one) => chosen.includes(one)),
  );
});

test("dust is neither read nor counted", () => {
  const { chosen, leftOut } = worthReading([...some(1000, 3), ...some(20, 40)], AREA);
  assert.deepEqual([chosen.length, leftOut], [20, 0]);
});

test("long slanted strokes side by side are read as far as their boxes cover the picture four times", () => {
  const { chosen, leftOut } = worthReading(some(50, 900), AREA);
  assert.deepEqual([chosen.length, leftOut], [4, 46]);
});
