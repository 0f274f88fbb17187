import assert from "node:assert/strict";
import { test } from "node:test";
import { digitAt, middleOf } from "./selection.js";

const digitIn = (/** @type {number} */ x, /** @type {number} */ y) => ({ box: { x, y, width: 100, height: 200 } });

test("no place is no digit, and neither is a place beside all of them", () => {
  const digits = [digitIn(0, 0), digitIn(300, 0)];
  assert.equal(digitAt(digits, null), -1);
  assert.equal(digitAt(digits, { x: 200, y: 100 }), -1);
  assert.equal(digitAt([], { x: 50, y: 100 }), -1);
});

test("a place in one box is that digit", () => {
  const digits = [digitIn(0, 0), digitIn(300, 0)];
  assert.equal(digitAt(digits, { x: 50, y: 100 }), 0);
  assert.equal(digitAt(digits, { x: 310, y: 190 }), 1);
});

test("where boxes overlap it is the digit whose middle is nearest", () => {
  const digits = [digitIn(0, 0), digitIn(60, 0), digitIn(0, 150)]; // middles (50, 100), (110, 100), (50, 250)
  assert.equal(digitAt(digits, { x: 70, y: 100 }), 0);
  assert.equal(digitAt(digits, { x: 90, y: 100 }), 1);
  assert.equal(digitAt(digits, { x: 50, y: 190 }), 2);
  assert.equal(digitAt(digits.toReversed(), { x: 70, y: 100 }), 2);
});

test("a place on a box's edge is in it, whatever sums of fractions make of it", () => {
  assert.equal(digitAt([digitIn(0, 0)], { x: 100.0000001, y: 200.0000001 }), 0);
  assert.equal(digitAt([digitIn(0, 0)], { x: 102, y: 100 }), -1);
});

test("a box's middle", () => {
  assert.deepEqual(middleOf({ x: 10, y: 20, width: 30, height: 50 }), { x: 25, y: 45 });
});
