/**
 * Ink to the network's input: half of the contract between training and page; `train/ink.py` is the other half. What is
 * in pictures is prepared by `picture/from-pieces.js`.
 *
 * A prepared digit is 28×28 float32 in [0, 1], ink bright on black, fitted into a 20×20 box with its proportions kept,
 * its centre of mass at the image's centre: the normalisation of MNIST (LeCun, Cortes and Burges, "The MNIST database
 * of handwritten digits", 1998). Coordinates are in pixels, x right, y down; pixel i covers [i, i + 1).
 *
 * @typedef {import("./types.js").Point} Point
 * @typedef {import("./types.js").Stroke} Stroke
 * @typedef {import("./types.js").Box} Box
 */

import { BOX, PIXELS, SIDE } from "./shared/contract.js";
import { centreOfMass, clamp, inked, profiles } from "./profiles.js";

// In the strokes' own units. Strokes that extend no further are a dot. Larger, tiny drawings become dots; much
// smaller, the scale that divides by it overflows.
const SMALLEST = 1e-100;

// Pixels. How wide strokes are drawn: the median width in MNIST. Wider ones close the loops of small digits.
export const STROKE_WIDTH = 2.6;

// Square pixels. A segment shorter than its root is a point; only there so that nothing is divided by 0.
const POINT = 1e-12;

// Square pixels: the middle of a pixel that is full of ink is so near to a line, or nearer. Larger, some that are not
// quite full would stay so.
const FULL = (STROKE_WIDTH / 2 - 0.5) ** 2 - 0.01;

// Pixels: rounding makes no smaller errors. Larger, more pixels are looked at that no ink reaches.
const SLACK = 1e-6;

// What is drawn on, one digit after the other: a pen that moves asks for some hundred drawings a second, each of which
// would leave eight times its size to be collected.
const coverage = new Float64Array(PIXELS);

/**
 * Draws pen strokes as a prepared digit. The lines are drawn once, where they belong, in a width that matches MNIST's:
 * no bitmap of the drawing is ever scaled.
 * @param {Stroke[]} strokes in any units, y down; a stroke of one point is a dot
 * @returns {Float32Array | null} 784 values, or null where there is no ink
 */
export function fromStrokes(strokes) {
  const fit = fitOf(strokes);
  if (!fit) return null;
  draw(placedBy(fit, strokes), coverage);
  draw(placedBy(fit, strokes, shiftToCentre(coverage)), coverage);
  return Float32Array.from(coverage);
}

/** @typedef {{ box: Box, scale: number }} Fit of the box around all ink, and how it becomes as large as digits are */

/** @param {Stroke[]} strokes @returns {Fit | null} null where there are no points */
export function fitOf(strokes) {
  const box = boundingBox(strokes);
  if (!box) return null;
  const extent = Math.max(box.width, box.height);
  return { box, scale: extent > SMALLEST ? (BOX - STROKE_WIDTH) / extent : 0 };
}

/**
 * @param {Fit} fit
 * @param {Stroke[]} strokes
 * @param {Point} [shift] in pixels
 * @returns {Stroke[]} in pixels of the prepared digit, the box's middle in its middle but for the shift
 */
export function placedBy({ box, scale }, strokes, shift = { x: 0, y: 0 }) {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: (x - centre.x) * scale + SIDE / 2 + shift.x,
      y: (y - centre.y) * scale + SIDE / 2 + shift.y,
    })),
  );
}

/**
 * @param {Stroke[]} strokes
 * @returns {Box | null} around all points, or null where there are none
 */
export function boundingBox(strokes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stroke of strokes) {
    for (const { x, y } of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/**
 * Draws polylines with round caps and joins. Across the line's edge a pixel's coverage falls from 1 to 0 within a
 * pixel, by the distance of the pixel's centre to the nearest segment.
 * @param {Stroke[]} strokes in pixels of the result
 * @param {Float64Array} image which gets 784 coverages in [0, 1]
 */
export function draw(strokes, image) {
  const reach = STROKE_WIDTH / 2 + 0.5;
  const squared = image.fill(reach * reach); // distances to the nearest segment, at first
  for (const stroke of strokes) {
    for (let i = 0; i < Math.max(1, stroke.length - 1) && stroke.length > 0; i++) {
      drawSegment(squared, stroke[i], stroke[Math.min(i + 1, stroke.length - 1)], reach);
    }
  }
  for (let i = 0; i < PIXELS; i++) image[i] = Math.min(1, Math.max(0, reach - Math.sqrt(squared[i])));
}

/**
 * Lowers each pixel's squared distance to the nearest segment, where this one, from a to b, is nearer.
 * @param {Float64Array} squared
 * @param {Point} a
 * @param {Point} b
 * @param {number} reach pixels further away stay without ink
 */
function drawSegment(squared, a, b, reach) {
  const [alongX, alongY] = [b.x - a.x, b.y - a.y];
  const length = Math.max(alongX * alongX + alongY * alongY, POINT);
  const bottom = lastWithin(Math.max(a.y, b.y), reach);
  // Of a long segment, only the part that is within reach of a row in y can be so near to any of the row's pixels.
  const isShort = Math.abs(alongX) <= reach || alongY === 0;
  let first = firstWithin(Math.min(a.x, b.x), reach);
  let last = lastWithin(Math.max(a.x, b.x), reach);
  for (let row = firstWithin(Math.min(a.y, b.y), reach); row <= bottom; row++) {
    const dy = row + 0.5 - a.y;
    if (!isShort) {
      const one = alongX * shareAt((dy - reach) / alongY);
      const other = alongX * shareAt((dy + reach) / alongY);
      first = firstWithin(a.x + Math.min(one, other), reach);
      last = lastWithin(a.x + Math.max(one, other), reach);
    }
    for (let column = first; column <= last; column++) {
      const at = row * SIDE + column;
      if (squared[at] < FULL) continue;
      const dx = column + 0.5 - a.x;
      const t = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
      const awayX = dx - t * alongX;
      const awayY = dy - t * alongY;
      squared[at] = Math.min(squared[at], awayX * awayX + awayY * awayY);
    }
  }
}

/** The first row, or column, whose middle may be within reach of a place. @param {number} at @param {number} reach */
const firstWithin = (at, reach) => Math.max(0, Math.floor(at - reach - 0.5 - SLACK));

/** @param {number} at @param {number} reach */
const lastWithin = (at, reach) => Math.min(SIDE - 1, Math.ceil(at + reach - 0.5 + SLACK));

/** @param {number} share of a segment, as of the line that it is part of @returns {number} in [0, 1] */
const shareAt = (share) => Math.min(1, Math.max(0, share));

/**
 * How to move an image so that its centre of mass is its centre, no further than the ink stays in the image.
 * @param {Float64Array} image 784 values
 * @returns {Point}
 */
export function shiftToCentre(image) {
  const { columns, rows } = profiles({ width: SIDE, height: SIDE, values: image });
  return { x: shiftOf(columns), y: shiftOf(rows) };
}

/** @param {Float64Array} profile the ink in each column, or row */
function shiftOf(profile) {
  const { first, last } = inked(profile);
  return clamp(SIDE / 2 - centreOfMass(profile), -first, SIDE - 1 - last);
}
