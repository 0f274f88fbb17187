import assert from "node:assert/strict";
import test from "node:test";
import { createSecondLook, moved } from "./second-look.js";

/** An image with ink in one pixel. @param {number} row @param {number} column */
function dot(row, column) {
  const image = new Float32Array(784);
  image[28 * row + column] = 1;
  return image;
}

/** @param {Float32Array} image @returns {{ row: number, column: number, mass: number }} its centre of mass */
function centre(image) {
  let [mass, row, column] = [0, 0, 0];
  image.forEach((value, i) => {
    mass += value;
    row += value * Math.floor(i / 28);
    column += value * (i % 28);
  });
  return { row: row / mass, column: column / mass, mass };
}

/** @param {number} found @param {number} expected @param {string} [what] */
const about = (found, expected, what) =>
  assert.ok(Math.abs(found - expected) < 1e-4, `${what}: ${found}, not ${expected}`);

for (const { way, at } of [
  { way: { down: -1 }, at: [9, 14] },
  { way: { slant: 2 }, at: [10, 21] },
  { way: { slant: 5 }, at: null },
  { way: { down: -11 }, at: null },
  { way: {}, at: [10, 14] },
]) {
  test(`ink goes where it is moved to: ${JSON.stringify(way)}`, () => {
    const image = moved(dot(10, 14), way);
    if (!at)
      return assert.ok(
        image.every((value) => value === 0),
        "it is outside",
      );
    const { row, column, mass } = centre(image);
    about(mass, 1);
    about(row, at[0]);
    about(column, at[1]);
  });
}

/** 11 probabilities. @param {number} first the others share what is left */
const shares = (first) => Float32Array.from({ length: 11 }, (_, k) => (k === 0 ? first : (1 - first) / 10));

test("what is doubted is looked at slanted by 0.15 both ways, and moved down and up by a pixel", async () => {
  /** @type {{ row: number, column: number }[]} */
  const looks = [];
  const lookAgain = createSecondLook(async (images) => {
    for (let at = 0; at < images.length; at += 784) looks.push(centre(images.subarray(at, at + 784)));
    return new Float32Array((11 * images.length) / 784);
  }, 0.95);
  await lookAgain([dot(3, 14)], [shares(0.5)]); // 10.5 rows above the middle
  const found = looks.map(({ row, column }) => `${row.toFixed(1)} ${column.toFixed(1)}`).sort();
  assert.deepEqual(found, ["2.0 14.0", "3.0 12.4", "3.0 15.6", "4.0 14.0"]);
});

test("only what is doubted is looked at again, and only once", async () => {
  /** @type {number[]} */
  const asked = [];
  const judge = async (/** @type {Float32Array} */ images) => {
    const count = images.length / 784;
    asked.push(count);
    return Float32Array.from({ length: 11 * count }, (_, i) => shares(0.1)[i % 11]);
  };
  const images = [0, 1, 2].map(() => new Float32Array(784));
  const scores = [shares(0.97), shares(0.91), shares(0.2)];
  const lookAgain = createSecondLook(judge, 0.95);
  const settled = await lookAgain(images, scores);
  assert.deepEqual(asked, [4, 4]);
  assert.equal(settled[0], scores[0]);
  about(settled[1][0], (0.91 + 4 * 0.1) / 5);
  about(settled[2][0], (0.2 + 4 * 0.1) / 5);
  about(
    settled[1].reduce((a, b) => a + b),
    1,
  );
  const again = await lookAgain(images, scores);
  assert.deepEqual([again[0] === settled[0], again[1] === settled[1], again[2] === settled[2]], [true, true, true]);
  assert.deepEqual(asked, [4, 4]);
});

test("what is as probable as the doubt is not doubted, and of a doubt of 0 nothing is", async () => {
  const never = async () => assert.fail("It was looked at again.");
  const [sure, unsure] = [shares(0.5), shares(0.1)];
  assert.equal((await createSecondLook(never, 0.5)([dot(1, 1)], [sure]))[0], sure);
  assert.equal((await createSecondLook(never, 0)([dot(1, 1)], [unsure]))[0], unsure);
});

test("of those in doubt no more than asked for are looked at again, the same ones each time", async () => {
  let looks = 0;
  const judge = async (/** @type {Float32Array} */ images) => {
    looks++;
    return Float32Array.from({ length: (11 * images.length) / 784 }, (_, i) => shares(0.1)[i % 11]);
  };
  const scores = [0.5, 0.99, 0.5, 0.5].map(shares);
  const images = scores.map(() => new Float32Array(784));
  const lookAgain = createSecondLook(judge, 0.95);
  for (let i = 0; i < 2; i++) {
    const settled = await lookAgain(images, scores, 2);
    assert.deepEqual(
      settled.map((score, k) => score === scores[k]),
      [false, true, false, true],
    );
    assert.equal(looks, 2);
  }
});
