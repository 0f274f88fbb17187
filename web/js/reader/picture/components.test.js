import assert from "node:assert/strict";
import test from "node:test";
import { connected, grown } from "./components.js";
import { noiseOf } from "./pictures.fixture.js";

/** @typedef {import("./components.js").Component} Component */

/** @param {string[]} rows " ": no ink, "1" and "2": some @returns {import("./lines.js").Ink} */
const inkOf = (rows) => ({
  ...{ width: rows[0].length, height: rows.length },
  mask: Uint8Array.from(rows.join(""), Number),
});

/** @param {Component} component @returns {number[]} ascending */
function pixelsOf({ runs }) {
  const pixels = [];
  for (let i = 0; i < runs.length; i += 2) for (let at = runs[i]; at < runs[i + 1]; at++) pixels.push(at);
  return pixels;
}

/** What hangs together, pixel by pixel. @param {import("./lines.js").Ink} ink @returns {number[][]} */
function flooded({ width, height, mask }) {
  const left = new Set([...mask.keys()].filter((at) => mask[at]));
  return [...left].flatMap((first) => {
    if (!left.delete(first)) return [];
    const found = [first];
    for (const at of found) {
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          if (left.delete(ny * width + nx)) found.push(ny * width + nx);
        }
      }
    }
    return [found.sort((a, b) => a - b)];
  });
}

for (const share of [-1, 0, 0.3, 1]) {
  test(`pixels hang together by sides and corners: grain above ${share}`, () => {
    const grain = noiseOf(1);
    const ink = { width: 61, height: 47, mask: Uint8Array.from({ length: 61 * 47 }, () => Number(grain() > share)) };
    const found = connected(ink);
    assert.deepEqual(found.map(pixelsOf), flooded(ink));
    for (const component of found) {
      const pixels = pixelsOf(component);
      const [columns, rows] = [pixels.map((at) => at % 61), pixels.map((at) => Math.floor(at / 61))];
      const [x, y] = [Math.min(...columns), Math.min(...rows)];
      assert.deepEqual(component.box, { x, y, width: Math.max(...columns) - x + 1, height: Math.max(...rows) - y + 1 });
      assert.equal(component.mass, pixels.length);
    }
  });
}

test("what has no sure pixel is no component, and those that have come in the order of the first", () => {
  const found = connected(inkOf(["1  11  1", " 1     1", "     2 2", "2    1  "]), 2);
  assert.deepEqual(found.map(pixelsOf), [[21, 29], [7, 15, 23], [24]]);
});

test("of 10,000 components the 6,000 largest are looked at", () => {
  const [width, height] = [400, 400];
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) mask.fill(1, y * width + x, y * width + x + (x < 200 ? 1 : 2));
  }
  const found = connected({ width, height, mask });
  assert.equal(found.length, 6000);
  assert.equal(found.filter(({ mass }) => mass === 2).length, 5000);
});

test("faint ink goes to the component that reaches it first", () => {
  const field = { width: 9, height: 1, values: Float32Array.from([0, 1, 0.1, 0.1, 0.1, 0.1, 1, 0, 0.1]) };
  const found = grown(connected(inkOf(["010000100"])), field);
  assert.deepEqual(found.map(pixelsOf), [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual(found[1].box, { x: 4, y: 0, width: 3, height: 1 });
});
