import test from "node:test";
import assert from "node:assert/strict";
import { withoutDigit } from "./erase.js";
import { fixed } from "./fixes.js";
import { asSaid } from "./said.js";
import { keptTogether } from "./together.js";

/** A digit of a number, 100 wide. @param {number} digit @param {number} x */
const digitAt = (digit, x) =>
  /** @type {any} */ ({ digit, confidence: 0.8, rejected: false, row: 0, box: { x, y: 100, width: 100, height: 200 } });
const line = (/** @type {number} */ x) => [x + 10, x + 50, x + 90].map((x) => ({ x, y: 200, t: 0 }));

/** @param {...[text: string, x: number][]} rows each number with the place of its first digit; digits are 120 apart */
function readingOf(...rows) {
  const all = rows.map((numbers) => ({ numbers: numbers.map(([text, x]) => numberAt(text, x)) }));
  const digits = all.flatMap(({ numbers }) => numbers.flatMap((number) => number.digits));
  const text = rows.map((numbers) => numbers.map(([text]) => text).join(" ")).join("\n");
  return /** @type {import("../state.js").Reading} */ ({ text, digits, rows: all });
}

/** @param {string} text @param {number} x */
function numberAt(text, x) {
  const digits = Array.from(text, (letter, i) => digitAt(Number(letter), x + 120 * i));
  return { text, value: Number(text), digits, marks: [], confidence: 0.8 ** text.length, box: digits[0].box };
}

test("what is left of a number is one number, and what is beside it is another", () => {
  const before = readingOf([
    ["204", 100],
    ["7", 700],
  ]);
  const strokes = [100, 220, 340, 700].map(line);
  const left = withoutDigit(keptTogether(strokes, before), before.digits, 1);
  assert.deepEqual(left, [strokes[0], strokes[2], strokes[3]]);
  const found = readingOf([
    ["2", 100],
    ["4", 340],
    ["7", 700],
  ]);
  const { text, rows, digits } = asSaid(found, left);
  assert.equal(text, "24 7");
  assert.deepEqual(digits, found.digits);
  const [number] = rows[0].numbers;
  assert.deepEqual([number.value, number.digits.length], [24, 2]);
  assert.ok(Math.abs(number.confidence - 0.64) < 1e-9);
  assert.deepEqual(number.box, { x: 100, y: 100, width: 340, height: 200 });
});

test("a digit that is written into the gap is of the number, though it is read as one by itself", () => {
  const before = readingOf([["204", 100]]);
  const left = withoutDigit(keptTogether([100, 220, 340].map(line), before), before.digits, 1);
  const found = readingOf([
    ["2", 100],
    ["9", 220],
    ["4", 340],
  ]);
  assert.equal(asSaid(found, [...left, line(220)]).text, "294");
});

test("ink that was not kept together reads as it is found, and what was said of digits stays", () => {
  const found = readingOf([
    ["2", 100],
    ["4", 340],
  ]);
  const strokes = [100, 340].map(line);
  assert.equal(asSaid(found, strokes), found);
  const before = readingOf([["204", 100]]);
  const said = fixed([100, 220, 340].map(line), before.digits, 2, 9);
  const left = withoutDigit(keptTogether(said, before), before.digits, 1);
  assert.equal(asSaid(found, left).text, "29");
  const again = withoutDigit(keptTogether(left, readingOf([["29", 100]])), found.digits, 0);
  assert.equal(asSaid(readingOf([["4", 340]]), again).text, "9");
});
