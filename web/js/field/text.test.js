import assert from "node:assert/strict";
import { test } from "node:test";
import { valueOf } from "./text.js";

test("digits, what groups them and question marks are taken", () => {
  for (const [text, value] of [
    ["12-34 5", "12345"],
    ["6?", "6?"],
    ["1 000", "1000"],
    ["", ""],
    [" 7 ", "7"],
  ])
    assert.equal(valueOf(text), value, text);
});

test("digits of any script are the same number", () => {
  assert.deepEqual(
    ["１２３", "٠٩٥", "۴۵۶", "०१९", "𝟗𝟎"].map((text) => valueOf(text)),
    ["123", "095", "456", "019", "90"],
  );
});

test("what is no number of digits is refused, and made into no other", () => {
  for (const text of ["12.50", "1,234", "-5", "1x2", "1e5", "½", "0x10", "+1"]) assert.equal(valueOf(text), null, text);
});

test("a minus and one decimal point are taken where they are wanted", () => {
  for (const [text, value] of [
    ["12.50", "12.50"],
    ["12,5", "12.5"],
    ["-5", "-5"],
    ["٣٫٥", "3.5"],
  ])
    assert.equal(valueOf(text, true), value, text);
  for (const text of ["1.2.3", "5-", "1,2,3", "--1"]) assert.equal(valueOf(text, true), null, text);
});
