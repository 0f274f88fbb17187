import assert from "node:assert/strict";
import test from "node:test";
import { withFeetApart } from "./feet.js";
import { oneWith, pieceOf } from "./pictures.fixture.js";

const NEXT = { x: 100, y: 45, width: 40, height: 110 };

const boxes = (/** @type {Parameters<typeof oneWith>[0]} */ square, beside = [NEXT]) =>
  withFeetApart(oneWith(square), beside).map(({ box }) => box);

test("a mark that hangs together with a digit by its blur alone comes apart", () => {
  const { box } = oneWith({});
  const [digit, foot, ...more] = boxes({});
  assert.equal(more.length, 0);
  assert.ok(foot.x + foot.width === box.x + box.width && foot.y >= box.y + 80, "the mark is where it was");
  assert.ok(digit.x === box.x && digit.width < box.width - 10 && digit.height === box.height, "so is the digit");
});

test("what no digit follows is a part of the digit: nothing, one in another row, or one before it", () => {
  for (const beside of [[], [{ ...NEXT, y: 200 }], [{ ...NEXT, x: 5 }]]) assert.equal(boxes({}, beside).length, 1);
});

test("strokes of digits stay: what hangs together by full ink, is high up, or large", () => {
  for (const square of [{ blur: 1 }, { top: 30 }, { top: 55, side: 45 }]) assert.equal(boxes(square).length, 1);
});

test("the end of a broken stem stays with it", () => {
  const stem = pieceOf([[50, 150].map((y) => ({ x: 60, y }))]);
  const { width, height } = stem.box;
  stem.values.fill(0.6, width * (height - 32), width * (height - 30));
  assert.equal(withFeetApart(stem, [NEXT]).length, 1);
});
