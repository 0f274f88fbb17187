/** Pictures that hold far more than a person writes: what is done with them is bounded. */
import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, PIXELS } from "../shared/contract.js";
import { createPace } from "../shared/next-turn.js";
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

/**
 * Reads nothing with any certainty, so that all is tried.
 * @param {import("./paper.js").Found} ink
 * @param {(image: Float32Array) => number} [confidenceOf]
 */
async function readPoorly(ink, confidenceOf = () => 0.4) {
  /** @type {string[]} */
  const asked = [];
  const glance = async (/** @type {Float32Array} */ images) => {
    const scores = new Float32Array((images.length / PIXELS) * CLASSES);
    for (let i = 0; i * PIXELS < images.length; i++) {
      const image = images.subarray(i * PIXELS, (i + 1) * PIXELS);
      asked.push(Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString("latin1"));
      scores[i * CLASSES + 3] = confidenceOf(image);
    }
    return scores;
  };
  const tools = { glance, pace: createPace(), onProgress: () => {} };
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
  const byChance = (/** @type {Float32Array} */ image) => (Math.floor(100 * image[400]) % 3 === 0 ? 0.3 : 0.97);
  const asked = await readPoorly(await inkOf(pixels), byChance);
  assert.ok(asked.length > 20, `${asked.length}`);
  const again = asked.length - new Set(asked).size;
  assert.ok(again <= 10, `${again} of ${asked.length}`); // of pieces that were turned by quarters
});

test("a picture that is read on the page's thread leaves it many turns, none of them long in coming", async () => {
  const size = { width: 512, height: 512 };
  const grain = noiseOf(40);
  const noise = picture(size, () => 128 + grain());
  const writing = photographed(covered([stroke(100, 100, 300, 400)], size, 8), size, { noise: 3 });
  for (const pixels of [noise, writing]) {
    let least = Infinity; // the best of some tries, since other processes come between
    for (let tried = 0; tried < 5 && least > 0.4; tried++) {
      const times = [performance.now()];
      await inkOf(pixels, () => void times.push(performance.now()));
      times.push(performance.now());
      const longest = Math.max(...times.slice(1).map((time, i) => time - times[i]));
      assert.ok(times.length >= 14, `${times.length} turns`);
      least = Math.min(least, longest / (times[times.length - 1] - times[0]));
    }
    assert.ok(least <= 0.4, `${least} of the time`); // which is some 100 ms
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
