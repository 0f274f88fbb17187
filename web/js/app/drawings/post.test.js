import assert from "node:assert/strict";
import test from "node:test";
import { fitted } from "./fitted.js";
import { inkBox, readBox } from "./post.js";

test("ink is cropped to its strokes and half a pen around them", () => {
  const strokes = [[{ x: 100, y: 200 }], [{ x: 300, y: 260 }]];
  assert.deepEqual(inkBox(strokes, 20), { x: 90, y: 190, width: 220, height: 80 });
});

test("what is cropped fills its frame one way, and lies in its middle the other way", () => {
  const { scale, x, y } = fitted({ x: 10, y: 20, width: 100, height: 50 }, { x: 0, y: 0, width: 400, height: 400 });
  assert.deepEqual([scale, x, y], [4, -40, 20]);
  assert.deepEqual([10 * scale + x, 20 * scale + y, 70 * scale + y], [0, 100, 300]);
});

test("a picture is cropped to what was read, and half a digit around it, but not beyond its edges", () => {
  const whole = { x: 0, y: 0, width: 1000, height: 500 };
  const digits = /** @type {any} */ ([{ box: { x: 20, y: 200, width: 30, height: 60 } }]);
  const numbers = /** @type {any} */ ([
    { box: digits[0].box },
    { box: { x: 400, y: 220, width: 90, height: 60 } }, // with a mark
  ]);
  assert.deepEqual(readBox({ digits, rows: [{ numbers }] }, whole), { x: 0, y: 170, width: 520, height: 140 });
  assert.deepEqual(readBox({ digits: [], rows: [] }, whole), whole);
});
