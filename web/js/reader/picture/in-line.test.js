import assert from "node:assert/strict";
import test from "node:test";
import { joinedInLine } from "./in-line.js";

/** @typedef {import("./lines.js").Line} Line */

const [WIDTH, HEIGHT, ROW] = [300, 60, 30];

/** @param {number} first @param {number} length @param {{ row?: number, thickness?: number }} [how] @returns {Line} */
const part = (first, length, { row = ROW, thickness = 2 } = {}) => ({
  isUpright: false,
  first,
  middles: new Float32Array(length).fill(row),
  thickness,
  thickest: thickness,
});

/** @param {[number, number][]} inked columns from and to */
function inkIn(inked) {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  for (const [from, to] of inked) mask.fill(1, ROW * WIDTH + from, ROW * WIDTH + to);
  return { width: WIDTH, height: HEIGHT, mask };
}

const lengths = (/** @type {Line[]} */ lines) => lines.map(({ middles }) => middles.length).sort((a, b) => b - a);

test("parts behind each other with ink between them are one line", () => {
  assert.deepEqual(lengths(joinedInLine([part(0, 90), part(120, 60), part(200, 100)], inkIn([[0, 300]]))), [300]);
});

test("parts with nothing between them stay apart", () => {
  const apart = inkIn([[0, 90], [120, 180], [200, 300]]); // prettier-ignore
  assert.deepEqual(lengths(joinedInLine([part(0, 90), part(120, 60), part(200, 100)], apart)), [100, 90, 60]);
});

test("a thick stroke on a line, and what lies beside it, are no parts of it", () => {
  const lines = [part(0, 140), part(150, 30, { thickness: 8 }), part(190, 110), part(60, 40, { row: ROW + 6 })];
  assert.deepEqual(lengths(joinedInLine(lines, inkIn([[0, 300]]))), [300, 40, 30]);
});

test("a few bars in a row are no line", () => {
  assert.deepEqual(
    lengths(joinedInLine([part(20, 25), part(70, 25), part(120, 25)], inkIn([[20, 145]]))),
    [25, 25, 25],
  );
});
