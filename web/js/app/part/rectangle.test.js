import assert from "node:assert/strict";
import test from "node:test";
import { afterKey, between, inPixels, inShares, inWords, turnedRight } from "./rectangle.js";

const BOX = { x: 0.5, y: 0.25, width: 0.25, height: 0.5 };

test("a rectangle lies between two corners, whichever comes first, within the picture", () => {
  const drawn = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
  assert.deepEqual(between({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.75 }), drawn);
  assert.deepEqual(between({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.75 }), drawn);
  assert.deepEqual(between({ x: -3, y: 0.5 }, { x: 0.5, y: 7 }), { x: 0, y: 0.5, width: 0.5, height: 0.5 });
});

test("arrow keys move it, and stop at the picture's edges", () => {
  const moved = (/** @type {string[]} */ ...keys) =>
    keys.reduce((box, key) => /** @type {typeof BOX} */ (afterKey(box, { key, shiftKey: false })), BOX);
  assert.deepEqual(moved("ArrowLeft", "ArrowUp"), { ...BOX, x: 0.45, y: 0.2 });
  assert.deepEqual(moved(...Array(30).fill("ArrowRight")), { ...BOX, x: 0.75 });
  assert.deepEqual(moved(...Array(30).fill("ArrowDown")), { ...BOX, y: 0.5 });
  assert.deepEqual(moved(...Array(30).fill("ArrowUp")), { ...BOX, y: 0 });
});

test("with Shift they make it larger and smaller, and something stays of it", () => {
  const resized = (/** @type {string[]} */ ...keys) =>
    keys.reduce((box, key) => /** @type {typeof BOX} */ (afterKey(box, { key, shiftKey: true })), BOX);
  assert.deepEqual(resized(...Array(30).fill("ArrowRight")), { ...BOX, width: 0.5 });
  assert.deepEqual(resized(...Array(30).fill("ArrowUp")), { ...BOX, height: 0.05 });
});

test("other keys are left alone", () => {
  assert.equal(afterKey(BOX, { key: "a", shiftKey: false }), null);
});

test("pixels are of the picture, and back", () => {
  const size = { width: 800, height: 400 };
  assert.deepEqual(inPixels(BOX, size), { x: 400, y: 100, width: 200, height: 200 });
  assert.deepEqual(inShares(inPixels(BOX, size), size), BOX);
});

test("it is told in words", () => {
  assert.equal(inWords(BOX), "50% from the left, 25% from the top, 25% wide, 50% high");
});

test("a part of a picture that is turned is the same of what is seen", () => {
  const turned = [1, 2, 3, 4].map((quarters) => turnedRight({ x: 0.5, y: 0, width: 0.5, height: 0.25 }, quarters));
  assert.deepEqual(turned, [
    { x: 0.75, y: 0.5, width: 0.25, height: 0.5 },
    { x: 0, y: 0.75, width: 0.5, height: 0.25 },
    { x: 0, y: 0, width: 0.25, height: 0.5 },
    { x: 0.5, y: 0, width: 0.5, height: 0.25 },
  ]);
});
