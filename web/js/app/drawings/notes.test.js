import assert from "node:assert/strict";
import test from "node:test";
import { noted, notesOf, placedWithNotes } from "./notes.js";

const WIDE = { width: 1000, height: 750 };
const NARROW = { width: 1000, height: 400 };
const line = (/** @type {number} */ x) => [
  { x, y: 100 },
  { x, y: 700 },
];

test("what was said of ink is said of it on a pad of another shape, too", () => {
  const number = {};
  const fix = { digit: 7, place: { x: 200, y: 400 }, strokes: 2 };
  const strokes = [noted(line(100), { fixes: [fix] }), noted(line(300), { fixes: [fix], number }), line(600)];
  const placed = placedWithNotes(strokes, NARROW);
  const [first, second] = placed.map(notesOf);
  assert.equal(first.fixes?.[0], second.fixes?.[0]);
  assert.equal(second.number, number);
  assert.equal(notesOf(placed[2]).fixes, undefined);
  const [{ digit, place }] = first.fixes ?? [fix];
  assert.equal(digit, 7);
  assert.equal(place.x, (placed[0][0].x + placed[1][0].x) / 2);
  assert.equal(place.y, (placed[0][0].y + placed[0][1].y) / 2);
  assert.ok(place.y < 400);
});

test("ink that lies on the pad stays as it is", () => {
  const strokes = [noted(line(100), { fixes: [] })];
  assert.equal(placedWithNotes(strokes, WIDE), strokes);
});

test("ink on a pad that becomes narrow and wide again is where it was drawn, and what was added follows", () => {
  const strokes = [line(100), line(300)];
  const narrow = placedWithNotes(strokes, NARROW);
  const added = [{ x: narrow[0][0].x, y: narrow[0][0].y }];
  const [first, second, third] = placedWithNotes(
    [...placedWithNotes([...narrow, added], { width: 1000, height: 300 })],
    WIDE,
  );
  near(first, strokes[0]);
  near(second, strokes[1]);
  near(third, [strokes[0][0]]);
});

test("ink on a pad that is hardly there is neither turned over nor lost", () => {
  const strokes = [line(100), line(300)];
  for (const height of [59, 30, 1]) {
    const flat = placedWithNotes(strokes, { width: 1000, height });
    assert.ok(flat[0][0].y < flat[0][1].y && flat[0][0].x < flat[1][0].x, `${height}`);
    placedWithNotes(flat, WIDE).forEach((stroke, i) => near(stroke, strokes[i]));
  }
});

/** @param {import("../../reader/types.js").Stroke} stroke @param {import("../../reader/types.js").Stroke} expected */
function near(stroke, expected) {
  assert.equal(stroke.length, expected.length);
  stroke.forEach(({ x, y }, i) => assert.ok(Math.hypot(x - expected[i].x, y - expected[i].y) < 1e-6, `${x}, ${y}`));
}
