import assert from "node:assert/strict";
import test from "node:test";
import { boxOf, mapAt, mosaicOf, paintMosaic, scaleOf, tellingMap } from "./mosaic.js";

const COLOURS = { above: [0, 0, 255], below: [255, 0, 0], zero: [100, 100, 100] };

/** @param {number[]} shape @param {number[]} values */
const layer = (shape, values) => /** @type {any} */ ({ shape, values: Float32Array.from(values) });

test("maps lie in a square, and a place leads back to the map that is there", () => {
  const mosaic = mosaicOf({ shape: [28, 28, 32] });
  assert.deepEqual([mosaic.across, mosaic.gap, mosaic.size], [6, 3, { width: 183, height: 183 }]);
  for (const map of [0, 5, 6, 31]) {
    const { x, y, width, height } = boxOf(mosaic, map);
    const middle = { x: (x + width / 2) / mosaic.size.width, y: (y + height / 2) / mosaic.size.height };
    assert.equal(mapAt(mosaic, middle), map);
  }
  assert.equal(mapAt(mosaic, { x: 1, y: 1 }), 31); // where there is none, the nearest
  assert.equal(mosaicOf({ shape: [1, 1, 72] }).isList, true);
});

test("what is above zero is blue, below red, and all maps share one scale", () => {
  const output = layer([1, 2, 2], [4, -1, 0, 2]); // map 0: 4, 0; map 1: −1, 2
  const mosaic = mosaicOf(output);
  const { width, height } = mosaic.size;
  const pixels = /** @type {any} */ ({ width, height, data: new Uint8ClampedArray(4 * width * height) });
  paintMosaic(pixels, mosaic, output, scaleOf(COLOURS));
  const colour = (/** @type {number} */ x) => [...pixels.data.slice(4 * x, 4 * x + 4)];
  assert.deepEqual(colour(0), [0, 0, 255, 255]); // the largest
  assert.deepEqual(colour(1), [100, 100, 100, 255]); // zero
  assert.deepEqual(colour(2), [0, 0, 0, 0]); // between maps
  const [red, , blue] = colour(3); // −1 of 4: half of the colour
  assert.ok(Math.abs(red - 178) < 3 && Math.abs(blue - 50) < 3, `${red} ${blue}`);
});

test("the map that says most has the largest number", () => {
  assert.equal(tellingMap(layer([1, 2, 3], [0, 1, 0, -9, 0, 5])), 2);
});
