import assert from "node:assert/strict";
import test from "node:test";
import { rowsOf } from "./rows.js";

/** @param {number[]} box */
const boxOf = ([x, y, width, height]) => ({ x, y, width, height });

/** @type {Record<string, { boxes: number[][], rows: number[][] }>} */
const CASES = {
  nothing: { boxes: [], rows: [] },
  "one box": { boxes: [[0, 0, 5, 9]], rows: [[0]] },
  "from left to right": {
    boxes: [
      [20, 0, 5, 9],
      [0, 1, 5, 9],
    ],
    rows: [[1, 0]],
  },
  "from top to bottom": {
    boxes: [
      [0, 30, 5, 9],
      [0, 0, 5, 9],
      [10, 1, 5, 9],
      [9, 31, 5, 9],
    ],
    rows: [
      [1, 2],
      [0, 3],
    ],
  },
  "a comma": {
    boxes: [
      [0, 0, 5, 10],
      [10, 7, 3, 3],
      [20, 0, 5, 10],
    ],
    rows: [[0, 1, 2]],
  },
  "a dash, quite flat": {
    boxes: [
      [0, 0, 5, 10],
      [10, 5, 8, 0],
      [20, 0, 5, 10],
    ],
    rows: [[0, 1, 2]],
  },
  "a dash below the row": {
    boxes: [
      [0, 0, 5, 10],
      [10, 11, 8, 0],
    ],
    rows: [[0], [1]],
  },
  "sloping by more than a height": {
    boxes: [0, 1, 2, 3, 4, 5].map((i) => [10 * i, 3 * i, 6, 10]),
    rows: [[0, 1, 2, 3, 4, 5]],
  },
  "far apart": {
    boxes: [
      [0, 0, 5, 10],
      [300, 2, 5, 10],
      [2, 14, 5, 10],
    ],
    rows: [[0, 1], [2]],
  },
  "beside each other by 45 %": {
    boxes: [
      [0, 0, 6, 10],
      [10, 5.5, 6, 10],
    ],
    rows: [[0, 1]],
  },
  "beside each other by 35 %": {
    boxes: [
      [0, 0, 6, 10],
      [10, 6.5, 6, 10],
    ],
    rows: [[0], [1]],
  },
  "the row that it is most beside": {
    boxes: [
      [0, 0, 6, 10],
      [1, 12, 6, 10],
      [10, 7, 6, 10],
    ],
    rows: [[0], [1, 2]],
  },
  "a sloping row below another that begins further right": {
    boxes: [
      [0, 14, 6, 10],
      [10, 11, 6, 10],
      [20, 8, 6, 10],
      [30, 5, 6, 10],
      [20, -6, 6, 10],
      [30, -9, 6, 10],
    ],
    rows: [
      [4, 5],
      [0, 1, 2, 3],
    ],
  },
};

for (const [name, { boxes, rows }] of Object.entries(CASES)) {
  test(`reading order: ${name}`, () => assert.deepEqual(rowsOf(boxes.map(boxOf)), rows));
}
