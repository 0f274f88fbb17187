import assert from "node:assert/strict";
import test from "node:test";
import { linesIn } from "./lines.js";

test("of 10,000 dashes the 4,000 longest are followed", async () => {
  const [width, height] = [1600, 1000];
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 40) mask.fill(1, y * width + x, y * width + x + (x === 0 ? 12 : 6));
  }
  const lines = await linesIn({ width, height, mask }, 1, 3, () => {});
  assert.equal(lines.length, 4000);
  assert.equal(lines.filter(({ middles }) => middles.length === 12).length, 250);
});
