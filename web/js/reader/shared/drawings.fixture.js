/**
 * Strokes for tests, in a box of about 1×1.
 *
 * @typedef {import("../types.js").Point} Point
 * @typedef {import("../types.js").Stroke} Stroke
 */

const SPACING = 0.02; // between points along a line; larger, corners get coarser

/** A stroke that goes straight from corner to corner. @param {[number, number][]} corners @returns {Stroke} */
export function line(...corners) {
  const [[x, y]] = corners;
  const points = [{ x, y }];
  for (const [toX, toY] of corners.slice(1)) {
    const { x: fromX, y: fromY } = points[points.length - 1];
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / SPACING));
    for (let i = 1; i <= steps; i++) {
      points.push({ x: fromX + ((toX - fromX) * i) / steps, y: fromY + ((toY - fromY) * i) / steps });
    }
  }
  return points;
}

/**
 * A stroke along an ellipse.
 * @param {[number, number]} centre
 * @param {[number, number]} size width, height
 * @param {number} from degrees: 0 is right, 90 is down
 * @param {number} to
 * @returns {Stroke}
 */
export function arc([x, y], [width, height], from, to) {
  const steps = Math.ceil(Math.abs(to - from) / 5);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return { x: x + (width / 2) * Math.cos(angle), y: y + (height / 2) * Math.sin(angle) };
  });
}

/** Digits by name. */
export const DRAWINGS = {
  zero: [arc([0.5, 0.5], [0.72, 1], -90, -455)],
  bar: [line([0.5, 0], [0.5, 1])],
  "slanting bar": [line([0.62, 0], [0.4, 1])],
  two: [[...arc([0.47, 0.3], [0.54, 0.6], 190, 400), ...line([0.68, 0.49], [0.2, 0.98], [0.84, 0.98])]],
  three: [[...arc([0.45, 0.24], [0.55, 0.48], 200, 440), ...arc([0.47, 0.74], [0.62, 0.52], 280, 500)]],
  five: [
    [...line([0.3, 0.02], [0.26, 0.44]), ...arc([0.46, 0.7], [0.6, 0.6], 230, 480)],
    line([0.3, 0.02], [0.78, 0.02]),
  ],
  eight: [[...arc([0.5, 0.24], [0.42, 0.48], 90, -270), ...arc([0.5, 0.74], [0.52, 0.52], -90, 270)]],
};

/**
 * @param {Stroke[]} strokes
 * @param {{ x?: number, y?: number, size: number }} where `size` is what 1 becomes
 * @returns {Stroke[]}
 */
export const placed = (strokes, { x = 0, y = 0, size }) =>
  strokes.map((stroke) => stroke.map((point) => ({ x: x + size * point.x, y: y + size * point.y })));
