import test from "node:test";
import assert from "node:assert/strict";
import { centred, written } from "./hand.js";

const bounds = (/** @type {{ x: number, y: number }[][]} */ strokes) => {
  const [xs, ys] = [strokes.flat().map(({ x }) => x), strokes.flat().map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

test("every digit is written, one unit high, each further right than the one before", () => {
  let last = -1;
  for (let digit = 0; digit < 10; digit++) {
    const { left, right, top, bottom } = bounds(written(`${" ".repeat(digit)}${digit}`));
    assert.ok(bottom - top > 0.94 && bottom - top < 1.06, `${digit} is ${bottom - top} high`);
    assert.ok(right - left < 0.8, `${digit} is ${right - left} wide`);
    assert.ok(left > last);
    last = left;
  }
});

test("a row stands below the one before and does not touch it", () => {
  const [above, below] = [bounds(written("8")), bounds(written("\n8"))];
  assert.ok(below.top > above.bottom + 0.2);
});

test("curves are smooth and corners stay", () => {
  const [seven] = written("7");
  const corner = seven.find(({ x, y }) => Math.hypot(x - 0.78, y - 0.01) < 1e-9);
  assert.ok(corner, "the corner of the 7 is one of its points");
  assert.equal(seven.filter(({ x, y }) => x === corner?.x && y === corner?.y).length, 1);
  const turns = written("0")[0]
    .slice(2)
    .map((point, i) => {
      const [a, b] = [written("0")[0][i], written("0")[0][i + 1]];
      const turn = Math.atan2(point.y - b.y, point.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x);
      return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
    });
  assert.ok(Math.max(...turns) < 0.6);
});

for (const size of [
  { width: 1000, height: 750 },
  { width: 1000, height: 1180 },
  { width: 1000, height: 460 },
]) {
  test(`it stands in the middle of a pad ${size.width}×${size.height}, with room around it`, () => {
    const { left, right, top, bottom } = bounds(centred(written("2048"), size));
    assert.ok(Math.abs(left + right - size.width) < 1e-6 && Math.abs(top + bottom - size.height) < 1e-6);
    assert.ok(left >= 0.1 * size.width && top >= 0.1 * size.height);
    assert.ok(right - left > 0.6 * size.width || bottom - top > 0.6 * size.height);
  });
}
