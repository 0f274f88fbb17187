import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { fromPieces } from "./from-pieces.js";
import { cutOut, inkBox } from "./ink-box.js";
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

/** The mean difference between two images. @param {Float32Array | null} a @param {Float32Array | null} b */
const meanApart = (a, b) =>
  Array.from(a ?? [], (value, at) => Math.abs(value - (b?.[at] ?? Infinity))).reduce((x, y) => x + y) / 784;

/**
 * A piece as a program enlarges it, evenly between its pixels.
 * @param {ReturnType<typeof pieceOf>} piece
 * @param {number} by how many times
 */
function enlarged({ box: { width, height }, values }, by) {
  const size = { width: by * width, height: by * height };
  const between = (/** @type {number} */ at, /** @type {number} */ most) => {
    const place = Math.min(most - 1, Math.max(0, (at + 0.5) / by - 0.5));
    const first = Math.min(most - 2, Math.floor(place));
    return { first, share: place - first };
  };
  const larger = Float32Array.from({ length: size.width * size.height }, (_, at) => {
    const [x, y] = [between(at % size.width, width), between(Math.floor(at / size.width), height)];
    const from = y.first * width + x.first;
    const across = (/** @type {number} */ row) => values[row] * (1 - x.share) + values[row + 1] * x.share;
    return across(from) * (1 - y.share) + across(from + width) * y.share;
  });
  return { box: { x: 0, y: 0, ...size }, values: larger };
}

test("a digit of 20 pixels that was enlarged becomes what it was, and no softer", () => {
  const was = /** @type {Float32Array} */ (fromPieces([pieceOf(80, 7)]));
  const box = /** @type {import("../types.js").Box} */ (inkBox({ width: 28, height: 28, values: was }));
  const small = { box, values: Float32Array.from(cutOut({ width: 28, values: was }, box)) };
  for (const by of [5, 8, 17]) {
    const difference = meanApart(fromPieces([enlarged(small, by)]), was);
    assert.ok(difference < 0.003, `${by}: ${difference}`); // over all of each area it is 0.0056 and more
  }
});
