import assert from "node:assert/strict";
import test from "node:test";
import { ROW, rowInput } from "./row-input.js";

/** Full ink. @param {number} width @param {number} height */
const block = (width, height) => ({
  box: { x: 3, y: 4, width, height },
  values: new Float32Array(width * height).fill(0.8),
});

/** The first column with ink, and how many there are. @param {Float32Array} input */
function columnsOf(input) {
  const inked = Array.from({ length: ROW.width }, (_, x) => x).filter((x) =>
    Array.from({ length: ROW.height }, (_, y) => input[y * ROW.width + x]).some((value) => value > 0.5),
  );
  return [inked[0], inked.length];
}

test("a row keeps its proportions, and stands in the middle", () =>
  assert.deepEqual(columnsOf(rowInput(block(80, 40))), [40, 48]));

test("a row that is stretched is as high as before, and wider", () => {
  const stretched = rowInput(block(80, 40), 1.5);
  assert.deepEqual(columnsOf(stretched), [28, 72]);
  assert.ok(stretched[28] > 0.99 && stretched[(ROW.height - 1) * ROW.width + 28] > 0.99);
});

test("it is stretched no further than it fits", () => {
  const long = block(240, 40);
  long.values.forEach((_, i) => (long.values[i] = 0.4 + (i % 240) / 400));
  assert.deepEqual(rowInput(long, 1.5), rowInput(long));
});
