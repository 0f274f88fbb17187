import assert from "node:assert/strict";
import { test } from "node:test";
import { widthsOf } from "./widths.js";

const line = (/** @type {[number, number][]} */ ...points) => points.map(([x, y]) => ({ x, y }));

/** As high as told, and half as wide. @param {number} x @param {number} height */
const digit = (x, height, y = 0) => line([x, y], [x + height / 2, y + height / 2], [x, y + height]);

test("large writing has the pen's width, small writing less, and tiny writing enough to be seen", () => {
  for (const height of [170, 300, 700]) assert.deepEqual(widthsOf([digit(0, height)], 26), [26]);
  const [[small], [smaller], [tiny]] = [100, 50, 15].map((height) => widthsOf([digit(0, height)], 26));
  assert.ok(small < 18 && small > 12);
  assert.ok(smaller < 10 && smaller > 6);
  assert.equal(tiny, 4);
});

test("a thin pen stays thin, and a broad one gets no broader than small writing bears", () => {
  assert.deepEqual(widthsOf([digit(0, 100)], 10), [10]);
  assert.deepEqual(widthsOf([digit(0, 100)], 60), widthsOf([digit(0, 100)], 26));
});

test("dots, bars and dashes have the pen of the digits beside them, and alone the usual one", () => {
  const [dot, bar] = [line([60, 98]), line([10, 2], [50, 0])];
  assert.deepEqual(widthsOf([dot, bar], 26), [26, 26]);
  const [own, atDot, atBar] = widthsOf([digit(0, 100), dot, bar], 26);
  assert.deepEqual([atDot, atBar], [own, own]);
  assert.ok(own < 18);
  assert.deepEqual(widthsOf([digit(0, 300), line([200, 280], [190, 340])], 26), [26, 26]); // a comma
});

test("a row of small writing below a row of large one keeps its pen", () => {
  const [large, small] = widthsOf([digit(0, 300), digit(0, 60, 400)], 26);
  assert.equal(large, 26);
  assert.ok(small < 11);
});

test("the order of strokes makes no difference, nor does a copy", () => {
  const strokes = [digit(0, 80), line([60, 78]), digit(120, 90), digit(500, 300)];
  const widths = widthsOf(strokes, 26);
  assert.deepEqual(widthsOf(strokes.toReversed(), 26), widths.toReversed());
  assert.deepEqual(widthsOf(structuredClone(strokes), 26), widths);
});

test("2,000 strokes take no longer than a person notices", () => {
  const strokes = Array.from({ length: 2000 }, (_, i) => digit((i % 50) * 20, 15, Math.floor(i / 50) * 20));
  const start = performance.now();
  widthsOf(strokes, 26);
  assert.ok(performance.now() - start < 300);
});
