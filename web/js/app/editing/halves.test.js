import assert from "node:assert/strict";
import { test } from "node:test";
import { DRAWINGS, placed } from "../../reader/shared/drawings.fixture.js";
import { halvesOf, waysToHalve } from "./halves.js";

const at = (/** @type {keyof typeof DRAWINGS} */ name, /** @type {number} */ x) =>
  placed(DRAWINGS[name], { x, size: 300 });
const ONE_AND_ZERO = [...at("bar", 0), ...at("zero", 60)];

/** A reader that is as sure of all halves. @param {number} confidence @param {number[]} [asked] gets how many */
const readerOf = (confidence, asked = []) => ({
  scores: async (/** @type {Float32Array} */ images) => {
    const count = images.length / 784;
    asked.push(count);
    return Float32Array.from({ length: 11 * count }, (_, i) => (i % 11 === 0 ? confidence : 0));
  },
});

test("two strokes side by side are halves, the left one first", () => {
  const [left, right] = waysToHalve(ONE_AND_ZERO)[0];
  assert.deepEqual([left[0][0].x, right.length], [150, 1]);
});

test("one stroke is cut where both ends stand side by side, and all of its ink is in the halves", () => {
  const one = [[...ONE_AND_ZERO[0].toReversed(), ...ONE_AND_ZERO[1]]];
  const ways = waysToHalve(one);
  assert.ok(ways.length > 3);
  for (const [left, right] of ways.slice(0, 3)) assert.deepEqual(left.at(-1)?.at(-1), right[0][0]);
});

test("digits are not cut into an upper and a lower half, nor are dots", () => {
  const upper = waysToHalve(at("eight", 0)).filter(([left, right]) => {
    const [a, b] = [left, right].map((half) => half.flat().map(({ y }) => y));
    return Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a);
  });
  assert.deepEqual(upper, []);
  assert.deepEqual(waysToHalve([[{ x: 5, y: 5 }]]), []);
});

test("halves that the network takes for no digits are none", async () => {
  assert.equal(await halvesOf(ONE_AND_ZERO, readerOf(0.4)), null);
  assert.ok(await halvesOf(ONE_AND_ZERO, readerOf(0.6)));
  assert.equal(await halvesOf([[{ x: 5, y: 5 }]], readerOf(0.9)), null);
});

test("so many halves are read at most, of three strokes", async () => {
  /** @type {number[]} */
  const asked = [];
  await halvesOf([...ONE_AND_ZERO, ...at("bar", 300)], readerOf(0.9, asked));
  assert.ok(asked[0] < 2 * 140, `${asked[0]}`);
});

test("however many strokes a scribble has, no more of its halves are read", async () => {
  /** @type {number[]} */
  const asked = [];
  await halvesOf(Array.from({ length: 60 }, (_, i) => at("bar", 5 * i)).flat(), readerOf(0.9, asked));
  assert.ok(asked[0] > 0 && asked[0] <= 2 * 30, `${asked[0]}`);
});
