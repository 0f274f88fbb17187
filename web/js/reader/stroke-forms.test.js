import assert from "node:assert/strict";
import { test } from "node:test";
import { asPoints, pointsOf } from "./stroke-forms.js";

test("points stay as they are", () => {
  const stroke = [{ x: 1, y: 2, t: 3 }];
  assert.equal(asPoints(pointsOf(stroke)), stroke);
});

test("pairs become points", () => {
  assert.deepEqual(
    asPoints([
      [1, 2],
      [3, 4, 50],
    ]),
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  );
});

test("signature_pad's strokes are their points", () => {
  const points = [{ x: 1, y: 2, time: 5, pressure: 0.5 }];
  assert.equal(pointsOf({ penColor: "black", points }), points);
});

test("what is no stroke is left to the gate", () => {
  for (const other of [null, 7, "stroke", {}, { points: 3 }]) assert.equal(asPoints(pointsOf(other)), other);
  assert.deepEqual(asPoints([[1], { x: 1, y: 2 }]), [[1], { x: 1, y: 2 }]);
});
