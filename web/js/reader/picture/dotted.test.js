import assert from "node:assert/strict";
import test from "node:test";
import { dotsOfLines } from "./dotted.js";

const HEIGHT = 60;

/** @param {number} x @param {number} y @param {number} [wide] @param {number} [high] */
const dot = (x, y, wide = 3, high = 3) => ({ box: { x, y, width: wide, height: high } });

test("dots and dashes in a row are a line, also where it slopes, and in any order", () => {
  for (const [wide, step, slope] of [
    [3, 6, 0],
    [3, 9, 0.03],
    [12, 20, 0],
    [12, 22, -0.03],
  ]) {
    const dots = Array.from({ length: 20 }, (_, i) => dot(40 + i * step, 100 + slope * i * step, wide));
    assert.equal(dotsOfLines(dots.toReversed(), HEIGHT).size, 20);
  }
});

test("points that somebody has written, dust, and digits in a row are none", () => {
  const points = [dot(40, 100), dot(50, 100), dot(60, 101)];
  const apart = Array.from({ length: 20 }, (_, i) => dot(40 + 60 * i, 100));
  const dancing = Array.from({ length: 20 }, (_, i) => dot(40 + 6 * i, 100 + 12 * (i % 2) * (1 + (i % 3))));
  const digits = Array.from({ length: 20 }, (_, i) => dot(40 + 50 * i, 100, 40, HEIGHT));
  for (const none of [points, apart, digits]) assert.equal(dotsOfLines(none, HEIGHT).size, 0);
  assert.ok(dotsOfLines(dancing, HEIGHT).size < dancing.length);
});
