import assert from "node:assert/strict";
import { test } from "node:test";
import { stepBetween, withLearnt } from "./learnt-steps.js";

const line = (/** @type {number} */ x) => [
  { x, y: 0 },
  { x, y: 100 },
];
const image = [0, 1, 0];
const learnt = { image, before: undefined, after: { digit: 7 } };

test("a lesson is a step of the same ink, taken back and learnt again", () => {
  const strokes = [line(10), line(20)];
  const after = withLearnt(strokes, learnt);
  assert.deepEqual(after, strokes);
  assert.deepEqual(stepBetween(after, strokes), { image, said: undefined });
  assert.deepEqual(stepBetween(strokes, after), { image, said: { digit: 7 } });
});

test("of two lessons, the newer one is taken back first", () => {
  const once = withLearnt([line(10)], learnt);
  const twice = withLearnt(once, { image, before: { digit: 7 }, after: { digit: null } });
  assert.deepEqual(stepBetween(twice, once), { image, said: { digit: 7 } });
  assert.deepEqual(stepBetween(once, [line(10)]), { image, said: undefined });
});

test("a step that changes ink is no lesson", () => {
  const after = withLearnt([line(10)], learnt);
  assert.equal(stepBetween(after, []), null);
  assert.equal(stepBetween(after, [line(11)]), null);
  assert.equal(stepBetween([line(10)], [line(10), line(20)]), null);
  assert.equal(stepBetween([line(10)], [line(10)]), null);
});
