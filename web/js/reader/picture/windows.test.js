import assert from "node:assert/strict";
import test from "node:test";
import { windowBetween } from "./windows.js";

const [WIDTH, HEIGHT] = [40, 20];

/** @param {(x: number, y: number) => boolean} isInk */
const field = (isInk) => ({
  width: WIDTH,
  height: HEIGHT,
  values: Float32Array.from({ length: WIDTH * HEIGHT }, (_, at) => Number(isInk(at % WIDTH, Math.floor(at / WIDTH)))),
});

/** A cut, straight or slanted. @param {number} x @param {number} [lean] columns to the right for each row */
const cut = (x, lean = 0) => ({
  columns: Int32Array.from({ length: HEIGHT }, (_, y) => Math.round(x + lean * y)),
  ...{ middle: x, cut: 0, strokes: 0, longest: 0 },
});

const bar = (/** @type {number} */ x) => x >= 10 && x < 14;

test("a window has the ink between two cuts, where it is", () => {
  const window = windowBetween(
    field((x) => bar(x)),
    cut(12),
    cut(30),
  );
  assert.ok(window);
  const { box, values } = window.piece;
  assert.ok(box.x <= 12 && box.x + box.width >= 14);
  assert.equal(
    values.reduce((a, b) => a + b),
    2 * HEIGHT,
  );
  assert.equal(window.dropped, 0);
});

test("a sliver of a neighbour is dropped, and told; a part of a digit that stands apart stays", () => {
  const withSquare = (/** @type {number} */ side) =>
    windowBetween(
      field((x, y) => bar(x) || (x >= 20 && x < 20 + side && y < side)),
      cut(5),
      cut(30),
    );
  const [sliver, part] = [withSquare(2), withSquare(6)];
  assert.ok(sliver && part);
  assert.ok(Math.abs(sliver.dropped - 4 / 84) < 1e-6, `${sliver.dropped}`);
  assert.ok(sliver.piece.box.x + sliver.piece.box.width <= 15);
  assert.ok(part.dropped === 0 && part.piece.box.x + part.piece.box.width >= 26);
});

test("no window is what is empty, too low, too wide, or between cuts that cross", () => {
  const all = field((x) => bar(x));
  assert.equal(windowBetween(all, cut(20), cut(30)), null);
  assert.equal(
    windowBetween(
      field((x, y) => x >= 10 && x < 14 && y < 7),
      cut(5),
      cut(30),
    ),
    null,
  );
  assert.equal(
    windowBetween(
      field((_x, y) => y < 12),
      cut(0),
      cut(40),
    ),
    null,
  );
  assert.equal(windowBetween(all, cut(5, 0.6), cut(11)), null);
});
