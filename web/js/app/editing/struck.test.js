import assert from "node:assert/strict";
import test from "node:test";
import { line } from "../../reader/shared/drawings.fixture.js";
import { struckBy } from "./struck.js";

const items = [0, 120, 240].map((x) => ({ box: { x, y: 0, width: 80, height: 200 } }));
const one = { box: { x: 160, y: 0, width: 0, height: 200 } };

/** @param {number} from @param {number} to x @param {number} top @param {number} bottom */
const over = (from, to, top = 40, bottom = 160) => [
  line([from, top], [to, (top + bottom) / 2], [from, bottom], [to, bottom]),
];

test("what is covered from side to side is scratched out, and its neighbours stay", () => {
  assert.deepEqual(struckBy(over(115, 205), items), [1]);
  assert.deepEqual(struckBy(over(90, 230), items), [1]);
  assert.deepEqual(struckBy(over(-10, 330), items), [0, 1, 2]);
  assert.deepEqual(struckBy(over(110, 210, 90, 115), items), [1]);
  assert.deepEqual(struckBy(over(130, 190), [one]), [0]);
});

test("what only touches a digit, or is mostly elsewhere, scratches nothing out", () => {
  assert.deepEqual(struckBy(over(160, 235), items), []);
  assert.deepEqual(struckBy(over(120, 200, 205, 260), items), []);
  assert.deepEqual(struckBy(over(100, 900), items.slice(0, 2)), []);
  assert.deepEqual(struckBy([], items), []);
});
