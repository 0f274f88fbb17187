/**
 * The forms in which strokes come: lists of points `{ x, y, t? }`, lists of pairs `[x, y, t?]`, and what
 * signature_pad's `toData()` gives, `{ points: [{ x, y, time }] }`. Pure. What is none of them is left as it is: the
 * gate refuses it.
 */
import { MOST_POINTS } from "./gate.js";

/** @param {any} stroke in any form @returns {any} its points, or pairs */
export const pointsOf = (stroke) => (!Array.isArray(stroke) && Array.isArray(stroke?.points) ? stroke.points : stroke);

/** @param {any} points of a stroke, or pairs @returns {any} points */
export function asPoints(points) {
  if (!Array.isArray(points) || points.length > MOST_POINTS || !points.some(Array.isArray)) return points;
  return points.map((each) => (Array.isArray(each) && each.length >= 2 ? { x: each[0], y: each[1] } : each));
}
