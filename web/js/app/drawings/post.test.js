import assert from "node:assert/strict";
import test from "node:test";
import { fitted } from "./fitted.js";
import { inkBox, laidOut, readBox } from "./post.js";

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

/** As wide as it has letters. @param {string} text */
const lettersOf = (text) => text.length;

test("rows are as large as they fit, each in the middle", () => {
  const { size, texts } = laidOut(["2048", "71"], lettersOf);
  assert.equal(size, 125); // 500 pixels for 4 letters
  assert.deepEqual(
    texts.map(({ text, right }) => [text, right]),
    [
      ["2048", 640 + 500],
      ["71", 640 + 375],
    ],
  );
  assert.equal(texts[1].middle - texts[0].middle, 1.1 * 125);
  assert.equal((texts[0].middle + texts[1].middle) / 2, 60 + 235);
  assert.equal(laidOut(["7"], lettersOf).size, 280);
});

test("the numbers of a table's column end below each other, also beside empty cells and in short rows", () => {
  const { size, texts } = laidOut(["3\t\t8", "12.5\t7\t100", "99"], lettersOf);
  const right = (/** @type {string} */ wanted) => texts.find(({ text }) => text === wanted)?.right ?? NaN;
  assert.ok(Math.abs(size - 500 / (4 + 1 + 3 + 1.6)) < 1e-6);
  assert.equal(right("3"), right("12.5"));
  assert.equal(right("99"), right("12.5"));
  assert.equal(right("8"), right("100"));
  assert.ok(Math.abs(right("100") - 1140) < 1e-6);
  assert.ok(Math.abs(right("7") - right("12.5") - 1.8 * size) < 1e-6);
});
