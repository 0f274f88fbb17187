import assert from "node:assert/strict";
import test from "node:test";
import { withLateMarks } from "./late-marks.js";

/** @typedef {import("../types.js").Box} Box */

/**
 * @param {Box} box
 * @param {number} [confidence]
 * @param {import("./mark-places.js").Mark} [mark]
 */
const one = (box, confidence = 0.99, mark = undefined) => ({
  ...{ pieces: [box], box, mark },
  score: { probabilities: Float32Array.from([confidence, ...new Array(9).fill(0), 1 - confidence]) },
});

/** @param {number} x @param {number} y @param {number} width @param {number} height @returns {Box} */
const box = (x, y, width, height) => ({ x, y, width, height });

/** @param {ReturnType<typeof one>[]} found @param {(piece: Box) => boolean} [isTold] */
const marksOf = (found, isTold) =>
  withLateMarks(found, { isTold })
    .map(({ mark }) => mark ?? "d")
    .join("");

test("a dash that was no digit is the sign of a digit in two strokes, half-way up the whole of it", () => {
  assert.equal(marksOf([one(box(0, 62, 40, 3), 0.01), one(box(58, -20, 62, 120))]), "-d");
});

test("a dash above a 0 that is written low is half-way up the row, and no row of its own", () => {
  const low = [one(box(49, 57, 47, 43)), one(box(145, 0, 75, 100)), one(box(238, 56, 55, 44))];
  assert.equal(marksOf([one(box(0, 42, 29, 9), 0.01), ...low]), "-ddd");
});

test("a dash beside a digit that is as wide as that is high is its sign", () => {
  assert.equal(marksOf([one(box(0, 54, 52, 5), 0.01), one(box(72, 43, 40, 54))]), "-d");
});

test("a mark that was placed beside a part of a digit is placed again beside all of it", () => {
  const digits = [one(box(0, 0, 60, 100)), one(box(140, 0, 60, 100))];
  assert.equal(marksOf([digits[0], one(box(96, 90, 8, 10), 0, ","), digits[1]]), "d.d");
});

test("what is far smaller than any digit is none, whatever it reads as; a low 0 is one", () => {
  const digits = [one(box(0, 0, 60, 100)), one(box(140, 0, 60, 100))];
  assert.equal(marksOf([digits[0], one(box(96, 92, 8, 8), 0.95), digits[1]]), "d.d");
  assert.equal(marksOf([digits[0], one(box(90, 70, 28, 30), 0.95), digits[1]]), "ddd");
  assert.equal(
    marksOf([digits[0], one(box(90, 70, 28, 30), 0.02), digits[1]]),
    "d.d",
    "one that reads as no digit is none",
  );
});

test("what somebody has told to be a digit stays one", () => {
  const tap = one(box(96, 92, 8, 8), 0.95);
  const digits = [one(box(0, 0, 60, 100)), one(box(140, 0, 60, 100))];
  assert.equal(
    marksOf([digits[0], tap, digits[1]], (piece) => piece === tap.box),
    "ddd",
  );
});

test("a mark that has no place in the row stays what it was", () => {
  assert.equal(marksOf([one(box(0, 0, 60, 100)), one(box(80, 160, 30, 40), 0, "?")]), "d?");
});
