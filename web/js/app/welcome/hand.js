/**
 * A hand of the page's own: digits, and letters that are none, as strokes. Made up point by point; nobody wrote them.
 * Pure.
 *
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 */

import { boundingBox } from "../../reader/ink.js";
import { fitted } from "../drawings/fitted.js";

/**
 * Strokes of each letter, in a box of 100×100: across, down, across, down, … A curve goes through the points; where one
 * comes twice there is a corner.
 * @type {Record<string, number[][]>}
 */
const LETTERS = {
  0: [[52, 0, 28, 8, 14, 38, 18, 74, 40, 98, 66, 88, 80, 56, 74, 20, 54, 1, 44, 4]],
  1: [[32, 24, 54, 1, 54, 1, 51, 100]],
  2: [[18, 24, 34, 5, 58, 2, 72, 18, 66, 42, 44, 70, 18, 97, 18, 97, 82, 95]],
  3: [[22, 12, 44, 0, 68, 8, 72, 26, 58, 42, 42, 47, 42, 47, 66, 54, 78, 72, 66, 94, 42, 100, 20, 90]],
  4: [
    [28, 2, 20, 56, 20, 56, 84, 54],
    [66, 14, 62, 100],
  ],
  5: [[74, 2, 32, 4, 32, 4, 27, 44, 27, 44, 52, 39, 76, 56, 73, 84, 50, 99, 20, 91]],
  6: [[64, 0, 42, 18, 26, 46, 22, 74, 36, 96, 58, 98, 76, 82, 70, 60, 50, 54, 32, 62, 23, 78]],
  7: [[20, 3, 78, 1, 78, 1, 58, 44, 44, 100]],
  8: [[66, 14, 44, 2, 28, 16, 36, 38, 62, 56, 74, 80, 50, 99, 26, 84, 36, 58, 62, 38, 70, 20, 62, 10]],
  9: [[72, 18, 52, 2, 28, 12, 24, 36, 44, 52, 66, 40, 73, 16, 73, 16, 70, 60, 62, 100]],
  l: [[14, 40, 50, 2, 50, 2, 46, 100]], // a 1 with a long flag
  Z: [[24, 9, 70, 3, 70, 3, 56, 48, 48, 100]], // a 7 with a short top
  R: [
    [24, 2, 26, 100],
    [24, 4, 58, 2, 72, 20, 60, 42, 27, 50, 27, 50, 76, 98],
  ],
};

/** Shares of a letter's height: from one letter to the next, and from one row to the next. If larger, further apart. */
const ADVANCE = 0.8;
const LINE = 1.45;

/** Shares of a letter's height by which it stands off its row: no hand is quite even. If larger, rows look careless. */
const UNEVEN = 0.05;

/** Points for each span between two of a letter's: if more, curves are smoother and the strokes longer lists. */
const STEPS = 6;

/**
 * @param {string} text rows of letters, separated by "\n"; a space leaves room
 * @returns {Stroke[]} letters are one unit high
 */
export function written(text) {
  return text.split("\n").flatMap((row, line) =>
    Array.from(row).flatMap((letter, at) => {
      const off = UNEVEN * Math.sin(2.3 * at + 1.7 * line);
      return (LETTERS[letter] ?? []).map((points) => strokeOf(points, ADVANCE * at, LINE * line + off));
    }),
  );
}

/**
 * In the middle of a pad, as large as fits with room around it.
 * @param {Stroke[]} strokes not empty
 * @param {{ width: number, height: number }} size
 * @param {number} [most] the most that it takes of the pad's width or height, a share of 1
 * @returns {Stroke[]}
 */
export function centred(strokes, { width, height }, most = 0.7) {
  const box = /** @type {import("../../reader/types.js").Box} */ (boundingBox(strokes));
  const [across, down] = [most * width, most * height];
  const frame = { x: (width - across) / 2, y: (height - down) / 2, width: across, height: down };
  const { scale, ...to } = fitted(box, frame);
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: to.x + scale * x, y: to.y + scale * y })));
}

/** @param {number[]} flat @param {number} x @param {number} y where its box begins @returns {Stroke} */
function strokeOf(flat, x, y) {
  const points = Array.from({ length: flat.length / 2 }, (_, i) => ({
    x: x + flat[2 * i] / 100,
    y: y + flat[2 * i + 1] / 100,
  }));
  return points.slice(1).reduce((stroke, end, i) => [...stroke, ...span(points, i, end)], [points[0]]);
}

/**
 * Points of a Catmull-Rom curve from one point to the next.
 * @param {Point[]} points
 * @param {number} i of the first
 * @param {Point} end the next
 */
function span(points, i, end) {
  const start = points[i];
  if (start.x === end.x && start.y === end.y) return [];
  const isCorner = (/** @type {Point} */ a, /** @type {Point} */ b) => a?.x === b.x && a?.y === b.y;
  const before = isCorner(points[i - 1], start) ? start : (points[i - 1] ?? start);
  const after = isCorner(points[i + 2], end) ? end : (points[i + 2] ?? end);
  return Array.from({ length: STEPS }, (_, step) => {
    const t = (step + 1) / STEPS;
    const at = (/** @type {"x" | "y"} */ axis) => between(before[axis], start[axis], end[axis], after[axis], t);
    return { x: at("x"), y: at("y") };
  });
}

/** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} t from b, 0, to c, 1 */
const between = (a, b, c, d, t) =>
  (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3) / 2;
