/**
 * Ink to digits: which strokes, or which part of a picture, are one digit, in reading order.
 *
 * All that is on the pad or in the picture is one digit.
 */
import { inkBox } from "./ink.js";

/**
 * @param {import("./ink.js").Stroke[]} strokes
 * @returns {import("./ink.js").Stroke[][]} the strokes of each digit
 */
export function segmentStrokes(strokes) {
  return strokes.some((stroke) => stroke.length > 0) ? [strokes] : [];
}

/**
 * @param {import("./ink.js").Ink} ink some of it above 0
 * @returns {import("./ink.js").Box[]} the box of each digit, in pixels
 */
export function segmentInk(ink) {
  return [inkBox(ink)];
}
