import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf, strokesOfFragment } from "./link.js";

/** @typedef {import("../../reader/types.js").Point} Point */

const SEVEN = "#drawing=1A7wFrALEBAC_AoQHAp8BtwO4AxO23A"; // two strokes, in the first version of links

/** A stroke as a hand makes it: a wave, 6 units high, over 300. */
const WAVE = Array.from({ length: 301 }, (_, i) => ({ x: 100 + i, y: 200.3 + 6 * Math.sin(i / 12) }));

/** How far a point is from the line between two others. @param {Point} point @param {Point} a @param {Point} b */
function distance({ x, y }, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** @param {Point} point @param {Point[]} stroke */
const distanceToStroke = (point, stroke) =>
  Math.min(...stroke.slice(1).map((end, i) => distance(point, stroke[i], end)));

/** @param {string} fragment */
function opened(fragment) {
  const strokes = strokesOfFragment(fragment);
  assert.ok(strokes);
  return strokes;
}

test("a drawing comes back as it was, to less than two pad units", () => {
  const [stroke] = opened(fragmentOf([WAVE]));
  const farthest = Math.max(...WAVE.map((point) => distanceToStroke(point, stroke)));
  assert.ok(farthest < 1.8, `a point is ${farthest} units off`); // 1 for those left out, 0.71 for whole units
});

test("points on the way are left out, so that links stay short", () => {
  assert.ok(fragmentOf([WAVE]).length < 160);
  const line = Array.from({ length: 500 }, (_, i) => ({ x: i, y: 2 * i }));
  assert.deepEqual(opened(fragmentOf([line])), [
    [
      { x: 0, y: 0 },
      { x: 499, y: 998 },
    ],
  ]);
});

test("strokes keep their order and their direction, and dots stay dots", () => {
  const strokes = [
    [{ x: 900, y: 700 }],
    [{ x: 10, y: 20 }],
    [
      { x: 0, y: 0 },
      { x: 999, y: 749 },
    ].reverse(),
  ];
  assert.deepEqual(opened(fragmentOf(strokes)), strokes);
});

test("a link of the first version still holds its drawing", () => {
  const strokes = opened(SEVEN);
  assert.deepEqual(
    strokes.map(({ length }) => length),
    [3, 2],
  );
  assert.deepEqual(strokes[0][0], { x: 350, y: 150 });
});

test("what is no drawing's fragment is none", () => {
  for (const fragment of ["", "#", "#compare", "#drawn=1abc"]) assert.equal(strokesOfFragment(fragment), null);
});

/** A link of any bytes, with the checksum that they need. @param {number[]} bytes */
function linkOf(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) [a, b] = [(a + byte) % 255, (b + ((a + byte) % 255)) % 255];
  return `#drawing=1${Buffer.from([...bytes, a, b]).toString("base64url")}`;
}

test("strokes without points are left out", () => {
  assert.deepEqual(opened(linkOf([0, 1, 20, 40, 0])), [[{ x: 10, y: 20 }]]);
});

test("the longest numbers are finite, and so are their sums", () => {
  const far = [255, 255, 255, 127];
  const [stroke] = opened(
    linkOf([
      120,
      ...Array(120)
        .fill([...far, ...far])
        .flat(),
    ]),
  );
  assert.equal(stroke.length, 120);
  assert.ok(stroke.every(({ x, y }) => Number.isSafeInteger(x) && x === y));
});

const DAMAGED = {
  cut: [SEVEN.slice(0, -7), "a part of it is missing or was changed"],
  changed: [SEVEN.replace("LEBAC", "LEBBC"), "a part of it is missing or was changed"],
  "of another version": [SEVEN.replace("=1", "=9"), "it is of another version of Digitpad, or incomplete"],
  "with other letters": [SEVEN.replace("LEBAC", "%3Cimg%20src=x%3E"), "it has letters in it that no link has"],
  empty: ["#drawing=", "it is of another version of Digitpad, or incomplete"],
  "without a drawing": ["#drawing=1", "a part of it is missing or was changed"],
  "of empty strokes": [linkOf([0, 0]), "nothing is drawn in it"],
  "made of a number that never ends": [linkOf([2, ...Array(180).fill(255), 1, 2, 3, 4]), "a number in it is too long"],
  "cut within a number": [linkOf([1, 20, 200]), "it ends too early"],
  "longer than links are": [`#drawing=1${"A".repeat(8000)}`, "it is too long, with more than 8000 characters"],
  "larger than itself": [SEVEN.replace("=1", "=1____________"), "a part of it is missing or was changed"],
};

for (const [name, [fragment, why]] of Object.entries(DAMAGED))
  test(`a link that is ${name} says so`, () => {
    assert.throws(() => strokesOfFragment(fragment), {
      message: `The drawing in this link can't be opened: ${why}. Ask for the link again.`,
    });
  });

test("what was joined or split comes back, in a link of the second version; others are as they were", () => {
  const grouped = [
    [
      { x: 1, y: 2, group: 5 },
      { x: 30, y: 2 },
    ],
    [{ x: 7, y: 7 }],
    [{ x: 8, y: 9, group: 0 }],
  ];
  const fragment = fragmentOf(grouped);
  assert.match(fragment, /^drawing=2/);
  assert.deepEqual(opened(fragment), grouped);
  assert.match(fragmentOf([WAVE]), /^drawing=1/);
});
