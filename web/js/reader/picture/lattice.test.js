import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { createLattices } from "./lattice.js";
import { inkOf } from "./paper.js";
import { drawn } from "./pictures.fixture.js";

/** @typedef {import("./paper.js").Piece} Piece */

/** Zeros in a row whose sides meet: one piece. @param {number} count @param {number} size pixels */
async function zeros(count, size) {
  const strokes = Array.from({ length: count }, (_, i) =>
    placed(DRAWINGS.zero, { x: size / 4 + 0.74 * size * i, y: size / 2, size }),
  );
  const { pieces } = await inkOf(
    drawn(strokes.flat(), { width: Math.ceil(size * (0.74 * count + 0.6)), height: 2 * size }, size / 10),
  );
  assert.equal(pieces.length, 1);
  return pieces[0];
}

/** Takes what is about as wide as a zero, and hollow, for one, and all else for nothing. */
function createNetwork() {
  const asked = { windows: 0 };
  const read = async (/** @type {Piece[][]} */ groups) => {
    asked.windows += groups.length;
    return groups.map(([{ box, values }]) => {
      const row = (box.height >> 1) * box.width;
      const inner = values.subarray(row + Math.round(0.25 * box.width), row + Math.round(0.75 * box.width));
      const zero = inner.some((value) => value > 0.3) ? 0 : Math.exp(-(((box.width / box.height - 0.76) / 0.08) ** 2));
      return { probabilities: Float32Array.from({ length: 11 }, (_, i) => (i === 0 ? zero : i === 10 ? 1 - zero : 0)) };
    });
  };
  return { asked, read };
}

for (const [count, size] of [
  [2, 40],
  [4, 150],
  [8, 60],
]) {
  test(`${count} digits that touch, ${size} pixels high, are found where they are`, async () => {
    const piece = await zeros(count, size);
    const digits = await createLattices(createNetwork().read)(piece);
    assert.equal(digits.length, count);
    digits.forEach(({ box }, i) => {
      const middle = piece.box.x + size * (0.42 + 0.74 * i);
      assert.ok(Math.abs(box.x + box.width / 2 - middle) <= 0.12 * size, `${box.x} ${box.width}, ${middle}`);
    });
  });
}

test("slices of a ring that may be 1s are no two digits: they are cut through two strokes", async () => {
  const piece = await zeros(1, 150);
  const read = async (/** @type {Piece[][]} */ groups) =>
    groups.map(([{ box }]) => {
      const isSlice = box.width < 0.5 * box.height;
      const probabilities = new Float32Array(11);
      probabilities.set(isSlice ? [0.6] : [1], isSlice ? 1 : 10);
      return { probabilities };
    });
  assert.deepEqual(await createLattices(read)(piece), [piece]);
});

test("of one piece 400 windows are read at most, of a picture 1000", async () => {
  const { asked, read } = createNetwork();
  const [digitsIn, piece] = [createLattices(read), await zeros(9, 60)];
  for (let i = 0; i < 8; i++) {
    const before = asked.windows;
    await digitsIn(piece);
    assert.ok(asked.windows - before <= 400, `${asked.windows - before}`);
  }
  assert.ok(asked.windows > 500 && asked.windows <= 1000, `${asked.windows}`);
});

test("what is narrow, solid, or a line is not cut", async () => {
  const { asked, read } = createNetwork();
  /** @param {number} width @param {number} height @param {number} share of the columns that is inked */
  const cut = async (width, height, share) => {
    const values = Float32Array.from({ length: width * height }, (_, i) => Number(((i % width) % 10) / 10 < share));
    const piece = { box: { x: 3, y: 4, width, height }, values };
    assert.deepEqual(await createLattices(read)(piece), [piece]);
  };
  await cut(45, 100, 0.4);
  await cut(600, 50, 0.4);
  await cut(100, 100, 0.8);
  assert.equal(asked.windows, 0);
});
