import assert from "node:assert/strict";
import { test } from "node:test";
import { validityOf } from "./validity.js";

const READ = { value: "12345", unread: false };
const RULES = { required: true, digits: 5 };

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
    assert.deepEqual(validityOf({ ...READ, value }, { required: true, digits: 0 }), { flags: {}, message: "" });
});

test("nothing is right where it is not required", () => {
  assert.deepEqual(validityOf({ ...READ, value: "" }, { required: false, digits: 5 }), { flags: {}, message: "" });
});

test("what is missing is named by how many digits it has", () => {
  const missing = (/** @type {number} */ digits) => validityOf({ ...READ, value: "" }, { required: true, digits });
  assert.equal(missing(1).message, "Write or type one digit.");
  assert.equal(missing(0).message, "Write or type digits.");
});

test("ink that has not been read yet makes any value wrong", () => {
  const { flags, message } = validityOf({ ...READ, unread: true }, RULES);
  assert.deepEqual(flags, { badInput: true });
  assert.equal(message, "What is written has not been read yet. Wait a moment, or type it.");
});
