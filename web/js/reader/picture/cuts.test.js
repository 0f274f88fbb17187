import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { cutsOf } from "./cuts.js";
import { inkOf } from "./paper.js";
import { drawn } from "./pictures.fixture.js";

/** The only piece of a drawing, as a field. @param {import("../types.js").Stroke[]} strokes @param {number} pen */
async function fieldOf(strokes, pen) {
  const { pieces } = await inkOf(drawn(strokes, { width: 400, height: 120 }, pen));
  assert.equal(pieces.length, 1);
  const [{ box, values }] = pieces;
  return { ...box, values };
}

/** Zeros in a row whose sides meet. @param {number} count */
const zeros = (count) =>
  Array.from({ length: count }, (_, i) => placed(DRAWINGS.zero, { x: 10 + 44 * i, y: 30, size: 60 })).flat();

test("there is a cut where two digits touch, through one stroke, and others every few pixels", async () => {
  const field = await fieldOf(zeros(4), 6);
  const cuts = cutsOf(field, 0.065);
  for (const touch of [49, 93, 137]) {
    const near = cuts.filter(({ middle, strokes }) => Math.abs(middle - touch) <= 4 && strokes === 1);
    assert.ok(near.length >= 1, `none at ${touch}`);
  }
  const middles = cuts.map(({ middle }) => middle);
  assert.deepEqual(
    middles,
    middles.toSorted((a, b) => a - b),
  );
  assert.deepEqual([middles[0], middles.at(-1)], [0, field.width]);
  const gaps = middles.slice(1).map((middle, i) => middle - middles[i]);
  assert.ok(Math.max(...gaps) <= 0.25 * field.height, `${gaps}`);
});

test("a cut through a ring goes through two strokes, of a pen's width each", async () => {
  const field = await fieldOf(zeros(1), 6);
  const { strokes, cut } = cutsOf(field, 0.1).reduce((best, one) =>
    Math.abs(one.middle - field.width / 2) < Math.abs(best.middle - field.width / 2) ? one : best,
  );
  assert.equal(strokes, 2);
  assert.ok(cut > 1.2 && cut < 3, `${cut}`);
});

test("the further cuts are to be apart, the fewer there are", async () => {
  const field = await fieldOf(zeros(4), 6);
  const [many, some] = [0.05, 0.2].map((apart) => cutsOf(field, apart).length);
  assert.ok(many > 1.4 * some, `${many}, ${some}`);
});
