import assert from "node:assert/strict";
import test from "node:test";
import { likelyViews, readsBetter } from "./direction.js";

/** @typedef {import("./paper.js").Piece} Piece */

/** Pieces beside each other, that know which way up they read. @param {number} count @param {number} [top] */
const row = (count, top = 0) =>
  Array.from({ length: count }, (_, i) => ({
    box: { x: 60 * i, y: top, width: 30, height: 40 },
    values: Float32Array.from({ length: 1200 }, (_, at) => (at === 0 ? 1 : 0)), // a corner tells how it is turned
  }));

/** @param {Piece} piece @returns {number} quarters by which it has been turned */
const quartersOf = ({ box: { width }, values }) => {
  const corner = values.findIndex((value) => value > 0);
  return corner === 0 ? 0 : corner === values.length - 1 ? 2 : corner === width - 1 ? 1 : 3;
};

/** Reads pieces that have been turned by so many quarters with 0.99, others with less. @param {number} right */
const readerOf =
  (right, wrong = 0.3) =>
  (/** @type {Piece[][]} */ groups) =>
    Promise.resolve(groups.map(([piece, ...more]) => (quartersOf(piece) === right && !more.length ? 0.99 : wrong)));

/** @param {Piece[]} pieces @param {Piece[]} [others] @param {Piece[]} [wholes] */
const found = (pieces, others = [], wholes = []) => ({ pieces, others, wholes });

test("a picture that reads well is looked at no further", async () => {
  let asked = 0;
  const views = await likelyViews(found(row(5)), (groups) => {
    asked += groups.length;
    return readerOf(0)(groups);
  });
  assert.deepEqual([views.map(({ quarters }) => quarters), asked], [[0], 5]);
});

test("rows that are upside down are turned", async () => {
  const [view, ...others] = await likelyViews(found(row(5)), readerOf(2));
  assert.equal(view.quarters, 2);
  assert.equal(quartersOf(view.pieces[0]), 2);
  assert.deepEqual(others, []);
});

test("a column is turned to either side", async () => {
  const column = row(5).map((piece, i) => ({ ...piece, box: { ...piece.box, x: 0, y: 60 * i } }));
  for (const quarters of [1, 3])
    assert.equal((await likelyViews(found(column), readerOf(quarters)))[0].quarters, quarters);
});

test("pieces that stand beside each other are not laid on their side", async () => {
  assert.deepEqual(
    (await likelyViews(found(row(5)), readerOf(1))).map(({ quarters }) => quarters).filter((quarters) => quarters % 2),
    [],
  );
});

test("where two ways read about as well, both are looked at, as it lies first", async () => {
  const views = await likelyViews(found(row(5)), readerOf(2, 0.85));
  assert.deepEqual(
    views.map(({ quarters }) => quarters),
    [0, 2],
  );
});

test("what reads better upside down, and still poorly, as print does, is looked at both ways", async () => {
  const poorly = async (/** @type {Piece[][]} */ groups) =>
    (await readerOf(2)(groups)).map((confidence) => (confidence > 0.9 ? 0.7 : confidence));
  assert.deepEqual(
    (await likelyViews(found(row(30)), poorly)).map(({ quarters }) => quarters),
    [0, 2],
  );
});

test("ink and ground change places where that reads better", async () => {
  const others = row(1, 500);
  const confidences = (/** @type {Piece[][]} */ groups) =>
    Promise.resolve(groups.map(([{ box }]) => (box.y === 500 ? 0.99 : 0.1)));
  assert.deepEqual((await likelyViews(found(row(1), others), confidences))[0].pieces, others);
});

test("narrow pieces, which read as 1 on either side, have no say", async () => {
  const bars = row(9).map((piece) => ({ ...piece, box: { ...piece.box, width: 8, height: 150 } }));
  const confidences = (/** @type {Piece[][]} */ groups) =>
    Promise.resolve(groups.map(([{ box }]) => (Math.max(box.width, box.height) === 150 ? 0.1 : 0.99)));
  assert.equal((await likelyViews(found([...bars, ...row(3, 300)]), confidences))[0].quarters, 0);
});

/** Reads some groups for sure, and others hardly. @param {(group: Piece[]) => boolean} isSure */
const sureOf = (isSure) => (/** @type {Piece[][]} */ groups) =>
  Promise.resolve(groups.map((group) => (isSure(group) ? 0.99 : 0.3)));

test("a picture that is cut to its ink is one digit where all of it reads as one and its pieces do not", async () => {
  const [pieces, wholes] = [row(2), row(1, 700)];
  const isWhole = sureOf(([{ box }]) => box.y === 700);
  assert.deepEqual((await likelyViews(found(pieces, [], wholes), isWhole))[0].pieces, wholes);
  const areBoth = sureOf(() => true);
  assert.deepEqual((await likelyViews(found(pieces, [], wholes), areBoth))[0].pieces, pieces, "its pieces do, too");
});

test("what is left of the ground beside a slanted stroke is no two digits", async () => {
  const [ground, [stroke]] = [row(2), row(1, 700)];
  const views = await likelyViews(
    found(ground, [stroke], [stroke]),
    sureOf((group) => group.length === 1),
  );
  assert.deepEqual(views[0].pieces, [stroke]);
});

test("a digit in two pieces, which read as none, is not turned", async () => {
  const areTogether = sureOf((group) => group.length === 2 || quartersOf(group[0]) === 2);
  assert.deepEqual(
    (await likelyViews(found(row(2)), areTogether)).map(({ quarters }) => quarters),
    [0],
  );
  const five = sureOf((group) => group.length === 5 || quartersOf(group[0]) === 2);
  assert.equal((await likelyViews(found(row(5)), five))[0].quarters, 2, "five are a number");
});

test("a picture that is read whole as it lies is not turned to be read as more digits with less confidence", () => {
  const turned = { confidences: [0.75, 0.99, 0.99, 0.99, 0.95], isWhole: true };
  const asItLies = (/** @type {boolean} */ isWhole, confidence = 1) => ({
    confidences: [0.99, confidence, 1, 1],
    isWhole,
  });
  assert.equal(readsBetter(turned, asItLies(true)), false);
  assert.equal(readsBetter(turned, asItLies(false)), true, "there is more, which is read only when it is turned");
  assert.equal(readsBetter(turned, asItLies(true, 0.3)), true, "it reads worse as it lies");
});
