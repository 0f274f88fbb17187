import assert from "node:assert/strict";
import { test } from "node:test";
import { groupOf, groupsAmong } from "./told.js";

/** @param {any} [group] @returns {import("../types.js").Stroke} */
const stroke = (group) => [
  { x: 0, y: 0, ...(group !== undefined && { group }) },
  { x: 1, y: 1 },
];

test("strokes of one group are together, whatever stands between, and those of none are left out", () => {
  assert.deepEqual(groupsAmong([stroke(4), stroke(), stroke(0), stroke(4)]), [[0, 3], [2]]);
});

test("what is no whole number from 0 to a million is no group", () => {
  for (const group of [-1, 0.5, "1", NaN, {}, null, 1_000_001]) assert.equal(groupOf(stroke(group)), undefined);
  assert.equal(groupOf(stroke(1_000_000)), 1_000_000);
});
