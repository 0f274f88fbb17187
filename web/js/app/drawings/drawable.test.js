import assert from "node:assert/strict";
import test from "node:test";
import { drawable } from "./drawable.js";

/** @param {number} count */
const points = (count) => Array.from({ length: count }, (_, i) => ({ x: i, y: -i }));

test("2,000 strokes and a million points may be put on the pad", () => {
  assert.equal(drawable(Array(2000).fill(points(2))).length, 2000);
  assert.throws(() => drawable(Array(2001).fill([])), { message: "it has 2,001 strokes, and the pad takes 2,000" });
  assert.throws(() => drawable([points(1_000_001)]), {
    message: "it has 1,000,001 points, and the pad takes 1,000,000",
  });
});

test("numbers that are too large for the pad are told", () => {
  for (const x of [2e100, -Infinity, NaN])
    assert.throws(() => drawable([[{ x, y: 0 }]]), { message: /^one of its points can't be drawn, since its x is/ });
});

test("what can't be drawn is told to people, as the end of a sentence", () => {
  /** @type {[any, string][]} */
  const cases = [
    [undefined, "it holds no strokes"],
    [{ length: 1 }, "it holds no strokes"],
    [[], "nothing is drawn in it"],
    [[[], []], "nothing is drawn in it"],
    [[7], "one of its strokes is not a list of points"],
    [[[{ x: "1", y: 2 }]], "one of its points can't be drawn, since its x is not a number and its y is 2"],
    [[[null]], "one of its points can't be drawn, since its x is missing and its y is missing"],
  ];
  for (const [strokes, message] of cases) assert.throws(() => drawable(strokes), { name: "TypeError", message });
});

test("of a point nothing is taken but its place and its time", () => {
  const strokes = [
    [],
    [
      { x: 1, y: 2, t: "late", z: 3 },
      { x: 1, y: 3, t: 8 },
    ],
  ];
  assert.deepEqual(drawable(strokes), [
    [
      { x: 1, y: 2 },
      { x: 1, y: 3, t: 8 },
    ],
  ]);
});
