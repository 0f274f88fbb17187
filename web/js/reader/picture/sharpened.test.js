import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { edgeWidth } from "./enlarged.js";
import { covered } from "./pictures.fixture.js";
import { sharpened } from "./sharpened.js";

const SIZE = { width: 28, height: 28 };

/** A prepared three whose edges are so many pixels wide. @param {number} soft */
const three = (soft) =>
  Float64Array.from(covered(placed(DRAWINGS.three, { x: 5, y: 5, size: 18 }), SIZE, 3.4, Math.max(soft, 1)));

/** @param {Float64Array} values */
const widthOf = (values) => edgeWidth({ ...SIZE, values });

/** @param {Float64Array} a @param {Float64Array} b their mean difference */
const apart = (a, b) => a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;

test("soft edges become about as sharp as those of MNIST, and the digit like the one that was never blurred", () => {
  const [soft, sharp] = [three(2), three(1)];
  assert.ok(widthOf(soft) > 1.8 && widthOf(sharp) < 1.2, `${widthOf(soft)} ${widthOf(sharp)}`);
  assert.ok(widthOf(sharpened(soft)) < 1.65, `${widthOf(sharpened(soft))}`);
  assert.ok(apart(sharpened(soft), sharp) < 0.75 * apart(soft, sharp));
  assert.ok(sharpened(soft).every((value) => value >= 0 && value <= 1));
});

test("what is sharp stays as it is, and so does what has no edge", () => {
  assert.deepEqual(sharpened(three(1)), three(1));
  for (const value of [0, 1])
    assert.deepEqual(sharpened(new Float64Array(784).fill(value)), new Float64Array(784).fill(value));
});

test("a digit of a few pixels, enlarged, has nothing under its blur and stays as it is", () => {
  assert.ok(widthOf(three(6)) > 4, `${widthOf(three(6))}`);
  assert.deepEqual(sharpened(three(6)), three(6));
});
