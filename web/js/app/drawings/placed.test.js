import assert from "node:assert/strict";
import test from "node:test";
import { isOfPad, placedOn } from "./placed.js";

const PAD = { width: 1000, height: 750 };

/** @param {...[number, number]} points */
const line = (...points) => points.map(([x, y]) => ({ x, y }));

/** @param {{ x: number, y: number }[][]} strokes */
const coordinates = (strokes) => strokes.map((stroke) => stroke.map(({ x, y }) => [Math.round(x), Math.round(y)]));

test("what lies on the pad stays as it is, to its very edge", () => {
  const strokes = [line([0, 0], [1000, 750])];
  assert.equal(placedOn(strokes, PAD), strokes);
});

test("what lies beside the pad is moved there, by no more than it takes, and keeps its size", () => {
  const placed = placedOn([line([-200, 100], [100, 300]), line([1, 9])], PAD);
  assert.deepEqual(coordinates(placed), [
    [
      [30, 121],
      [330, 321],
    ],
    [[231, 30]],
  ]);
});

test("what is larger than the pad is made smaller, and keeps its shape", () => {
  const placed = placedOn([line([-5000, 0], [5000, 5000]), line([0, 2500])], PAD);
  assert.deepEqual(coordinates(placed), [
    [
      [30, 30],
      [970, 500],
    ],
    [[500, 265]],
  ]);
});

test("a drawing of any size comes onto the pad, with a line's width to its edge", () => {
  for (const [x, y, size] of [
    [1e99, -1e99, 1e98],
    [1e16, 0, 1e3],
    [0, 1e-99, 1e6],
    [-7, 9e5, 0],
    [0, -1e9, 1e9],
  ]) {
    const strokes = [line([x, y], [x + size, y], [x, y + size])];
    const [stroke] = placedOn(strokes, PAD);
    const isOn = stroke.every((at) => at.x > 29.99 && at.x < 970.01 && at.y > 29.99 && at.y < 720.01);
    assert.ok(isOn, JSON.stringify(stroke));
  }
});

test("times stay", () => {
  assert.deepEqual(placedOn([[{ x: -10, y: 100, t: 7 }]], PAD), [[{ x: 30, y: 100, t: 7 }]]);
});

test("a hand begins on the pad and may go over its edge, by a screen at most", () => {
  assert.ok(isOfPad([line([500, 700], [600, 900]), line([0, 0], [-300, 5])], PAD));
  for (const [x, y] of /** @type {const} */ ([
    [-1, 5],
    [1001, 5],
    [5, -1],
    [5, 751],
  ]))
    assert.ok(!isOfPad([line([x, y], [500, 500])], PAD), `${x} ${y}`);
  for (const [x, y] of /** @type {const} */ ([
    [2001, 5],
    [5, -2001],
  ]))
    assert.ok(!isOfPad([line([500, 500], [x, y])], PAD), `${x} ${y}`);
});
