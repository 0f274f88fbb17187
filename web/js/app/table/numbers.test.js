import assert from "node:assert/strict";
import test from "node:test";
import { decimalsOf, digitsOf, isNumber, refusalOf, startsNumber, typed, valueOf, withMark } from "./numbers.js";

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
  assert.deepEqual(["12.50", "7", "-3,", "1,?5"].map(decimalsOf), [2, 0, 0, 2]);
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

test("digits of all scripts are digits, and what only looks like one is none", () => {
  const cases = {
    "٣٤٫٥": "34.5",
    "۷۸": "78",
    "९०": "90",
    "１２．５": "12.5",
    "𝟘𝟡": "09",
    "５：３０": "5:30",
    "5²": "5?",
    "½": "?",
  };
  for (const [text, kept] of Object.entries(cases)) assert.equal(typed(text), kept);
  assert.deepEqual(["٣", "７", "²", "é"].map(startsNumber), [true, true, false, false]);
});

test("a text without a digit, and one that is too long, are no content of a cell", () => {
  const cases = {
    ...{ abc: "strange", "e-": "strange", "=A": "strange", ["1".repeat(41)]: "long" },
    ...{ "": "", "  ": "", "-": "", "4x7": "", "1e5": "", "?": "", "a?": "", "٣": "", ["1".repeat(40)]: "" },
  };
  for (const [text, why] of Object.entries(cases)) assert.equal(refusalOf(text), why, text);
});

test("numbers, dates and times are told from what else is made of digits and marks", () => {
  const some = ["12", "-7,5", "1.2.2023", "24/12/99", "2023-12-24", "9:30", "9:30:05", "24.12. 9:30", "1/2"];
  for (const text of some) assert.ok(isNumber(text), text);
  for (const text of ["", "-", "?", "1?5", "1.2.3", "12 345", "1,234,567", "9:3", "3-5", "1/2/3", " "])
    assert.ok(!isNumber(text), text);
});
