import assert from "node:assert/strict";
import test from "node:test";
import { elongationOf } from "./lines.js";

/** @param {number[][]} points */
const stroke = (points) => points.map(([x, y]) => ({ x, y }));

/** @param {number[][]} points @param {number} pen */
const elongation = (points, pen) => Number(elongationOf(stroke(points), pen).toFixed(6));

test("a stroke's ink is as long as it reaches, and as wide as it bends and its line is", () => {
  const line = [
    [0, 0],
    [6, 8],
  ];
  const ring = [...Array(13).keys()].map((i) => [Math.cos((Math.PI * i) / 6), Math.sin((Math.PI * i) / 6)]);
  assert.equal(elongation([[3, 3]], 2), 1, "a tap");
  assert.equal(elongation(line, 2), 6);
  assert.equal(elongation([[0, 0], [5, 2], [10, 0]], 2), 3, "a bow"); // prettier-ignore
  assert.equal(elongation(ring, 0.1), 1);
});
