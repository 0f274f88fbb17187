/**
 * Reading order: boxes in rows from top to bottom, and in each row from left to right.
 *
 * Each box is only compared with its neighbour in the row, so that rows may slope or bend, and digits may be above or
 * below the line. (Chains of nearest neighbours are O'Gorman's idea, "The document spectrum for page layout analysis",
 * 1993.)
 *
 * @typedef {import("../types.js").Box} Box
 */
import { middleX, middleY } from "./rectangle.js";
import { medianOf } from "../shared/median.js";

// A share of the height of the less high of two boxes: how much of it has to be beside its neighbour in the row.
// Larger, rows that slope or dance fall apart; smaller, rows that are close together run into each other.
const OVERLAP = 0.4;

// y per x: a page is turned by no more, seven degrees. Larger, a few digits that dance turn it.
const MOST_TURNED = 0.12;

// In the boxes' units: what two middles are apart in x at least, so that nothing is divided by 0.
const LEAST_STEP = 1e-9;

/**
 * @param {Box[]} boxes
 * @returns {number[][]} indices: rows from top to bottom, of boxes from left to right
 */
export function rowsOf(boxes) {
  const rows = chained(boxes);
  const slope = slopeOf(boxes, rows);
  if (Math.abs(slope) > MOST_TURNED) return rows;
  // Where the page is turned a little, what is far from its neighbour in the row would be beside another row.
  return chained(boxes.map((box) => ({ ...box, y: box.y - slope * middleX(box) })));
}

/**
 * @param {Box[]} boxes
 * @returns {number[][]}
 */
function chained(boxes) {
  const order = boxes.map((_, i) => i).sort((a, b) => middleX(boxes[a]) - middleX(boxes[b]));
  /** @type {number[][]} */
  const rows = [];
  for (const i of order) {
    const row = rowBefore(boxes, i, rows);
    if (row) row.push(i);
    else rows.push([i]);
  }
  const slope = slopeOf(boxes, rows);
  const height = (/** @type {number[]} */ row) =>
    row.reduce((sum, i) => sum + middleY(boxes[i]) - slope * middleX(boxes[i]), 0) / row.length;
  return rows.sort((a, b) => height(a) - height(b));
}

/**
 * The row that a box continues: the one whose last box is most beside it.
 * @param {Box[]} boxes
 * @param {number} i
 * @param {number[][]} rows of the boxes further left
 */
function rowBefore(boxes, i, rows) {
  /** @type {number[] | undefined} */
  let best;
  let most = OVERLAP;
  for (const row of rows) {
    const share = besideShare(boxes[row[row.length - 1]], boxes[i]);
    if (share < most) continue;
    [best, most] = [row, share];
  }
  return best;
}

/**
 * @param {Box} left
 * @param {Box} right
 * @returns {number} how much of the less high one is beside the other, at most 1
 */
function besideShare(left, right) {
  const shared = Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y);
  const height = Math.min(left.height, right.height);
  // One of no height, like a dash, is beside the other if it lies between the other's top and bottom.
  return height > 0 ? shared / height : Number(shared >= 0);
}

/**
 * @param {Box[]} boxes
 * @param {number[][]} rows
 * @returns {number} y per x, the median over neighbours in rows
 */
function slopeOf(boxes, rows) {
  const slopes = rows.flatMap((row) =>
    row.slice(1).map((i, at) => {
      const [left, right] = [boxes[row[at]], boxes[i]];
      return (middleY(right) - middleY(left)) / Math.max(middleX(right) - middleX(left), LEAST_STEP);
    }),
  );
  return medianOf(slopes);
}
