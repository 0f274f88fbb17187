/** Pictures that hold far more than a person writes: what is done with them is bounded. */
import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, PIXELS } from "../shared/contract.js";
import { createPace } from "../shared/next-turn.js";
import { cutPiece } from "./cut.js";
import { fromPieces } from "./from-pieces.js";
import { digitsOf } from "./interpret.js";
import { inkOf } from "./paper.js";
import { covered, noiseOf, photographed, picture } from "./pictures.fixture.js";

/** @param {number} x @param {number} y @param {number} toX @param {number} toY */
const stroke = (x, y, toX, toY) => [
  { x, y },
  { x: toX, y: toY },
];

const SIDE = 600;
const SIZE = { width: SIDE, height: SIDE };

/** @param {(x: number, y: number) => boolean} isInk */
const blackWhere = (isInk) => picture(SIZE, (x, y) => (isInk(x, y) ? 0 : 255));

/** By number from a stroke's first pixel on. @type {Record<string, import("./picture.js").Pixels>} */
const HEAVY = {
  "hatching both ways": blackWhere((x, y) => (x + y) % 9 < 2 || (x + 2 * SIDE - y) % 11 < 2),
  "hatching one way": blackWhere((x, y) => (x + y) % 9 < 2),
  "specks of two pixels": blackWhere((x, y) => x % 4 < 2 && y % 4 < 2),
  "a checkerboard": blackWhere((x, y) => Math.floor(x / 3) % 2 === Math.floor(y / 3) % 2),
};

/** Reads nothing with any certainty, so that all is tried. @param {import("./paper.js").Found} ink */
async function readPoorly(ink) {
  /** @type {string[]} */
  const asked = [];
  const glance = async (/** @type {Float32Array} */ images) => {
    for (let at = 0; at < images.length; at += PIXELS) asked.push(images.subarray(at, at + PIXELS).join());
    return Float32Array.from({ length: (images.length / PIXELS) * CLASSES }, (_, i) =>
      i % CLASSES === 3 ? 0.4 : 0.06,
    );
  };
  const tools = { glance, fromPieces, cutPiece, pace: createPace(), onProgress: () => {} };
  await digitsOf({ ...ink, scale: 1, corner: { x: 0, y: 0 } }, tools);
  return asked;
}

for (const [name, pixels] of Object.entries(HEAVY)) {
  test(`${name}: four seconds of a busy processor at most, few pieces, and little memory`, async () => {
    const begin = process.cpuUsage();
    const ink = await inkOf(pixels);
    const asked = await readPoorly(ink);
    const { user } = process.cpuUsage(begin);
    assert.ok(user < 4e6, `${user / 1e6} s`);
    assert.ok(asked.length <= 1500, `${asked.length} groups`);
    assert.ok(ink.pieces.length <= 400, `${ink.pieces.length} pieces`);
    const values = [...ink.pieces, ...ink.others].reduce((sum, piece) => sum + piece.values.length, 0);
    assert.ok(values <= 8 * SIDE * SIDE, `${values} values`);
  });
}

test("what was read is not read again when a picture is cut anew", async () => {
  const chance = noiseOf(12); // so that no two look the same
  const strokes = Array.from({ length: 12 }, (_, i) => [
    { x: 40 + 60 * i, y: 40 + chance() },
    { x: 100 + 60 * i, y: 120 + chance() },
    { x: 40 + 60 * i + chance(), y: 90 + chance() },
  ]);
  const ink = covered(strokes, { width: 820, height: 160 }, 7);
  const pixels = picture({ width: 820, height: 160 }, (_x, _y, at) => 255 * (1 - ink[at]));
  const asked = await readPoorly(await inkOf(pixels));
  assert.ok(asked.length > 20, `${asked.length}`);
  const again = asked.length - new Set(asked).size;
  assert.ok(again <= 48, `${again} of ${asked.length}`); // turned by quarters, a sample of 12 at most
});

/** Milliseconds of a processor's time: other processes don't count. */
const worked = () => process.cpuUsage().user / 1000;

test("a picture that is read on the page's thread leaves it a turn every 50 ms", async () => {
  const size = { width: 512, height: 512 };
  const grain = noiseOf(40);
  const noise = picture(size, () => 128 + grain());
  const writing = photographed(covered([stroke(100, 100, 300, 400)], size, 8), size, { noise: 3 });
  for (const pixels of [noise, writing]) {
    let least = Infinity; // of some tries, since the first ones are compiled meanwhile
    for (let tried = 0; tried < 4; tried++) {
      let [last, longest, turns] = [worked(), 0, 0];
      const mark = () => {
        longest = Math.max(longest, worked() - last);
        turns++;
        last = worked();
      };
      await inkOf(pixels, mark);
      mark();
      assert.ok(turns >= 12, `${turns} turns`);
      least = Math.min(least, longest);
    }
    assert.ok(least <= 50, `${least} ms`);
  }
});

test("progress rises to near 1", async () => {
  /** @type {number[]} */
  const told = [];
  const size = { width: 200, height: 200 };
  const writing = photographed(covered([stroke(50, 50, 100, 150)], size, 8), size, { noise: 3 });
  await inkOf(writing, undefined, (share) => told.push(share));
  assert.ok(told.length >= 2 && told.every((share, i) => share > (told[i - 1] ?? 0) && share <= 1), `${told}`);
});
