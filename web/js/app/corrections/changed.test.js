import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, summaryOf } from "./changed.js";

/** @param {number | null} digit @param {string} before @param {string} now */
const lesson = (digit, before, now) => ({ digit, before, now });

test("corrections are counted by what was said, no digit last", () => {
  const lessons = [lesson(null, "8", "?"), lesson(7, "1", "7"), lesson(4, "4", "4"), lesson(7, "2", "7")];
  assert.equal(summaryOf(lessons), "Corrected to 4, 7 (2×), no digit. 3 of them changed how their ink is read.");
});

test("whether all of them changed it, or none, is said", () => {
  assert.match(summaryOf([lesson(7, "1", "7")]), /All of them/);
  assert.match(summaryOf([lesson(7, "7", "7")]), /None of them/);
});

test("of each it is said what it was read as, and is now", () => {
  assert.equal(changeOf(lesson(7, "1", "7")), "Read as 1 before, as 7 now.");
  assert.equal(changeOf(lesson(null, "8", "?")), "Read as 8 before, as no digit now.");
  assert.equal(changeOf(lesson(7, "7", "7")), "Read as 7, even without it.");
  assert.equal(changeOf(lesson(7, "1", "1")), "Still read as 1.");
});
