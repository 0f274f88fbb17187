import assert from "node:assert/strict";
import test from "node:test";
import { inkOf as piecesOf } from "./paper.js";
import { covered, drawn } from "./pictures.fixture.js";
import { ruledIn } from "./ruled.js";

/** @typedef {import("../types.js").Stroke} Stroke */

const SIZE = { width: 600, height: 200 };
const turn = () => {};
const HEIGHT = 70;

/** @param {number} x @param {number} y @param {number} toX @param {number} toY @returns {Stroke} */
const line = (x, y, toX, toY) => [
  { x, y },
  { x: toX, y: toY },
];

/** @param {number} x its middle @param {number} y @param {number} wide @param {number} high @returns {Stroke} */
const ring = (x, y, wide, high) =>
  Array.from({ length: 25 }, (_, i) => ({
    x: x + (wide / 2) * Math.cos((i * Math.PI) / 12),
    y: y + (high / 2) * Math.sin((i * Math.PI) / 12),
  }));

/**
 * A row of boxes, each with a ring in it.
 * @param {{ count: number, wide: number, gap?: number, slope?: number, ring?: number, tick?: number }} how `ring`: its
 *   width as a share of the box; `tick`: a share of the height, of the walls between the first and the last
 * @returns {Stroke[]}
 */
function row({ count, wide, gap = 0, slope = 0, ring: share = 0.6, tick = 1 }) {
  const [left, top] = [40, 60];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => ({
    x: x - slope * (y - top),
    y: y + slope * (x - left),
  });
  const straight = (
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {number} */ toX,
    /** @type {number} */ toY,
  ) => [at(x, y), at(toX, toY)];
  const end = left + count * wide + (count - 1) * gap;
  const boxes = Array.from({ length: count }, (_, i) => left + i * (wide + gap));
  const rings = boxes.map((x) => ring(x + wide / 2, top + HEIGHT / 2, share * wide, 0.6 * HEIGHT));
  const inside = rings.map((points) => points.map(({ x, y }) => at(x, y)));
  const below = boxes.map((x) => straight(x, top + HEIGHT, gap > 0 ? x + wide : end, top + HEIGHT));
  const above = tick < 1 ? [] : boxes.map((x) => straight(x, top, gap > 0 ? x + wide : end, top));
  const places = gap > 0 ? boxes.flatMap((x) => [x, x + wide]) : [...boxes, end];
  const walls = places.map((x, i) => {
    const isInner = i > 0 && i < places.length - 1;
    return straight(x, top + (isInner ? 1 - tick : 0) * HEIGHT, x, top + HEIGHT);
  });
  return [...inside, ...(gap > 0 ? below : below.slice(0, 1)), ...(gap > 0 ? above : above.slice(0, 1)), ...walls];
}

/** @param {Stroke[]} strokes */
async function ruled(strokes) {
  const ink = covered(strokes, SIZE, 3);
  return ruledIn({ ...SIZE, mask: new Uint8Array(ink.map((value) => Number(value >= 0.3))) }, turn);
}

/** @type {[string, Parameters<typeof row>[0]][]} */
const ROWS = [
  ["a comb", { count: 6, wide: 60 }],
  ["a comb of narrow boxes", { count: 9, wide: 40 }],
  ["a comb that slopes", { count: 6, wide: 60, slope: 0.04 }],
  ["a comb whose walls the digits touch", { count: 6, wide: 60, ring: 0.98 }],
  ["a comb that slopes, whose walls the digits touch", { count: 7, wide: 55, slope: -0.03, ring: 0.98 }],
  ["boxes apart", { count: 6, wide: 55, gap: 10 }],
  ["boxes apart, whose walls the digits touch", { count: 6, wide: 55, gap: 12, ring: 0.98 }],
  ["a comb of ticks", { count: 6, wide: 60, tick: 0.35 }],
];

for (const [name, how] of ROWS) {
  test(`${name} has a cell for each box, and its digits are no lines`, async () => {
    const { cells, lines } = await ruled(row(how));
    assert.equal(cells.length, how.count);
    for (const { width } of cells) assert.ok(Math.abs(width - how.wide) <= 4, `${width} in place of ${how.wide}`);
    const upright = lines.filter(({ isUpright }) => isUpright).length;
    assert.ok(upright >= (how.gap ? 2 * how.count : how.count + 1), `${upright} walls`);
  });
}

test("digits that touch each other on the walls of a comb are parted there, and single ones stay whole", async () => {
  for (const share of [0.5, 0.98]) {
    const { pieces } = await piecesOf(drawn(row({ count: 6, wide: 60, ring: share }), SIZE, 3));
    const large = pieces.filter(({ box }) => box.height > 0.4 * HEIGHT);
    assert.equal(large.length, 6, `rings of ${share} of their boxes`);
    for (const { box } of large) assert.ok(box.width <= 63);
  }
});

test("zeros in a row, and strokes that stand between two lines anywhere, are no boxes", async () => {
  const zeros = [0, 1, 2, 3].map((i) => ring(60 + 80 * i, 95, 50, 80));
  assert.equal((await ruled(zeros)).cells.length, 0);
  const strokes = [50, 130, 170, 290, 330].map((x) => line(x, 75, x + 4, 118));
  const { cells } = await ruled([line(20, 60, 400, 60), line(20, 130, 400, 130), ...strokes]);
  assert.equal(cells.length, 0);
});

test("two U-shaped strokes on one line, and columns of which one is twice as wide, are no rows of boxes", async () => {
  const bars = [[60, 105], [111, 156]].map(([from, to]) => line(from, 120, to, 120)); // prettier-ignore
  const stems = [60, 100, 112, 152].map((x) => line(x, 90, x, 120));
  assert.equal((await ruled([...bars, ...stems])).cells.length, 0);
  const walls = [20, 120, 320, 420].map((x) => line(x, 60, x, 130));
  const digits = [70, 170, 220, 270, 370].map((x) => ring(x, 95, 30, 40));
  assert.equal((await ruled([line(20, 60, 420, 60), line(20, 130, 420, 130), ...walls, ...digits])).cells.length, 3);
});

test("lines of a table that are at equal distances, with others between them, are no row of boxes", async () => {
  const walls = [20, 110, 200, 330, 380, 450, 560];
  const rails = [10, 55, 100, 145, 190];
  const lines = [...walls.map((x) => line(x, 10, x, 190)), ...rails.map((y) => line(20, y, 560, y))];
  const digits = walls.slice(1).flatMap((x) => rails.slice(1).map((y) => ring(x - 25, y - 22, 18, 26)));
  assert.equal((await ruled([...lines, ...digits])).cells.length, 24);
});
