import assert from "node:assert/strict";
import test from "node:test";
import { digitUnder, isReplaced } from "./written-over.js";

/** @param {number} x @param {boolean} [rejected] */
const digitAt = (x, rejected = false) =>
  /** @type {any} */ ({ digit: 3, confidence: 1, rejected, box: { x, y: 100, width: 120, height: 200 } });
const digits = [digitAt(100), digitAt(300), digitAt(500, true)];

test("what is on top of a digit and about as large is over it", () => {
  assert.equal(digitUnder({ x: 310, y: 90, width: 100, height: 220 }, digits), 1);
  assert.equal(digitUnder({ x: 160, y: 120, width: 0, height: 150 }, digits), 0);
});

test("bars, what stands beside a digit, and ink over what is none are not", () => {
  const others = [
    { x: 300, y: 180, width: 120, height: 30 }, // a bar
    { x: 390, y: 100, width: 100, height: 200 }, // beside it
    { x: 100, y: 100, width: 320, height: 200 }, // around two
    { x: 300, y: 260, width: 120, height: 200 }, // below
    { x: 510, y: 100, width: 100, height: 200 },
  ];
  for (const box of others) assert.equal(digitUnder(box, digits), -1);
});

const guess = (/** @type {number} */ digit, confidence = 0.99) => ({ digit, confidence });

test("a digit that is sure, and another one, takes the place of what was there", () => {
  assert.equal(isReplaced({ before: guess(0), alone: guess(3), together: guess(8, 0.1) }), true);
  assert.equal(isReplaced({ before: guess(8), alone: guess(1), together: guess(4, 0.2) }), true);
  assert.equal(isReplaced({ before: guess(0), alone: guess(7), together: guess(7) }), true);
});

test("a second stroke of a digit, and a digit that is mended, do not", () => {
  assert.equal(isReplaced({ before: guess(6), alone: guess(1), together: guess(4) }), false); // an open 4
  assert.equal(isReplaced({ before: guess(0), alone: guess(1), together: guess(0) }), false); // a slashed 0
  assert.equal(isReplaced({ before: guess(8), alone: guess(8), together: guess(8) }), false);
  assert.equal(isReplaced({ before: guess(8), alone: guess(3, 0.8), together: guess(8, 0.1) }), false);
});
