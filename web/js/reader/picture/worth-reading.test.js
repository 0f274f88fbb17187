import assert from "node:assert/strict";
import test from "node:test";
import { worthReading } from "./worth-reading.js";

const AREA = 1000 * 1000;

/** @param {number} count @param {number} width @param {number} [height] */
const some = (count, width, height = width) =>
  Array.from({ length: count }, (_, i) => ({ box: { x: 0, y: i, width, height }, mass: (width * height) / 4 }));

test("of many pieces 400 are read, of the usual size, in their order, and the others are counted", () => {
  const far = some(20, 60).map(({ box, mass }) => ({ box: { ...box, y: box.y + 2000 }, mass }));
  const all = [...some(100, 20), ...some(380, 40), ...some(80, 70), ...far];
  const { chosen, leftOut } = worthReading(all, AREA);
  assert.equal(chosen.length, 400);
  assert.equal(leftOut, 180);
  assert.equal(chosen.filter(({ box }) => box.width === 40).length, 380);
  assert.deepEqual(
    chosen,
    all.filter((one) => chosen.includes(one)),
  );
});

test("of a page with more than 400 digits whole rows are read, from the top", () => {
  const rows = Array.from({ length: 30 }, (_, row) => row);
  const all = rows.flatMap((row) =>
    Array.from({ length: 18 }, (_, i) => ({
      ...{
        box: { x: 50 * i, y: 60 * row + ((7 * i) % 5), width: 20 + ((3 * i + row) % 9), height: 34 + ((i + row) % 6) },
      },
      mass: 300,
    })),
  );
  const { chosen, leftOut } = worthReading(all, 3 * AREA);
  assert.deepEqual(chosen, all.slice(0, chosen.length));
  assert.equal(chosen.length % 18, 0);
  assert.equal(chosen.length, 22 * 18);
  assert.equal(leftOut, all.length - chosen.length);
});

test("dust is neither read nor counted", () => {
  const { chosen, leftOut } = worthReading([...some(1000, 3), ...some(20, 40)], AREA);
  assert.deepEqual([chosen.length, leftOut], [20, 0]);
});

test("what is smaller than the pen's width is no mark, what is as wide is one", () => {
  const [dust, points] = [some(9, 4), some(2, 8)];
  const { specks } = worthReading([...dust, ...points, ...some(20, 60)], AREA, { strokeWidth: 8 });
  assert.deepEqual(specks, points);
});

test("of hundreds of specks the 200 largest may be marks, and none that is less than a twentieth of the digits", () => {
  const [points, grains] = [some(250, 5), some(50, 6)];
  const { specks } = worthReading([...points, ...grains, ...some(300, 40)], AREA);
  assert.equal(specks.length, 200);
  assert.equal(specks.filter(({ box }) => box.width === 6).length, 50);
  assert.equal(worthReading([...some(1, 1), ...some(20, 40)], AREA).specks.length, 0);
});

test("what is as long as a point, and much thinner than the pen, is a piece of a line and no mark", () => {
  const [pieces, points] = [some(9, 12, 2), some(2, 7, 4)];
  const { specks } = worthReading([...pieces, ...points, ...some(20, 60)], AREA, { strokeWidth: 8 });
  assert.deepEqual(specks, points);
});

test("long slanted strokes side by side are read as far as their boxes cover the picture four times", () => {
  const { chosen, leftOut } = worthReading(some(50, 900), AREA);
  assert.deepEqual([chosen.length, leftOut], [4, 46]);
});
