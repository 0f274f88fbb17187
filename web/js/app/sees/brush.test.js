import assert from "node:assert/strict";
import test from "node:test";
import { touched } from "./brush.js";

const SIDE = 28;
const EMPTY = new Float32Array(SIDE * SIDE);
const at = (/** @type {Float32Array} */ image, /** @type {number} */ x, /** @type {number} */ y) => image[y * SIDE + x];

test("ink is added along a line as wide as the pen, and the digit that was there stays", () => {
  const given = EMPTY.slice();
  given[0] = 0.5;
  const image = touched(given, { x: 5, y: 10.5 }, { x: 20, y: 10.5 }, false);
  assert.equal(at(image, 12, 10), 1);
  assert.ok(at(image, 12, 11) > 0.7 && at(image, 12, 11) < 0.9); // 1.3 pixels to each side
  assert.equal(at(image, 12, 12), 0);
  assert.equal(at(image, 0, 0), 0.5);
  assert.equal(given[10 * SIDE + 12], 0);
});

test("what is erased goes, nothing beside it does, and no value leaves 0 to 1", () => {
  const full = EMPTY.map(() => 1);
  const image = touched(full, { x: 14, y: 14 }, { x: 14, y: 14 }, true);
  assert.equal(at(image, 13, 13), 0);
  assert.equal(at(image, 14, 20), 1);
  assert.ok(image.every((value) => value >= 0 && value <= 1));
});
