import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { fromPieces } from "./from-pieces.js";
import { covered } from "./pictures.fixture.js";

/** A three. @param {number} side pixels @param {number} pen */
function pieceOf(side, pen) {
  const size = { width: side, height: side };
  const values = covered(placed(DRAWINGS.three, { x: side / 8, y: side / 8, size: (3 * side) / 4 }), size, pen);
  return { box: { x: 0, y: 0, ...size }, values };
}

/** @param {Float32Array | null} a @param {Float32Array | null} b the largest difference between two images */
const apart = (a, b) => Math.max(...Array.from(a ?? [], (value, at) => Math.abs(value - (b?.[at] ?? Infinity))));

test("a digit of 1400 pixels is read as one of 350 is, with a broad pen and with a thin one", () => {
  for (const pen of [32, 2]) {
    const [large, small] = [fromPieces([pieceOf(1400, 4 * pen)]), fromPieces([pieceOf(350, pen)])];
    assert.ok(apart(large, small) < 0.3, `${pen}: ${apart(large, small)}`);
  }
});

test("a large blur that is nowhere strong enough for a stroke is no digit", () => {
  const { box, values } = pieceOf(100, 8);
  const faint = (/** @type {number} */ share) => [{ box, values: values.map((value) => share * value) }];
  assert.equal(fromPieces(faint(0.4)), null);
  assert.ok(apart(fromPieces(faint(0.6)), fromPieces(faint(1))) < 0.01);
});

test("where there is no ink there is no digit", () => {
  assert.equal(fromPieces([]), null);
  assert.equal(fromPieces([{ box: { x: 0, y: 0, width: 9, height: 9 }, values: new Float32Array(81) }]), null);
});
