import assert from "node:assert/strict";
import test from "node:test";
import { newestOf } from "./newest.js";

const strokes = (/** @type {number} */ count, points = 2) =>
  Array.from({ length: count }, (_, i) => Array.from({ length: points }, () => ({ x: i, y: 0 })));

test("up to five hundred strokes are all read", () => {
  for (const count of [0, 1, 500]) {
    const all = strokes(count);
    assert.deepEqual(newestOf(all), { newest: all, leftOut: 0 });
  }
});

test("of more, the last five hundred", () => {
  const all = strokes(507);
  const { newest, leftOut } = newestOf(all);
  assert.equal(leftOut, 7);
  assert.deepEqual(newest, all.slice(7));
});

test("of more than a million points, the last strokes that have no more, one at least", () => {
  const large = strokes(4, 400_000);
  assert.deepEqual([newestOf(large).newest.length, newestOf(large).leftOut], [2, 2]);
  assert.deepEqual(newestOf([...strokes(2), ...strokes(1, 1_100_000)]).leftOut, 2);
});

test("whatever comes as strokes, it takes no longer for billions of them", () => {
  const holes = Array(4e9);
  assert.equal(newestOf(holes).newest.length, 500);
  assert.deepEqual(newestOf([null, 7, "stroke"]), { newest: [null, 7, "stroke"], leftOut: 0 });
});
