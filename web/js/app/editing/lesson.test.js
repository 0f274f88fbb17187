import assert from "node:assert/strict";
import test from "node:test";
import { offered } from "./lesson.js";

const digit = (/** @type {number} */ digit, rejected = false) => /** @type {any} */ ({ digit, rejected });

test("what was read otherwise may be learnt, and what was learnt taken back", () => {
  assert.equal(offered(digit(3), digit(8), false), "8 → 3. Learn this?");
  assert.equal(offered(digit(3), digit(3, true), false), "? → 3. Learn this?");
  assert.equal(offered(digit(3), digit(8), true), "Learnt: 3. Take back");
  assert.equal(offered(digit(3), digit(3), true), "Learnt: 3. Take back"); // now it is read as it was said
});

test("what was read as it was said teaches nothing", () => assert.equal(offered(digit(3), digit(3), false), ""));
