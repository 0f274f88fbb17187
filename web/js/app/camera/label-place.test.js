import assert from "node:assert/strict";
import { test } from "node:test";
import { sidesOf } from "./label-place.js";

const BOX = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

/**
 * @param {Partial<import("./label-place.js").Box>[]} boxes
 * @param {import("./label-place.js").Side} [side]
 * @param {number} [ratio]
 */
const sides = (boxes, side, ratio = 4 / 3) =>
  sidesOf(
    boxes.map((box) => ({ text: "305", box: { ...BOX, ...box }, side })),
    ratio,
  );

test("a label stands above its number, at the upper edge of the picture below it", () => {
  assert.deepEqual(sides([{}]), ["above"]);
  assert.deepEqual(sides([{ y: 0.02 }]), ["below"]);
});

test("a wide picture has less room above", () => {
  assert.deepEqual(sides([{ y: 0.11 }], undefined, 4 / 3), ["above"]);
  assert.deepEqual(sides([{ y: 0.11 }], undefined, 16 / 9), ["below"]);
});

test("between rows that are close it stands at the side, at the left where there is no room at the right", () => {
  const rows = [{}, { y: 0.18 }, { y: 0.62 }];
  assert.equal(sides(rows)[0], "right");
  assert.equal(sides(rows.map((row) => ({ ...row, x: 0.78 })))[0], "left");
});

test("two labels do not stand on each other", () => {
  const [upper, lower] = sides([{ y: 0.02, height: 0.2 }, { y: 0.36 }]);
  assert.equal(upper, "below");
  assert.notEqual(lower, "above");
});

test("where everything is full it stands on its own number", () => {
  assert.deepEqual(sides([{ x: 0, y: 0, width: 1, height: 1 }]), ["within"]);
});

test("it stays where it was while there is room", () => {
  assert.deepEqual(sides([{}], "right"), ["right"]);
  assert.equal(sides([{}, { x: 0.62 }], "right")[0], "above");
});
