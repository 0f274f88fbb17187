import assert from "node:assert/strict";
import test from "node:test";
import { createBrush } from "./brush.js";

/** @typedef {import("../reader/types.js").Stroke} Stroke */

/** A canvas's context that keeps the paths that it is given, each as the points that it goes through. */
function recording() {
  /** @type {string[]} */
  const drawn = [];
  Object.assign(globalThis, {
    Path2D: class {
      /** @param {string} path */
      constructor(path) {
        this.path = path;
      }
    },
  });
  /** @type {number[]} */
  const widths = [];
  const context = {
    lineWidth: 9,
    /** @param {any} path */
    stroke({ path }) {
      drawn.push(path);
      widths.push(this.lineWidth);
    },
  };
  return { drawn, widths, brush: createBrush(/** @type {any} */ (context)) };
}

/** A stroke of so many points, a unit apart. @param {number} count @param {number} [y] @returns {Stroke} */
const line = (count, y = 0) => Array.from({ length: count }, (_, x) => ({ x, y }));

/** How many points are in a path's curves. @param {string} path */
const curves = (path) => path.split("Q").length - 1;

test("what is drawn in one frame is drawn at once, each stroke by one path", () => {
  const { drawn, brush } = recording();
  assert.equal(brush.draw([line(50), line(60, 9)], false, []), true);
  assert.equal(drawn.length, 2);
  assert.equal(brush.draw([line(50), line(60, 9)], false, []), true);
  assert.equal(drawn.length, 2, "nothing is drawn twice");
  brush.restart();
  brush.draw([line(50)], false, []);
  assert.equal(drawn.length, 3);
});

test("a stroke of ten thousand points takes several frames, and all of it is drawn", () => {
  const { drawn, brush } = recording();
  const strokes = [line(10_000)];
  let frames = 1;
  while (!brush.draw(strokes, false, [])) frames++;
  assert.ok(frames >= 4 && frames <= 12, `${frames} frames`);
  assert.ok(Math.max(...drawn.map(curves)) <= 2000);
  assert.ok(drawn.reduce((sum, path) => sum + curves(path), 0) >= 9998);
  assert.equal(drawn.filter((path) => path.includes("L")).length, 1, "only the last path goes to the end");
});

test("five hundred strokes take several frames, in the order of writing", () => {
  const { drawn, brush } = recording();
  const strokes = Array.from({ length: 500 }, (_, i) => line(50, i));
  let frames = 1;
  while (!brush.draw(strokes, false, [])) frames++;
  assert.ok(frames >= 5 && frames <= 50, `${frames} frames`);
  const begun = drawn.flatMap((path) => /^M0 (\d+)/.exec(path)?.slice(1) ?? []);
  assert.deepEqual([...new Set(begun.map(Number))], [...strokes.keys()]);
});

test("long lines count for more than short ones", () => {
  const { brush } = recording();
  const scribble = Array.from({ length: 300 }, (_, i) => ({ x: 700 * (i % 2), y: i }));
  assert.equal(brush.isQuick([line(300)]), true);
  assert.equal(brush.isQuick([scribble]), false);
});

test("of a stroke that grows only what is new is drawn", () => {
  const { drawn, brush } = recording();
  const growing = line(100);
  brush.draw([growing], true, []);
  growing.push(...line(10, 1));
  brush.draw([growing], true, []);
  assert.equal(drawn.length, 2);
  assert.ok(curves(drawn[1]) <= 12, drawn[1]);
});

test("each stroke has its own width, and one that grows that of the one before it", () => {
  const { widths, brush } = recording();
  brush.draw([line(5)], true, []);
  brush.draw([line(5), line(5), line(7)], true, [3, 4]);
  assert.deepEqual(widths, [9, 4, 4]);
});
