import assert from "node:assert/strict";
import test from "node:test";
import { marksAmong } from "./marks.js";

/** @typedef {import("../types.js").Box} Box */

/** @param {number} x @param {number} y @param {number} width @param {number} height @returns {Box} */
const box = (x, y, width, height) => ({ x, y, width, height });

const LEFT = box(0, 0, 60, 100);
const RIGHT = box(140, 0, 60, 100);

/**
 * What pieces are read as; each fills its box.
 * @param {Box[]} pieces
 * @param {(group: Box[]) => number} [confidence] of a group of pieces in being one digit; low unless told
 * @param {{ room?: number, elongation?: (piece: Box) => number, areInk?: boolean }} [more] that is known of the pieces
 */
const read = (pieces, confidence = () => 0.1, more = {}) =>
  marksAmong(pieces, {
    ...more,
    touching: 0.04,
    boxOf: (piece) => piece,
    isIn: (a, b) => a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height,
    score: async (groups) => groups.map((group) => ({ probabilities: digitOf(confidence(group)) })),
  });

/** @param {number} confidence */
const digitOf = (confidence) => Float32Array.from([confidence, ...new Array(9).fill(0), 1 - confidence]);

/** @param {Box[]} pieces beside two digits */
const marksOf = async (...pieces) => (await read([LEFT, ...pieces, RIGHT])).marks.map(({ mark }) => mark).join("");

test("marks are told by their size and their place between the top of the digits and their line", async () => {
  assert.equal(await marksOf(box(96, 92, 8, 8)), ".", "a dot on the line");
  assert.equal(await marksOf(box(100, 98, 0, 0)), ".", "a tap");
  assert.equal(await marksOf(box(94, 92, 10, 26)), ",", "a tick through the line");
  assert.equal(await marksOf(box(80, 50, 40, 4)), "-", "a flat stroke half-way up");
  assert.equal(await marksOf(box(98, 40, 6, 6), box(98, 84, 6, 6)), ":", "two dots above one another");
  assert.notEqual(await marksOf(box(98, 2, 6, 6), box(98, 94, 6, 6)), ":", "two corners of a box");
});

test("what is too small for a digit and no mark is ?, once for all of its parts", async () => {
  assert.equal(await marksOf(box(98, 10, 6, 6)), "?", "a dot at the top");
  assert.equal(await marksOf(box(80, 40, 40, 4), box(80, 60, 40, 4)), "?", "an equals sign");
});

test("a dash before a number is its sign, wherever between top and line; a bar beside a digit is no dash", async () => {
  for (const y of [4, 30, 80]) {
    const { marks } = await read([box(-60, y, 40, 4), LEFT]);
    assert.deepEqual(
      marks.map(({ mark }) => mark),
      ["-"],
    );
  }
  assert.equal(await marksOf(box(70, 4, 40, 6)), "", "the bar of a 5");
});

test("the sign of a low 0 is half-way up its row", async () => {
  const { marks } = await read([box(-10, 50, 40, 6), box(60, 45, 55, 55), box(140, 0, 60, 100)]);
  assert.deepEqual(
    marks.map(({ mark }) => mark),
    ["-"],
  );
});

test("an equals sign of short dashes is no colon", async () => {
  assert.equal(await marksOf(box(85, 50, 29, 2), box(85, 70, 29, 2)), "?");
});

test("sizes are those of the digits beside, not of the whole sheet", async () => {
  const tiny = [box(0, 1000, 6, 10), box(9, 1009, 1, 1), box(14, 1000, 6, 10)];
  const { marks, rest } = await read([LEFT, RIGHT, ...tiny]);
  assert.deepEqual(
    marks.map(({ mark, box: where }) => [mark, where.x]),
    [[".", 9]],
  );
  assert.equal(rest.length, 4);
});

test("dots in one column of several rows are a point each", async () => {
  const rows = [0, 150, 300].flatMap((y) =>
    [LEFT, box(98, 92, 6, 6), RIGHT].map((each) => ({ ...each, y: each.y + y })),
  );
  assert.equal((await read(rows)).marks.map(({ mark }) => mark).join(""), "...");
});

test("what a digit reads better with, or close to its ink as well, is a part of it", async () => {
  const foot = box(62, 90, 20, 8);
  const { marks, rest, areOne } = await read([LEFT, foot, RIGHT], (group) => (group.includes(foot) ? 0.97 : 0.5));
  assert.deepEqual([marks.length, rest.length, areOne(LEFT, foot), areOne(foot, RIGHT)], [0, 3, true, false]);
  const slip = box(62, 96, 1, 1);
  const sure = await read([LEFT, slip, RIGHT], () => 0.97);
  assert.deepEqual([sure.marks.length, sure.areOne(slip, LEFT)], [0, true]);
});

test("ink that touches a digit, and ink far from all, is no mark", async () => {
  assert.equal(await marksOf(box(58, 92, 8, 8)), "");
  assert.equal((await read([LEFT, box(190, 92, 8, 8)])).marks.length, 0);
});

test("a ring is no dash, however flat, and a straight line may lean", async () => {
  const ink = {
    touching: 0.04,
    boxOf: (/** @type {Box} */ piece) => piece,
    isIn: () => false,
    score: async (/** @type {Box[][]} */ groups) => groups.map(() => ({ probabilities: digitOf(0.1) })),
  };
  const flat = box(80, 40, 40, 22);
  const marks = async (/** @type {boolean} */ isLine) =>
    (await marksAmong([LEFT, flat, RIGHT], { ...ink, isLine: () => isLine })).marks.map(({ mark }) => mark);
  assert.deepEqual(await marks(false), []);
  assert.deepEqual(await marks(true), ["-"]);
});

test("two rings of an 8 that do not touch are one digit to what stands beside them, and two rows are not", async () => {
  const rings = [box(12, 0, 60, 44), box(0, 53, 60, 47)];
  assert.deepEqual(
    (await read([box(-90, 0, 60, 100), ...rings, box(90, 54, 30, 10), RIGHT])).marks.map(({ mark }) => mark),
    ["-"],
  );
  const rows = [box(0, 0, 60, 100), box(0, 110, 60, 100)];
  const { marks } = await read([...rows, box(80, 50, 40, 4), box(140, 0, 60, 100), box(140, 110, 60, 100)]);
  assert.deepEqual(
    marks.map(({ mark }) => mark),
    ["-"],
  );
});

test("where the shape of the ink is known, what is longer than wide is a comma, short and slanted, too", async () => {
  const told = async (/** @type {number} */ elongation) =>
    (await read([LEFT, box(90, 82, 22, 24), RIGHT], undefined, { elongation: () => elongation, areInk: true })).marks[0]
      .mark;
  assert.equal(await told(2.2), ",");
  assert.equal(await told(1.3), ".");
  const onLine = [LEFT, box(96, 60, 8, 40), RIGHT];
  assert.deepEqual((await read(onLine, undefined, { elongation: () => 5, areInk: true })).marks, [], "a short 1");
});

test("a comma as high as half of the low digits beside it is one, and a short 1 on the line is none", async () => {
  const low = { elongation: () => 3, areInk: true };
  const beside = async (/** @type {Box} */ piece) =>
    (await read([LEFT, piece, RIGHT], undefined, low)).marks.map(({ mark }) => mark).join("");
  assert.equal(await beside(box(92, 72, 20, 52)), ",");
  assert.equal(await beside(box(92, 48, 20, 52)), "", "a short 1");
  assert.equal(await beside(box(92, 52, 20, 55)), "", "one that goes through the line");
  assert.equal(await beside(box(92, 62, 20, 72)), "", "as high as a digit of the next row");
});

test("a point as near to a digit as pieces of a picture come is a mark there, and not on the pad", async () => {
  const near = [LEFT, box(60.5, 90, 20, 10), RIGHT];
  assert.deepEqual(
    (await read(near, undefined, { room: 0 })).marks.map(({ mark }) => mark),
    ["."],
  );
  assert.deepEqual((await read(near)).marks, []);
});

test("a mark at the foot of one row and right above a digit of the next is the upper row's", async () => {
  const below = box(112, 104, 60, 100);
  const { marks } = await read([LEFT, box(98, 88, 10, 18), RIGHT, below]);
  assert.deepEqual(
    marks.map(({ mark }) => mark),
    [","],
  );
});

test("the bar right above a low digit that reads better with it is a part of it, beside high ones, too", async () => {
  const [body, bar, tall] = [box(0, 33, 44, 69), box(12, 23, 42, 6), box(82, -11, 52, 115)];
  const isFive = (/** @type {Box[]} */ group) => group.includes(body) && group.includes(bar) && group.length === 2;
  const { marks, areOne } = await read([bar, body, tall], (group) => (isFive(group) ? 0.97 : 0.5));
  assert.deepEqual([marks, areOne(bar, body)], [[], true]);
});

test("a sign may be shorter than a dash between digits, which is the bar of one before it", async () => {
  const short = (/** @type {number} */ x) => box(x, 55, 13, 1);
  const marks = async (/** @type {Box[]} */ pieces) => (await read(pieces)).marks.map(({ mark }) => mark).join("");
  assert.equal(await marks([short(-40), LEFT]), "-");
  assert.equal(await marks([LEFT, short(95), RIGHT]), "?");
});

test("by the way of a pen a comma is a line through the foot of the row, short or leaning, or a hook", async () => {
  const told = async (/** @type {Box} */ piece, /** @type {number} */ elongation) =>
    (await read([LEFT, piece, RIGHT], undefined, { elongation: () => elongation })).marks[0].mark;
  assert.equal(await told(box(98, 96, 4, 11), 1.9), ",", "a short line");
  assert.equal(await told(box(90, 90, 20, 17), 2.3), ",", "one that leans");
  assert.equal(await told(box(96, 93, 8, 8), 1.2), ".", "a ring");
  assert.equal(await told(box(98, 92, 4, 11), 1.9), ".", "a tick on the line");
  assert.equal(await told(box(92, 92, 16, 24), 1.3), ",", "a hook");
});
