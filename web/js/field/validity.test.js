import assert from "node:assert/strict";
import { test } from "node:test";
import { validityOf } from "./validity.js";

const READ = { value: "12345", unread: false };
const ANY = { required: false, least: 0, most: Infinity, min: -Infinity, max: Infinity, pattern: "" };
const RULES = { ...ANY, required: true, least: 5, most: 5 };

const WRONG = /** @type {const} */ ([
  ["1", "tooShort", "Expected 5 digits; there is 1."],
  ["12", "tooShort", "Expected 5 digits; there are 2."],
  ["123456", "tooLong", "Expected 5 digits; there are 6."],
  ["12?45", "badInput", "Sign 3 of 5 is not read as a digit. Write it again, or type it."],
  ["1??45", "badInput", "2 of 5 signs are not read as digits. Write it again, or type it."],
  ["?", "badInput", "What is written is not read as a digit. Write it again, or type it."],
  ["", "valueMissing", "Write or type 5 digits."],
]);

for (const [value, flag, message] of WRONG)
  test(`what is wrong with "${value}" where five digits are required`, () => {
    assert.deepEqual(validityOf({ ...READ, value }, RULES), { flags: { [flag]: true }, message });
  });

test("as many digits as are wanted are right", () => {
  assert.deepEqual(validityOf(READ, RULES), { flags: {}, message: "" });
});

test("any number of digits is right where none is named", () => {
  for (const value of ["1", "1234567890"])
    assert.deepEqual(validityOf({ ...READ, value }, { ...ANY, required: true }), { flags: {}, message: "" });
});

test("nothing is right where it is not required", () => {
  assert.deepEqual(validityOf({ ...READ, value: "" }, { ...RULES, required: false }), { flags: {}, message: "" });
});

test("what is missing is named by how many digits it has", () => {
  const missing = (/** @type {number} */ least, /** @type {number} */ most) =>
    validityOf({ ...READ, value: "" }, { ...RULES, least, most }).message;
  assert.equal(missing(1, 1), "Write or type one digit.");
  assert.equal(missing(0, Infinity), "Write or type digits.");
  assert.equal(missing(1, 3), "Write or type 3 digits or fewer.");
  assert.equal(missing(2, 3), "Write or type 2 to 3 digits.");
  assert.equal(missing(4, Infinity), "Write or type 4 digits or more.");
});

test("ink that has not been read yet makes any value wrong", () => {
  const { flags, message } = validityOf({ ...READ, unread: true }, RULES);
  assert.deepEqual(flags, { badInput: true });
  assert.equal(message, "What is written has not been read yet. Wait a moment, or type it.");
});

test("a range of digits, of numbers and a pattern are asked of a value", () => {
  const asked = /** @type {const} */ ([
    ["1234", { least: 1, most: 3 }, "tooLong"],
    ["1", { least: 2 }, "tooShort"],
    ["12", { max: 10 }, "rangeOverflow"],
    ["-7", { min: -5 }, "rangeUnderflow"],
    ["13", { pattern: "[02468]+" }, "patternMismatch"],
    ["1.25", { least: 3, most: 3, min: 1, max: 2 }, undefined],
    ["24", { pattern: "[02468]+" }, undefined],
    ["24", { pattern: "(" }, undefined],
  ]);
  for (const [value, rules, flag] of asked) {
    const { flags } = validityOf({ value, unread: false }, { ...ANY, ...rules });
    assert.deepEqual(Object.keys(flags), flag ? [flag] : [], value);
  }
});
