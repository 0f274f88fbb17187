import assert from "node:assert/strict";
import test from "node:test";
import { unframed } from "./frames.js";

/** @typedef {import("./paper.js").Piece} Piece */

/** A piece with ink `deep` pixels from its edges, or all over. @param {number[]} box @param {number} [deep] */
function piece([x, y, width, height], deep = Infinity) {
  const values = Float32Array.from({ length: width * height }, (_, at) => {
    const [column, row] = [at % width, Math.floor(at / width)];
    return Number(Math.min(column, row, width - 1 - column, height - 1 - row) < deep);
  });
  return { box: { x, y, width, height }, values };
}

/** @param {Map<Piece, number>} digits what each reads as for sure; all else is no digit */
const readerOf = (digits) => (/** @type {Piece} */ one) => ({
  probabilities: Float32Array.from({ length: 11 }, (_, i) => Number(i === (digits.get(one) ?? 10))),
});

const digit = piece([60, 60, 30, 40]);

test("a frame around a digit is left out, however large it is", () => {
  for (const size of [60, 300]) {
    const frame = piece([45, 45, size, size + 10], 3);
    assert.deepEqual(unframed([frame, digit], readerOf(new Map([[digit, 2]]))), [digit], `${size}`);
  }
});

test("digits that touch, and have a small one among them, are no frame", () => {
  const touching = piece([40, 40, 120, 90]);
  assert.equal(unframed([touching, digit], readerOf(new Map([[digit, 1]]))).length, 2);
});

test("a frame around what is no digit stays, and so does a 0 with a short stroke in it", () => {
  const ring = piece([30, 10, 100, 140], 6);
  assert.equal(unframed([ring, digit], readerOf(new Map())).length, 2);
  const zero = new Map([
    [ring, 0],
    [digit, 1],
  ]);
  assert.equal(unframed([ring, digit], readerOf(zero)).length, 2);
});
