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
  assert.deepEqual(notesOf(placed[2]), {});
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
