import assert from "node:assert/strict";
import test from "node:test";
import { moved, nextToCheck } from "./places.js";

const WIDTHS = [3, 1, 3];
const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** @param {[number, number]} from @param {string} key @param {object} [keys] */
function to([line, column], key, keys) {
  const place = moved({ line, column }, { key, ...PLAIN, ...keys }, WIDTHS);
  return place && [place.line, place.column];
}

test("arrows move by a cell, and stay within the grid, also where a line is shorter", () => {
  assert.deepEqual(to([0, 0], "ArrowRight"), [0, 1]);
  assert.deepEqual(to([0, 2], "ArrowRight"), [0, 2]);
  assert.deepEqual(to([0, 2], "ArrowDown"), [1, 0]);
  assert.deepEqual(to([0, 0], "ArrowUp"), [0, 0]);
  assert.deepEqual(to([1, 0], "ArrowLeft"), [1, 0]);
});

test("Home and End go to the ends of the line, with Ctrl to those of the grid", () => {
  assert.deepEqual([to([0, 1], "Home"), to([0, 1], "End")], [[0, 0], [0, 2]]); // prettier-ignore
  const far = { ctrlKey: true };
  assert.deepEqual([to([1, 0], "Home", far), to([1, 0], "End", far)], [[0, 0], [2, 2]]); // prettier-ignore
});

test("other keys, and arrows with other keys held, don't move", () => {
  assert.equal(to([0, 0], "a"), null);
  assert.equal(to([0, 0], "ArrowRight", { shiftKey: true }), null);
  assert.equal(to([0, 0], "ArrowRight", { ctrlKey: true }), null);
});

test("what is to be checked comes one after the other, round the end only where that is wanted", () => {
  const check = [[false, true], [true, false], [false, true]]; // prettier-ignore
  const next = (/** @type {[number, number]} */ [line, column], /** @type {1 | -1} */ step, isRound = false) => {
    const place = nextToCheck(check, { line, column }, step, isRound);
    return place && [place.line, place.column];
  };
  assert.deepEqual(next([0, 0], 1), [0, 1]);
  assert.deepEqual(next([0, 1], 1), [1, 0]);
  assert.deepEqual(next([2, 1], 1), null);
  assert.deepEqual(next([2, 1], 1, true), [0, 1]);
  assert.deepEqual(next([0, 1], -1), null);
  assert.deepEqual(next([2, 0], -1), [1, 0]);
  assert.equal(nextToCheck([[true]], { line: 0, column: 0 }, 1, true), null);
});
