import assert from "node:assert/strict";
import test from "node:test";
import { withFeetApart } from "./feet.js";
import { pieceOf } from "./pictures.fixture.js";

/**
 * A 1 of which a square of ink is at the right, with blur between.
 * @param {{ top?: number, side?: number, blur?: number }} square its top from that of the 1, its side; its blur
 */
function oneWith({ top = 85, side = 14, blur = 0.6 }) {
  const one = pieceOf([[50, 150].map((y) => ({ x: 60, y }))]);
  const { width, height } = one.box;
  const wide = width + 2 + side;
  const values = new Float32Array(wide * height);
  for (let y = 0; y < height; y++) {
    values.set(one.values.subarray(y * width, (y + 1) * width), y * wide);
    if (y >= top && y < top + side) values.fill(1, y * wide + width + 2, (y + 1) * wide);
    if (y >= top && y < top + side) values.fill(blur, y * wide + width - 2, y * wide + width + 2);
  }
  return { box: { ...one.box, width: wide }, values };
}

const boxes = (/** @type {Parameters<typeof oneWith>[0]} */ square) =>
  withFeetApart(oneWith(square)).map(({ box }) => box);

test("a mark that hangs together with a digit by its blur alone comes apart", () => {
  const { box } = oneWith({});
  const [digit, foot, ...more] = boxes({});
  assert.equal(more.length, 0);
  assert.ok(foot.x + foot.width === box.x + box.width && foot.y >= box.y + 80, "the mark is where it was");
  assert.ok(digit.x === box.x && digit.width < box.width - 10 && digit.height === box.height, "so is the digit");
});

test("strokes of digits stay: what hangs together by full ink, is high up, or large", () => {
  for (const square of [{ blur: 1 }, { top: 30 }, { top: 55, side: 45 }]) assert.equal(boxes(square).length, 1);
});

test("the end of a broken stem stays with it", () => {
  const stem = pieceOf([[50, 150].map((y) => ({ x: 60, y }))]);
  const { width, height } = stem.box;
  stem.values.fill(0.6, width * (height - 32), width * (height - 30));
  assert.equal(withFeetApart(stem).length, 1);
});
