import assert from "node:assert/strict";
import test from "node:test";
import { fixed } from "../drawings/fixes.js";
import { notesOf } from "../drawings/notes.js";
import { erasedAlong } from "./erased.js";

const across = [0, 400].map((x) => ({ x, y: 100, t: 5 }));
const below = [0, 400].map((x) => ({ x, y: 300 }));
const down = (/** @type {number} */ x) =>
  /** @type {[import("../../reader/types.js").Point, import("../../reader/types.js").Point]} */ ([
    { x, y: 0 },
    { x, y: 150 },
  ]);

test("a stroke is cut where the eraser goes through, also between two points far apart", () => {
  const [left, right, other] = erasedAlong([across, below], down(200), 20);
  const ends = [left, right].map((part) => [part[0].x, part[part.length - 1].x]);
  assert.deepEqual([ends[0][0], ends[1][1]], [0, 400]);
  for (const end of [200 - ends[0][1], ends[1][0] - 200]) assert.ok(end > 20 && end < 27, `${end}`);
  assert.equal(other, below);
  assert.ok([...left, ...right].every(({ y, t }) => y === 100 && t === 5));
});

test("what it does not touch is the same list; a dot, and what would be a speck, go as a whole", () => {
  const strokes = [across, below, [{ x: 210, y: 50 }]];
  assert.equal(erasedAlong(strokes, down(600), 20), strokes);
  assert.deepEqual(erasedAlong(strokes.slice(2), down(200), 20), []);
  const short = [170, 220].map((x) => ({ x, y: 100 }));
  assert.deepEqual(erasedAlong([short], down(200), 25), []);
});

test("parts keep what was said of the number, and not what was said of the digit", () => {
  const digit = /** @type {any} */ ({ digit: 1, box: { x: 0, y: 90, width: 400, height: 20 } });
  const [said] = fixed([across], [digit], 0, 7);
  for (const part of erasedAlong([said], down(200), 20)) assert.deepEqual(notesOf(part).fixes, []);
});
