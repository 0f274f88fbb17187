import assert from "node:assert/strict";
import test from "node:test";
import { back, turnedBox, turnedPieces } from "./turned.js";

const PIECES = [
  { box: { x: 2, y: 5, width: 3, height: 2 }, values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  { box: { x: 9, y: 1, width: 1, height: 2 }, values: Float32Array.of(7, 8) },
];

test("a quarter turns columns into rows, clockwise", () => {
  const [{ box, values }] = turnedPieces(PIECES, 1);
  assert.deepEqual([box.width, box.height], [2, 3]);
  assert.deepEqual([...values], [4, 1, 5, 2, 6, 3]);
});

for (const quarters of /** @type {const} */ ([0, 1, 2, 3])) {
  test(`${quarters} quarters and back change nothing`, () => {
    assert.deepEqual(turnedPieces(turnedPieces(PIECES, quarters), back(quarters)), PIECES);
    for (const { box } of PIECES) assert.deepEqual(turnedBox(turnedBox(box, quarters), back(quarters)), box);
  });
}

test("what is right of something is below it after a quarter", () => {
  const [left, right] = turnedPieces(PIECES, 1);
  assert.ok(right.box.y > left.box.y + left.box.height);
});
