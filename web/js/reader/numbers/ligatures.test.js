import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, line, placed } from "../shared/drawings.fixture.js";
import { cutStroke, isLigature } from "./ligatures.js";

/** @typedef {import("../types.js").Stroke} Stroke */

/** @param {[number, number][]} points @returns {Stroke} */
const stroke = (...points) => points.map(([x, y]) => ({ x, y }));

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

test("in a scribble of ten thousand points corners are looked for no longer than in one of a few hundred", () => {
  let looks = 0;
  // Each point stands out a little less than the one before, so that every corner takes a look at all that follow.
  const scribble = Array.from({ length: 10_000 }, (_, i) => ({
    get x() {
      looks++;
      return i / 10;
    },
    y: (i % 2 ? 1 : -1) * (20_000 - i),
  }));
  cutStroke(scribble);
  assert.ok(looks < 1_000_000, `${looks}`);
});
