import test from "node:test";
import assert from "node:assert/strict";
import { withoutDigit } from "./erase.js";

const digits = [100, 300, 500].map((x) => ({ box: { x, y: 100, width: 100, height: 200 } }));
const line = (/** @type {number[]} */ xs, y = 200) => xs.map((x) => ({ x, y, t: 0 }));
const [first, second, third] = [line([110, 150, 190]), line([310, 350, 390]), line([510, 550, 590])];

test("the strokes of the digit go, and no others", () => {
  const bar = line([320, 380], 150);
  assert.deepEqual(withoutDigit([first, second, third, bar], digits, 1), [first, third]);
  assert.deepEqual(withoutDigit([first, second], digits, 2), [first, second]);
});

test("a stroke that only reaches into another digit stays, or goes, as a whole", () => {
  const mostlyFirst = line([110, 120, 130, 140, 150, 160, 170, 180, 190, 310]);
  assert.deepEqual(withoutDigit([mostlyFirst], digits, 1), [mostlyFirst]);
  assert.deepEqual(withoutDigit([mostlyFirst], digits, 0), []);
});

test("one stroke through several digits loses what lies in this one", () => {
  const through = line([110, 150, 190, 310, 350, 390, 510, 550, 590]);
  assert.deepEqual(withoutDigit([through], digits, 1), [first, third]);
  assert.deepEqual(withoutDigit([through], digits, 0), [[...second, ...third]]);
});
