/**
 * Ink to the network's input: half of the contract between training and page; `train/ink.py` is the other half.
 *
 * A prepared digit is 28×28 float32 in [0, 1], ink bright on black, fitted into a 20×20 box with its proportions kept,
 * its centre of mass at the image's centre: the normalisation of MNIST (LeCun, Cortes and Burges, "The MNIST database
 * of handwritten digits", 1998). Coordinates are in pixels, x right, y down; pixel i covers [i, i + 1).
 *
 * @typedef {import("./types.js").Point} Point
 * @typedef {import("./types.js").Stroke} Stroke
 * @typedef {import("./types.js").Box} Box
 * @typedef {import("./picture/paper.js").Piece} Piece
 * @typedef {{ width: number, height: number, values: Float64Array }} Ink how much ink each pixel holds, in [0, 1], row
 *   by row
 */

import { PIXELS, SIDE } from "./shared/contract.js";
import { withoutThinStrokes } from "./stroke-width.js";

// Pixels. The larger side of a digit, as MNIST has it; with a larger box the network would get digits of a size that
// it has not been trained on. The same for all numbers here: they are training's, in `train/ink.py`.
const BOX = 20;

// In the strokes' own units. Strokes that extend no further are a dot. Larger, tiny drawings become dots; much
// smaller, the scale that divides by it overflows.
const SMALLEST = 1e-100;

// Pixels. How wide strokes are drawn: the median width in MNIST. Wider ones close the loops of small digits.
const STROKE_WIDTH = 2.6;

// Shares of a digit's larger side. In pictures, strokes thinner than `below` are drawn anew as wide as `wanted`, the
// thinnest that the network has been trained on. With a larger `below` strokes that are read well are drawn anew, too;
// with a larger `wanted` loops close.
const THIN = { below: 1 / BOX, wanted: 1.3 / BOX };

// Square pixels. A segment shorter than its root is a point; only there so that nothing is divided by 0.
const POINT = 1e-12;

// Square pixels: the middle of a pixel that is full of ink is so near to a line, or nearer. Larger, some that are not
// quite full would stay so.
const FULL = (STROKE_WIDTH / 2 - 0.5) ** 2 - 0.01;

// Pixels: rounding makes no smaller errors. Larger, more pixels are looked at that no ink reaches.
const SLACK = 1e-6;

/**
 * Draws pen strokes as a prepared digit. The lines are drawn once, where they belong, in a width that matches MNIST's:
 * no bitmap of the drawing is ever scaled.
 * @param {Stroke[]} strokes in any units, y down; a stroke of one point is a dot
 * @returns {Float32Array | null} 784 values, or null where there is no ink
 */
export function fromStrokes(strokes) {
  const box = boundingBox(strokes);
  if (!box) return null;
  const extent = Math.max(box.width, box.height);
  const scale = extent > SMALLEST ? (BOX - STROKE_WIDTH) / extent : 0;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const placed = (/** @type {Point} */ shift) =>
    strokes.map((stroke) =>
      stroke.map(({ x, y }) => ({
        x: (x - centre.x) * scale + SIDE / 2 + shift.x,
        y: (y - centre.y) * scale + SIDE / 2 + shift.y,
      })),
    );
  const shift = shiftToCentre(draw(placed({ x: 0, y: 0 })));
  return Float32Array.from(draw(placed(shift)));
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
 * @returns {Float64Array} 784 coverages in [0, 1]
 */
function draw(strokes) {
  const reach = STROKE_WIDTH / 2 + 0.5;
  const squared = new Float64Array(PIXELS).fill(reach * reach);
  for (const stroke of strokes) {
    for (let i = 0; i < Math.max(1, stroke.length - 1) && stroke.length > 0; i++) {
      drawSegment(squared, stroke[i], stroke[Math.min(i + 1, stroke.length - 1)], reach);
    }
  }
  return squared.map((value) => Math.min(1, Math.max(0, reach - Math.sqrt(value))));
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
      const [one, other] = [alongX * shareAt((dy - reach) / alongY), alongX * shareAt((dy + reach) / alongY)];
      first = firstWithin(a.x + Math.min(one, other), reach);
      last = lastWithin(a.x + Math.max(one, other), reach);
    }
    for (let column = first; column <= last; column++) {
      const at = row * SIDE + column;
      if (squared[at] < FULL) continue;
      const dx = column + 0.5 - a.x;
      const t = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
      const [awayX, awayY] = [dx - t * alongX, dy - t * alongY];
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
function shiftToCentre(image) {
  const { columns, rows } = profiles({ width: SIDE, height: SIDE, values: image });
  return { x: shiftOf(columns), y: shiftOf(rows) };
}

/** @param {Float64Array} profile the ink in each column, or row */
function shiftOf(profile) {
  const { first, last } = inked(profile);
  return clamp(SIDE / 2 - centreOfMass(profile), -first, SIDE - 1 - last);
}

/**
 * The smallest box that holds all ink.
 * @param {Ink} ink some of it above 0
 * @returns {Box}
 */
function inkBox(ink) {
  const { columns, rows } = profiles(ink);
  const [x, y] = [inked(columns), inked(rows)];
  return { x: x.first, y: y.first, width: x.last - x.first + 1, height: y.last - y.first + 1 };
}

/**
 * Joins pieces of a picture into a prepared digit: their ink as it is, but for strokes so thin that hardly any of them
 * would be left at the digit's small size.
 * @param {Piece[]} pieces
 * @returns {Float32Array | null} 784 values, or null where there is no ink
 */
export function fromPieces(pieces) {
  const whole = boxOfPieces(pieces);
  if (!whole) return null;
  const values = new Float64Array(whole.width * whole.height);
  for (const { box, values: part } of pieces) {
    for (let y = 0; y < box.height; y++) {
      const to = (box.y - whole.y + y) * whole.width + box.x - whole.x;
      for (let x = 0; x < box.width; x++) values[to + x] += part[y * box.width + x];
    }
  }
  const ink = { width: whole.width, height: whole.height, values };
  if (!values.some((value) => value > 0)) return null;
  const digit = withoutThinStrokes(crop(ink, inkBox(ink)), THIN);
  return fromInk(digit, inkBox(digit));
}

/**
 * @param {Piece[]} pieces
 * @returns {Box | null} around all of them, or null where there are none
 */
function boxOfPieces(pieces) {
  return boundingBox(
    pieces.map(({ box: { x, y, width, height } }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
}

/**
 * Crops, scales and centres ink into a prepared digit. One resampling: each pixel of the result averages the area that
 * it covers in the picture (or, where the picture is coarser than the result, the area of one of its pixels). As in
 * MNIST the box lies on whole pixels, so that a digit that fills its 20×20 box is only moved, never blurred.
 * @param {Ink} ink
 * @param {Box} box the part of it that is the digit
 * @returns {Float32Array} 784 values
 */
function fromInk(ink, box) {
  const { width, height, values } = crop(ink, box);
  const { columns, rows } = profiles({ width, height, values });
  const scale = BOX / Math.max(width, height);
  const across = areaWeights(width, scale, offsetOf(columns, scale));
  const down = areaWeights(height, scale, offsetOf(rows, scale));
  const narrow = new Float64Array(height * SIDE);
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < SIDE; column++) {
      narrow[y * SIDE + column] = weighted(across[column], (x) => values[y * width + x]);
    }
  }
  const image = new Float64Array(PIXELS);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      image[row * SIDE + column] = weighted(down[row], (y) => narrow[y * SIDE + column]);
    }
  }
  const peak = image.reduce((a, b) => Math.max(a, b));
  return Float32Array.from(image, (value) => value / peak);
}

/**
 * @param {Ink} ink
 * @param {Box} box
 * @returns {Ink}
 */
function crop(ink, { x, y, width, height }) {
  const values = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * ink.width + x;
    values.set(ink.values.subarray(from, from + width), row * width);
  }
  return { width, height, values };
}

/**
 * Where the scaled digit begins in the result, on a whole pixel, so that its centre of mass comes to the centre.
 * @param {Float64Array} profile the ink in each column, or row
 * @param {number} scale
 */
function offsetOf(profile, scale) {
  const offset = Math.floor(SIDE / 2 - scale * centreOfMass(profile) + 0.5);
  return clamp(offset, 0, Math.max(0, Math.floor(SIDE - scale * profile.length)));
}

/**
 * The weights with which each of the 28 pixels of the result averages the source's pixels along one axis.
 * @param {number} length source pixels
 * @param {number} scale
 * @param {number} offset
 * @returns {{ first: number, weights: number[] }[]}
 */
function areaWeights(length, scale, offset) {
  const half = Math.max(1, 1 / scale) / 2;
  return Array.from({ length: SIDE }, (_, i) => {
    const centre = (i + 0.5 - offset) / scale;
    const first = Math.max(0, Math.floor(centre - half));
    const weights = [];
    for (let j = first; j < Math.min(length, centre + half); j++) {
      weights.push(Math.max(0, Math.min(j + 1, centre + half) - Math.max(j, centre - half)) / (2 * half));
    }
    return { first, weights };
  });
}

/**
 * @param {{ first: number, weights: number[] }} axis
 * @param {(at: number) => number} valueAt
 */
function weighted({ first, weights }, valueAt) {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * valueAt(first + i);
  return sum;
}

/**
 * @param {Ink} ink
 * @returns {{ columns: Float64Array, rows: Float64Array }} how much ink each column and each row holds
 */
function profiles({ width, height, values }) {
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      columns[x] += values[y * width + x];
      rows[y] += values[y * width + x];
    }
  }
  return { columns, rows };
}

/** @param {Float64Array} profile */
function inked(profile) {
  return { first: profile.findIndex((value) => value > 0), last: profile.findLastIndex((value) => value > 0) };
}

/** @param {Float64Array} profile */
function centreOfMass(profile) {
  let [mass, moment] = [0, 0];
  profile.forEach((value, i) => {
    mass += value;
    moment += value * (i + 0.5);
  });
  return moment / mass;
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
