import test from "node:test";
import assert from "node:assert/strict";
import { fixed, withFixes } from "./fixes.js";

const digitAt = (/** @type {number} */ digit, /** @type {number} */ x) =>
  /** @type {any} */ ({ digit, confidence: 0.8, rejected: false, row: 0, box: { x, y: 100, width: 80, height: 200 } });
const digits = [digitAt(8, 100), digitAt(0, 300)];
const reading = /** @type {import("../state.js").Reading} */ ({
  text: "-8.0",
  digits,
  rows: [{ numbers: [{ text: "-8.0", value: -8, digits, marks: [], confidence: 0.64, box: digits[0].box }] }],
});
const line = (/** @type {number[]} */ xs, y = 200) => xs.map((x) => ({ x, y, t: 0 }));
const strokes = [line([110, 170]), line([310, 370]), line([110, 170], 250)];

test("what a person says a digit is takes the place of what was read", () => {
  const after = fixed(strokes, digits, 0, 3);
  const { text, digits: shown, rows } = withFixes(reading, after);
  assert.deepEqual(after, strokes);
  assert.equal(text, "-3.0");
  assert.deepEqual([shown[0].digit, shown[0].confidence, shown[1]], [3, 1, digits[1]]);
  const [number] = rows[0].numbers;
  assert.deepEqual([number.text, number.value, number.digits, number.confidence], ["-3.0", -3, shown, 0.8]);
});

test("it holds for this ink alone: not for the ink before, nor with more, less, or in a digit elsewhere", () => {
  const after = fixed(strokes, digits, 0, 3);
  const textOf = (/** @type {import("../state.js").Stroke[]} */ ink, of = reading) => withFixes(of, ink).text;
  assert.equal(textOf(strokes), "-8.0");
  assert.equal(textOf([...after, line([120, 160], 150)]), "-8.0");
  assert.equal(textOf(after.slice(1)), "-8.0");
  assert.equal(textOf([...after, line([330, 360], 150)]), "-3.0");
  const joined = { ...reading, text: "9", digits: [digitAt(9, 300)], rows: [] };
  assert.equal(textOf(after, /** @type {any} */ (joined)), "9");
});

test("two digits of one stroke are fixed each by itself, and again", () => {
  const one = [line([110, 170, 310, 370])];
  const both = fixed(fixed(one, digits, 0, 3), digits, 1, 6);
  assert.equal(withFixes(reading, both).text, "-3.6");
  assert.equal(withFixes(reading, fixed(both, digits, 0, 5)).text, "-5.6");
});
