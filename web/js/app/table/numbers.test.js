import assert from "node:assert/strict";
import test from "node:test";
import { decimalsOf, digitsOf, startsNumber, typed, valueOf, withMark } from "./numbers.js";

test("of what is typed, digits and marks stay, and a question mark stands for all else", () => {
  const cases = {
    "12.50": "12.50",
    " −7 ": "-7",
    "=1+2": "?1?2",
    "@SUM(A1)": "?1?",
    abc: "?",
    "4x7": "4?7",
    "1\t2": "1 2",
    "1?4": "1?4",
  };
  for (const [text, kept] of Object.entries(cases)) assert.equal(typed(text), kept);
  assert.equal(typed("1".repeat(500)).length, 40);
});

test("only whole numbers and decimals have a value", () => {
  const cases = { 12: 12, "12,50": 12.5, "-7": -7, ".5": 0.5, "1.2.2023": null, "9:30": null, "1?": null, "": null };
  for (const [text, value] of Object.entries(cases)) assert.equal(valueOf(text), value, text);
});

test("the decimal mark is changed in numbers, and in nothing else", () => {
  assert.deepEqual([withMark("12.50", ","), withMark("12,50", ".")], ["12,50", "12.50"]);
  assert.equal(withMark("1.2.2023", ","), "1.2.2023");
});

test("digits and decimals are counted", () => {
  assert.deepEqual(["12.50", "7", "-3,"].map(decimalsOf), [2, 0, 0]);
  assert.deepEqual(["12.50", "1?-", ""].map(digitsOf), [4, 2, 0]);
});

test("letters and other keys start no number", () => {
  assert.deepEqual(["5", "-", "?", "a", "=", " ", "Enter"].map(startsNumber), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
