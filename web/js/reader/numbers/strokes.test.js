import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, line, placed } from "../shared/drawings.fixture.js";
import { areMeetingLines, cutStroke, isLigature, keyOf, meet } from "./strokes.js";

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

/** 2 and 3 in one stroke, 100 high, and a line that leads from one to the other. */
function joinedDigits() {
  const [[two], [three]] = [placed(DRAWINGS.two, { size: 100 }), placed(DRAWINGS.three, { x: 130, size: 100 })];
  const [from, to] = [two[two.length - 1], three[0]];
  const between = Array.from({ length: 19 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * (i + 1)) / 20,
    y: from.y + ((to.y - from.y) * (i + 1)) / 20,
  }));
  return [...two, ...between, ...three];
}

test("digits joined in one stroke are cut before and after what joins them", () => {
  const whole = joinedDigits();
  const parts = cutStroke(whole);
  assert.ok(parts.length >= 3, `${parts.length} parts`);
  assert.ok(parts.some((part, i) => i > 0 && i < parts.length - 1 && isLigature(part)));
  for (let i = 1; i < parts.length; i++) assert.equal(parts[i][0], parts[i - 1][parts[i - 1].length - 1]);
  assert.deepEqual([parts[0][0], parts.at(-1)?.at(-1)], [whole[0], whole[whole.length - 1]]);
});

test("a digit is not cut", () => {
  for (const name of /** @type {const} */ (["bar", "two", "three", "eight"])) {
    const [first] = placed(DRAWINGS[name], { size: 100 });
    assert.deepEqual(cutStroke(first), [first], name);
  }
});

test("points and flat lines are not cut", () => {
  for (const flat of [stroke([1, 1]), stroke([0, 5], [50, 5], [100, 5])]) assert.deepEqual(cutStroke(flat), [flat]);
});

test("a stroke is cut at five ligatures at most", () => {
  const zigzag = stroke([0, 100], [0, 0]);
  for (let x = 0; x < 1000; x += 100) zigzag.push({ x: x + 80, y: 0 }, { x: x + 90, y: 100 }, { x: x + 100, y: 0 });
  assert.equal(cutStroke(zigzag).length, 11);
});

/** Down, obliquely up to the right, and then on. @param {[number, number][]} more */
const cutsOf = (...more) => cutStroke(stroke([0, 0], [0, 100], ...more)).length - 1;

test("the ink after a ligature may reach back over a quarter of the height of what is before it", () => {
  assert.equal(cutsOf([60, 0], [-20, 100]), 2);
  assert.equal(cutsOf([60, 0], [-30, 100]), 0);
});

test("what a cut leaves is at least 0.4 of the height", () => {
  assert.equal(cutsOf([60, 20], [60, 70]), 2);
  assert.equal(cutsOf([60, 20], [60, 50]), 0);
});

test("a corner is what stands out by 0.06 of the height", () => {
  assert.equal(cutsOf([60, 54], [62, 46], [120, 0], [120, 100]), 2, "the bend in the ligature is none");
  assert.equal(cutsOf([15, 90], [15, 0], [55, 0], [55, 100]), 4, "where the first ligature ends is one");
});

test("hooks at the ends are not cut off", () => {
  const hooked = stroke([0, 70], [0, 100], [60, 100], [60, 0], [90, 0], [90, 30]);
  assert.deepEqual(cutStroke(hooked), [hooked]);
});

test("a ligature goes straight to the right, and down by less than a third of that", () => {
  assert.equal(isLigature(line([0, 0], [1, 0])), true);
  assert.equal(isLigature(line([0, 1], [1, 0])), true);
  assert.equal(isLigature(line([0, 0], [1, 0.25])), true);
  assert.equal(isLigature(line([0, 0], [1, 0.35])), false);
  assert.equal(isLigature(line([1, 0], [0, 0])), false);
  assert.equal(isLigature(line([0, 0], [0.5, 0.1], [1, 0])), true);
  assert.equal(isLigature(line([0, 0], [0.5, 0.3], [1, 0])), false);
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
