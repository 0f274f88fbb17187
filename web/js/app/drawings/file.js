/**
 * A drawing and its reading as a file: JSON that says what it is, checked when it is opened, whoever wrote it.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Reading} Reading
 */

import { isPoint } from "../../pad/pad.js";

const FORMAT = "digitpad drawing";
const VERSION = 1;
const EXPECTED = 'expected JSON with "strokes", lists of points { "x": 0 to 1000, "y": 0 to 750 }';
// Bytes of a file that is opened: a long number has some 20,000. Larger, and parsing it stops the page for seconds.
const LARGEST = 20_000_000;

/**
 * @param {Stroke[]} strokes in pad units; times in milliseconds from the first point on
 * @param {Reading} reading
 * @param {string} model which network read it
 * @returns {string}
 */
export function fileOf(strokes, { text, digits }, model) {
  const start = strokes[0]?.[0]?.t ?? 0;
  const points = strokes.map((stroke) =>
    stroke.map(({ x, y, t }) => ({ x: tenth(x), y: tenth(y), ...(t !== undefined && { t: Math.round(t - start) }) })),
  );
  const read = digits.map(({ image, probabilities, ...digit }) => ({
    ...digit,
    probabilities: Array.from(probabilities),
  }));
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    model,
    reading: { text, digits: read },
    strokes: points,
  });
}

const tenth = (/** @type {number} */ value) => Math.round(10 * value) / 10;

/**
 * @param {Blob} file
 * @returns {Promise<Stroke[]>}
 * @throws {Error} says what was expected, what came and what to do
 */
export async function strokesOfFile(file) {
  if (file.size > LARGEST) throw no(`a file of ${Math.round(file.size / 1e6)} MB`);
  const drawing = parsed(await file.text());
  if (!Array.isArray(drawing?.strokes)) throw no("something else");
  if (drawing.version > VERSION) throw no(`version ${drawing.version} of the format, newer than this page; reload it`);
  const strokes = drawing.strokes.map(strokeOf).filter((/** @type {Stroke} */ stroke) => stroke.length);
  if (!strokes.length) throw no("none with a point in it");
  return strokes;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw no("something that is not JSON, or only a part of it");
  }
}

/** @param {any} stroke @returns {Stroke} */
function strokeOf(stroke) {
  if (!Array.isArray(stroke)) throw no(`a stroke that is ${JSON.stringify(stroke)?.slice(0, 20)}`);
  for (const point of stroke) {
    if (!isPoint(point)) throw no(`a point that is ${JSON.stringify(point)?.slice(0, 40)}`);
  }
  return stroke.map(({ x, y, t }) => (Number.isFinite(t) ? { x, y, t } : { x, y }));
}

/** @param {string} found */
const no = (found) => new Error(`This is not a Digitpad drawing: ${EXPECTED}, got ${found}.`);
