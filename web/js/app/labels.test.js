import assert from "node:assert/strict";
import test from "node:test";
import { labelSide } from "./labels.js";

const SIZE = { width: 1000, height: 750 };

/** A digit 60×100. @param {number} x @param {number} y @param {number} [row] */
const digit = (x, y, row = 0) => ({ box: { x, y, width: 60, height: 100 }, row });

test("a label stands below its box, and at the lower edge above it", () => {
  assert.equal(labelSide(digit(200, 100), [], SIZE), "below");
  assert.equal(labelSide(digit(200, 640), [], SIZE), "above");
});

test("it is in no digit of another row, and where there is no room on either side it is on its own ink", () => {
  const [first, second, third] = [digit(200, 100), digit(230, 230, 1), digit(200, 370, 2)];
  assert.equal(labelSide(first, [first, second, third], SIZE), "above");
  assert.equal(labelSide(second, [first, second, third], SIZE), "within");
  assert.equal(labelSide(third, [first, second, third], SIZE), "below");
});

test("digits of the same row, and those beside it, leave it where it is", () => {
  assert.equal(labelSide(digit(200, 100), [digit(270, 130), digit(500, 210, 1)], SIZE), "below");
});
