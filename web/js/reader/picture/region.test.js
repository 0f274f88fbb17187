import assert from "node:assert/strict";
import test from "node:test";
import { decoded } from "./picture.js";
import { checkRegion, regionWithin } from "./region.js";

/** A picture of 5×4 pixels, each of another grey: 0, 10, 20, … from left to right, row by row. */
const PIXELS = {
  width: 5,
  height: 4,
  data: new Uint8ClampedArray(Array.from({ length: 20 }, (_, i) => [10 * i, 10 * i, 10 * i, 255]).flat()),
};

/** @param {{ data: Uint8ClampedArray }} pixels */
const greysOf = ({ data }) => Array.from(data).filter((_, i) => i % 4 === 0);

test("of a region only its pixels are given, and where they begin in the picture", async () => {
  const { pixels, scale, corner } = await decoded(PIXELS, { x: 1, y: 2, width: 3, height: 2 });
  assert.deepEqual([pixels.width, pixels.height, scale, corner], [3, 2, 1, { x: 1, y: 2 }]);
  assert.deepEqual(greysOf(pixels), [110, 120, 130, 160, 170, 180]);
});

test("without a region all of the picture is given", async () => {
  const { pixels, corner } = await decoded(PIXELS);
  assert.deepEqual([pixels.width, pixels.height, greysOf(pixels).length, corner], [5, 4, 20, { x: 0, y: 0 }]);
});

test("a region is of the whole pixels that it touches, within the picture", () => {
  const size = { width: 100, height: 50 };
  const within = (/** @type {number[]} */ [x, y, width, height]) => regionWithin({ x, y, width, height }, size);
  assert.deepEqual(within([10.4, 20.9, 5.2, 3.2]), { x: 10, y: 20, width: 6, height: 5 });
  assert.deepEqual(within([-20, -1, 500, 11]), { x: 0, y: 0, width: 100, height: 10 });
  assert.deepEqual(within([99.5, 49.5, 0.1, 0.1]), { x: 99, y: 49, width: 1, height: 1 });
});

for (const [x, y] of [
  [100, 0],
  [0, 50],
  [-10, 0],
  [0, -10],
  [1e9, 1e9],
])
  test(`a region at ${x}, ${y} lies outside of 100×50 pixels, and that is said`, () => {
    const region = { x, y, width: 10, height: 10 };
    const says = {
      name: "TypeError",
      message: /region .* in the picture's pixels, which has 100×50; one from .* outside/,
    };
    assert.throws(() => regionWithin(region, { width: 100, height: 50 }), says);
  });

const NO_REGIONS = {
  "a side that is not finite": [{ x: 0, y: NaN, width: 1, height: 1 }, /y NaN/],
  "no end": [{ x: 0, y: 0, width: Infinity, height: 1 }, /width Infinity/],
  "no width": [{ x: 0, y: 0, width: 0, height: 1 }, /width 0/],
  "a height below 0": [{ x: 0, y: 0, width: 1, height: -3 }, /height -3/],
  "no sides": [{}, /x undefined/],
  "a list": [[0, 0, 1, 1], /x undefined/],
  "no object": [7, /x undefined/],
  null: [null, /x undefined/],
};

for (const [name, [region, came]] of Object.entries(NO_REGIONS))
  test(`what has ${name} is refused as a region, with what came`, () => {
    assert.throws(() => checkRegion(region), { name: "TypeError", message: /^read expects a region \{ x, y, width/ });
    assert.throws(() => checkRegion(region), { message: came });
  });
