import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { cutPiece } from "./cut.js";
import { inkOf } from "./paper.js";
import { drawn } from "./pictures.fixture.js";

/** The only piece of a drawing. @param {import("../types.js").Stroke[]} strokes @param {number} pen */
async function pieceOf(strokes, pen) {
  const { pieces } = await inkOf(drawn(strokes, { width: 400, height: 300 }, pen));
  assert.equal(pieces.length, 1);
  return pieces[0];
}

/** @param {Awaited<ReturnType<typeof pieceOf>>} piece */
const massOf = ({ values }) => values.reduce((a, b) => a + b, 0);

const touching = [
  ...placed(DRAWINGS.zero, { x: 40, y: 60, size: 160 }),
  ...placed(DRAWINGS.three, { x: 185, y: 60, size: 160 }),
  [
    { x: 165, y: 140 },
    { x: 265, y: 136 },
  ],
];

test("two digits that touch can be cut where they touch", async () => {
  const piece = await pieceOf(touching, 12);
  const parts = cutPiece(piece);
  const inner = parts.slice(1).map(({ box }) => box.x);
  assert.ok(inner.length >= 1 && inner.length <= 8, `${inner}`);
  assert.ok(Math.min(...inner.map((x) => Math.abs(x - 205))) <= 25, `${inner}`);
});

test("parts hold all of a piece's ink, and none of it twice", async () => {
  const piece = await pieceOf(touching, 12);
  const parts = cutPiece(piece);
  assert.ok(parts.reduce((sum, { box }) => sum + box.width, 0) >= piece.box.width);
  assert.ok(Math.abs(parts.reduce((sum, part) => sum + massOf(part), 0) - massOf(piece)) < 0.1);
});

test("the more digits a piece may be, the more seams it has: up to four for each square of its height", async () => {
  const four = [0, 1, 2, 3].flatMap((i) => placed(DRAWINGS.zero, { x: 10 + 72 * i, y: 60, size: 100 }));
  const parts = cutPiece(await pieceOf(four, 10));
  const seams = parts.length - 1;
  assert.ok(seams >= 6 && seams <= 14, `${seams}`);
  for (const x of [83, 155, 227])
    assert.ok(
      parts.some(({ box }) => Math.abs(box.x - x) <= 6),
      `none at ${x}`,
    );
});

test("a narrow piece is not cut", async () => {
  const piece = await pieceOf(placed(DRAWINGS.bar, { x: 50, y: 30, size: 140 }), 14);
  assert.deepEqual(cutPiece(piece), [piece]);
});

for (const pen of [4, 12, 30]) {
  test(`a dash is not cut: ${pen} wide`, async () => {
    const piece = await pieceOf(
      [
        [
          { x: 40, y: 60 },
          { x: 180, y: 55 },
        ],
      ],
      pen,
    );
    assert.deepEqual(cutPiece(piece), [piece]);
  });
}

test("what is cut is wider than half of its height, not wider than six times, and not solid", () => {
  /** @param {number} width @param {number} height @param {number} [solid] share of the columns that is inked */
  const partsOf = (width, height, solid = 0.4) => {
    const values = Float32Array.from({ length: width * height }, (_, i) => Number(((i % width) % 10) / 10 < solid));
    return cutPiece({ box: { x: 0, y: 0, width, height }, values }).length;
  };
  assert.ok(partsOf(55, 100) > 1);
  assert.equal(partsOf(45, 100), 1);
  assert.ok(partsOf(290, 50) > 1);
  assert.equal(partsOf(310, 50), 1);
  assert.ok(partsOf(100, 100, 0.6) > 1);
  assert.equal(partsOf(100, 100, 0.8), 1);
});
