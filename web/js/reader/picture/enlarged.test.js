import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { edgeWidth, isEnlarged } from "./enlarged.js";
import { covered } from "./pictures.fixture.js";

test("edges are as wide as ink takes to fall from full to none", () => {
  for (const width of [2, 5, 12]) {
    const values = Float32Array.from({ length: 60 * 40 }, (_, at) =>
      Math.min(1, Math.max(0, (30 - (at % 60)) / width)),
    );
    assert.ok(Math.abs(edgeWidth({ width: 60, height: 40, values }) - width) < 0.3 * width, `${width}`);
  }
  assert.equal(edgeWidth({ width: 3, height: 3, values: new Float32Array(9) }), 0);
});

test("a digit of 20 pixels that was enlarged is told from one that was drawn as large, at any size", () => {
  for (const side of [50, 150, 400]) {
    const three = (/** @type {number} */ soft) => ({
      ...{ width: side, height: side },
      values: covered(
        placed(DRAWINGS.three, { x: side / 10, y: side / 10, size: 0.8 * side }),
        { width: side, height: side },
        side / 9,
        soft,
      ),
    });
    assert.ok(isEnlarged(three((1.8 * side) / 20)), `${side} enlarged`);
    assert.ok(!isEnlarged(three(side / 30)), `${side} drawn`);
  }
});
