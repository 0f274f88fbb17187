import assert from "node:assert/strict";
import test from "node:test";
import { likelyDigitsOf, EDGE, measured, measuredJoint, weighed } from "./window-value.js";

/** @param {number} width @param {number} height @param {number} ink */
const windowOf = (width, height, ink) => ({
  piece: { box: { x: 0, y: 10, width, height }, values: Float32Array.of(ink) },
  dropped: 0.1,
});

const ONE = Float32Array.of(0.05, 0.8, 0, 0, 0, 0, 0, 0, 0, 0, 0.15);
const WHOLE = { height: 60, pen: 5 };
const USUAL = { widths: Array(10).fill([0, 0.5]), lengths: Array(10).fill([0, 0.5]) };

test("a window is measured as one digit", () => {
  const place = { window: windowOf(30, 30, 150), left: EDGE, right: { cut: 9, strokes: 1, longest: 2 } };
  const measures = measured(place, 1, ONE, WHOLE, USUAL);
  assert.equal(measures.behind, 0);
  assert.ok(Math.abs(measures.confidence - Math.log(0.8)) < 1e-6 && Math.abs(measures.none - Math.log(0.15)) < 1e-6);
  assert.deepEqual([measures.wide, measures.width, measures["odd width"]], [0, 0, 0]);
  assert.deepEqual([measures.long, measures.length, measures.short], [0, 0, 0]);
  assert.ok(Math.abs(measures.height - Math.log(0.5)) < 1e-6);
  assert.equal(measures["low one"], measures.height);
  assert.ok(Math.abs(measures.above - 1 / 6) < 1e-6 && Math.abs(measures.below - 1 / 3) < 1e-6);
  assert.deepEqual([measures["cut right"], measures["cut left"], measures.dropped], [4, 0, 0.1]);
});

test("as another digit than the likeliest, a window is as far behind as that is less likely", () => {
  const place = { window: windowOf(30, 30, 150), left: EDGE, right: EDGE };
  const { confidence, behind } = measured(place, 0, ONE, WHOLE, USUAL);
  assert.ok(Math.abs(confidence - Math.log(0.05)) < 1e-6 && Math.abs(behind - Math.log(0.05 / 0.8)) < 1e-6);
});

test("a window may be its likeliest digit, and others that are not too unlikely, three in all", () => {
  assert.deepEqual(likelyDigitsOf(Float32Array.of(0.05, 0.8, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.14)), [1, 0]);
  assert.deepEqual(likelyDigitsOf(Float32Array.of(0.1, 0.3, 0.2, 0.15, 0, 0, 0, 0, 0, 0, 0.25)), [1, 2, 3]);
  assert.deepEqual(likelyDigitsOf(Float32Array.of(0, 0, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.99)), [2]);
});

test("shapes that are very odd count no more than odd ones", () => {
  const of = (/** @type {number} */ width) =>
    measured({ window: windowOf(width, 60, 200), left: EDGE, right: EDGE }, 1, ONE, WHOLE, USUAL)["odd width"];
  assert.ok(of(60) < of(90) && of(90) < of(150));
  assert.equal(of(240), of(600));
});

test("ink that two windows share is measured apart from ink between them", () => {
  assert.deepEqual(measuredJoint(0.2), { shared: 1, "shared ink": 0.2, between: 0, "ink between": 0 });
  assert.deepEqual(measuredJoint(-0.3), { shared: 0, "shared ink": 0, between: 1, "ink between": 0.3 });
});

test("measures count by their weights", () => {
  assert.equal(weighed({ a: 2, b: 3 }, { a: 10, b: -1 }), 17);
});
