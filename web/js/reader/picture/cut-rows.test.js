import assert from "node:assert/strict";
import test from "node:test";
import { remnantsOfRows } from "./cut-rows.js";

const [HEIGHT, BOTTOM] = [60, 100];

/** @param {number} x @param {number} y @param {number} wide @param {number} high */
const ink = (x, y, wide, high) => ({ box: { x, y, width: wide, height: high } });

const DIGITS = [ink(10, 22, 40, 60), ink(60, 18, 20, 62), ink(100, 25, 38, 55)];

/** @param {ReturnType<typeof ink>[]} all */
const remnants = (...all) => [...remnantsOfRows([...DIGITS, ...all], HEIGHT, BOTTOM)];

test("feet of a row above and heads of a row below are remnants", () => {
  const cut = [ink(5, 0, 14, 6), ink(70, 1, 20, 9), ink(110, 93, 12, 7)];
  assert.deepEqual(remnants(...cut), cut);
});

test("so are they where one digit of three reaches as far", () => {
  const cut = ink(5, 0, 14, 9);
  assert.deepEqual([...remnantsOfRows([ink(10, 4, 40, 70), ...DIGITS.slice(1), cut], HEIGHT, BOTTOM)], [cut]);
});

test("what is away from the edge, as high as a digit, or beside the digits is none", () => {
  assert.deepEqual(remnants(ink(5, 4, 14, 6), ink(85, 0, 12, 26), ink(85, 70, 8, 30), ink(52, 88, 5, 8)), []);
});

test("in a picture of several rows, marks at the edge beside the first and the last row are none", () => {
  const rows = [0, 90, 180].flatMap((y) => [ink(10, y, 40, 60), ink(60, y + 2, 30, 58), ink(120, y, 40, 60)]);
  const [bar, point] = [ink(95, 0, 20, 6), ink(100, 232, 8, 8)];
  assert.deepEqual([...remnantsOfRows([...rows, bar, point], HEIGHT, 240)], []);
});

test("the bar of a 5 that is as high as its neighbours is none, nor is that of a single one", () => {
  const bar = ink(60, 0, 30, 6);
  const fives = [ink(10, 2, 40, 60), ink(60, 10, 30, 52)];
  assert.deepEqual([...remnantsOfRows([...fives, bar], HEIGHT, 62)], []);
  assert.deepEqual([...remnantsOfRows([fives[1], bar], HEIGHT, 62)], []);
});

test("nor is what is half as high as a digit, which may be the rest of one", () => {
  const lower = DIGITS.map(({ box }) => ink(box.x, box.y + 20, box.width, box.height));
  assert.deepEqual([...remnantsOfRows([...lower, ink(5, 0, 14, 30)], HEIGHT, 140)], []);
});
