import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, line } from "../shared/drawings.fixture.js";
import { areMeetingLines, keyOf, meet } from "./strokes.js";

/** @typedef {import("../types.js").Stroke} Stroke */

/** @param {[number, number][]} points @returns {Stroke} */
const stroke = (...points) => points.map(([x, y]) => ({ x, y }));

test("strokes are known by their points", () => {
  /** @type {[Stroke, Stroke, boolean][]} */
  const cases = [
    [stroke([1, 2], [3, 4]), stroke([1, 2], [3, 4]), true],
    [stroke([1, 2], [3, 4]), stroke([3, 4], [1, 2]), false],
    [stroke([1, 2], [3, 4]), stroke([1, 2], [3, 4], [3, 4]), false],
    [stroke([1, 2]), stroke([2, 1]), false],
    [stroke([1, 2]), stroke([1, 2.0000001]), false],
    [stroke([0, 0]), stroke([0, 0], [0, 0]), false],
  ];
  for (const [one, other, same] of cases) assert.equal(keyOf(one) === keyOf(other), same, JSON.stringify([one, other]));
});

test("lines that cross or nearly touch are one sign, and 1s side by side are two", () => {
  const one = line([0, 0], [0, 1]);
  assert.equal(areMeetingLines(one, line([-0.3, 0.5], [0.3, 0.5])), true, "+");
  assert.equal(areMeetingLines(one, line([-0.3, 0], [0.3, 0])), true, "T");
  assert.equal(areMeetingLines(line([0, 0], [0.3, 1]), line([0.6, 0], [0.36, 1])), true, "V that does not quite close");
  assert.equal(areMeetingLines(one, line([0.1, 0], [0.1, 1])), false, "11");
  assert.equal(areMeetingLines(one, line([0.07, 0], [0.07, 1])), true, "two lines where there should be one");
  assert.equal(areMeetingLines(one, DRAWINGS.three[0]), false, "a 3 is not straight");
});

test("strokes meet that come as near as a 25th of their size", () => {
  const upright = line([0, 0], [0, 1]);
  assert.equal(meet(upright, line([0.03, 0.5], [0.5, 0.5])), true);
  assert.equal(meet(upright, line([0.05, 0.5], [0.5, 0.5])), false);
  assert.equal(meet(DRAWINGS.zero[0], line([0.5, 0.5], [0.5, 2])), true, "it crosses the ring");
  assert.equal(meet(DRAWINGS.zero[0], line([0.8, 0.8], [2, 2])), true, "it begins at the ring");
  assert.equal(meet(DRAWINGS.zero[0], line([0.83, 0.86], [2, 2])), false, "it begins outside");
  assert.equal(meet(DRAWINGS.zero[0], line([0.5, 0.4], [0.5, 0.6])), false, "it is inside");
});
