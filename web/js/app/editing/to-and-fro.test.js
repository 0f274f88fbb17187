import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, line } from "../../reader/shared/drawings.fixture.js";
import { areToAndFro, isToAndFro } from "./to-and-fro.js";

/** @param {number} times across a box of this height, 1 wide @param {number} height */
const zigzag = (times, height) =>
  line(...Array.from({ length: times + 1 }, (_, i) => /** @type {[number, number]} */ ([i % 2, (height * i) / times])));
const turned = (/** @type {import("../../reader/types.js").Stroke} */ stroke) =>
  stroke.map(({ x, y }) => ({ x: x - y, y: x + y }));

test("a stroke goes to and fro three times or more, densely, in any direction", () => {
  for (const stroke of [zigzag(3, 0.4), zigzag(4, 1), zigzag(6, 0.8), zigzag(9, 1.5)]) {
    assert.ok(isToAndFro(stroke));
    assert.ok(isToAndFro(turned(stroke)));
  }
});

test("digits, a Z and lines do not go to and fro", () => {
  for (const [name, strokes] of Object.entries(DRAWINGS))
    for (const stroke of strokes) assert.ok(!isToAndFro(stroke), name);
  for (const stroke of [zigzag(3, 1.2), zigzag(1, 0.2), zigzag(2, 0.1), [{ x: 3, y: 4 }]])
    assert.ok(!isToAndFro(stroke));
});

test("three lines side by side do, and no fewer, no angles and no short ones", () => {
  const lines = [0, 0.2, 0.4].map((y) => line([0, y], [1, y + 0.1]));
  assert.ok(areToAndFro(lines));
  assert.ok(areToAndFro([lines[0], lines[1].toReversed(), lines[2]]));
  assert.ok(!areToAndFro(lines.slice(1)));
  assert.ok(!areToAndFro([lines[0], lines[1], line([0.5, 0], [0.5, 1])]));
  assert.ok(!areToAndFro([lines[0], lines[1], line([0, 0.4], [0.3, 0.4])]));
  assert.ok(!areToAndFro([lines[0], lines[1], DRAWINGS.three[0]]));
});
