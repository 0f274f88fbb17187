import assert from "node:assert/strict";
import test from "node:test";
import { closing, enlarged, localNoise, quantile, reduced, smoothed } from "./ground.js";
import { noiseOf } from "./pictures.fixture.js";

/** @param {number[][]} rows */
const field = (rows) => ({ width: rows[0].length, height: rows.length, values: Float32Array.from(rows.flat()) });

/** @param {number} found @param {number} expected @param {number} tolerance */
const about = (found, expected, tolerance) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, not ${expected}`);

test("closing fills what is dark and narrower than the window, and keeps what is wider", () => {
  const row = [9, 9, 9, 1, 1, 9, 9, 9, 2, 2, 2, 2, 9, 9, 9];
  const { values } = closing(field(Array(15).fill(row)), 1);
  assert.deepEqual([...values.subarray(0, 15)], [9, 9, 9, 9, 9, 9, 9, 9, 2, 2, 2, 2, 9, 9, 9]);
});

test("a dark strip along an edge is ground, a stroke that runs into it is not", () => {
  const rows = Array.from({ length: 12 }, () => [3, ...Array(11).fill(9)]);
  for (let x = 1; x < 12; x++) rows[6][x] = 1;
  const { values } = closing(field(rows), 2);
  assert.equal(values[12 * 6], 3);
  assert.equal(values[12 * 6 + 11], 9);
});

test("smoothing weighs 1 2 1 both ways, and the edge counts twice", () => {
  const dot = Array.from({ length: 5 }, (_, y) => Array.from({ length: 5 }, (_, x) => (x === 2 && y === 2 ? 16 : 0)));
  assert.deepEqual([...smoothed(field(dot)).values.subarray(5, 15)], [0, 1, 2, 1, 0, 0, 2, 4, 2, 0]);
  assert.deepEqual([...smoothed(field([[4, 0, 0]])).values], [3, 1, 0]);
});

test("reducing takes means of blocks, smaller ones at the edges", () => {
  assert.deepEqual(
    reduced(
      field([
        [1, 3, 5],
        [1, 3, 7],
        [8, 8, 9],
      ]),
      2,
    ),
    field([
      [2, 6],
      [8, 9],
    ]),
  );
});

test("enlarging is linear between the middles", () => {
  const { values } = enlarged(field([[0, 8]]), 8, 1);
  assert.deepEqual([...values], [0, 0, 1, 3, 5, 7, 8, 8]);
});

test("a quantile is what so many of the values are below", () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => i / 1000);
  about(quantile(values, 0.3), 0.3, 0.002);
  about(quantile(values, 0.998), 0.998, 0.002);
});

test("noise is told in each part, and ink above it changes little", () => {
  const [quiet, loud] = [noiseOf(0.01), noiseOf(0.04)];
  const values = Float32Array.from({ length: 200 * 100 }, (_, i) => {
    if (i % 7 === 0) return 0.9; // ink, a seventh of it
    return 0.3 + (i % 200 < 100 ? quiet() : loud());
  });
  const { middle, spread } = localNoise({ width: 200, height: 100, values }, 100);
  assert.deepEqual([spread.width, spread.height], [2, 1]);
  about(spread.values[0], 0.01, 0.002);
  about(spread.values[1], 0.04, 0.008);
  about(middle.values[0], 0.3, 0.005);
  about(middle.values[1], 0.3, 0.02);
});
