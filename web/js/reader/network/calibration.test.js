import assert from "node:assert/strict";
import test from "node:test";
import { calibrated, calibrationOf, givenADigit } from "./calibration.js";

/** @param {Iterable<number>} found @param {number[]} expected */
const about = (found, expected) =>
  [...found].forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-6, `${[...found]}, not ${expected}`));

const outputs = Float32Array.of(0.9, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0.8);

test("a temperature of 2 takes square roots, and makes the sum 1 again", () => {
  const [first, second] = [0, 11].map((from) => calibrated(outputs, 11, 2).subarray(from, from + 11));
  about(first, [0.75, 0.25, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  about(second, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1 / 3, 2 / 3]);
});

test("a temperature of 1 changes nothing", () => about(calibrated(outputs, 11, 1), [...outputs]));

test("a network of ten classes takes everything for a digit", () => {
  const ten = Float32Array.of(0, 0, 0.6, 0, 0.4, 0, 0, 0, 0, 0);
  about(calibrated(Float32Array.of(...ten, ...ten), 10, 1), [...ten, 0, ...ten, 0]);
});

test("of a digit that it is for sure", () => {
  about(givenADigit(Float32Array.of(0.3, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0.6)), [0.75, 0.25, 0, 0, 0, 0, 0, 0, 0, 0]);
  about(givenADigit(Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), Array(10).fill(0.1));
});

test("a card without calibration leaves all as the network says", () => {
  const card = { name: "old", files: {}, classes: 11 };
  assert.deepEqual(calibrationOf(card), { temperature: 1, reject: 0, doubt: 0 });
  assert.deepEqual(calibrationOf({ ...card, calibration: { temperature: 1.3, reject: 0.2 } }), {
    temperature: 1.3,
    reject: 0.2,
    doubt: 0,
  });
});
