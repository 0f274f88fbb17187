/**
 * A drawing and its reading as a file: JSON that says what it is, checked when it is opened, whoever wrote it.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Reading} Reading
 */

import { bounded } from "../../reader/gate.js";
import { groupOf } from "../../reader/numbers/told.js";
import { isSure, messageOf } from "../../ui/wording.js";
import { drawable } from "./drawable.js";
import { inGroup } from "./notes.js";

const FORMAT = "digitpad drawing";
const VERSION = 1;
// Bytes of a file that is opened. The largest that is saved here, of 10,000 points and 500 digits, has some 650,000.
// Larger, and parsing what is made of brackets alone stops the page for more than 0.1 s.
const LARGEST = 750_000;

/**
 * @param {Stroke[]} strokes in pad units; times in milliseconds from the first point on. Of more strokes and points
 *   than can be opened again, those that can
 * @param {Pick<Reading, "text" | "digits">} reading
 * @param {string} model which network read it
 * @returns {string}
 */
export function fileOf(strokes, { text, digits }, model) {
  const start = strokes[0]?.[0]?.t ?? 0;
  const points = bounded(strokes).map((stroke) => {
    const rounded = stroke.map(({ x, y, t }) => ({
      ...{ x: tenth(x), y: tenth(y) },
      ...(t !== undefined && { t: Math.round(t - start) }),
    }));
    return inGroup(rounded, groupOf(stroke));
  });
  const read = digits.map(({ image, probabilities, ...digit }) => ({
    ...digit,
    doubtful: !isSure(digit),
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
 * @returns {Promise<Stroke[]>} in pad units, wherever they are
 * @throws {Error} says to people what was expected, what came and what to do
 */
export async function strokesOfFile(file) {
  if (file.size > LARGEST) throw refused(tooLarge(file.size));
  const drawing = parsed(await file.text());
  if (drawing?.version > VERSION) throw new Error(NEWER);
  try {
    return drawable(drawing?.strokes);
  } catch (error) {
    throw refused(messageOf(error));
  }
}

const NEWER = "This drawing was saved by a newer version of this page. Reload the page, then open the drawing again.";

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("it is not JSON, or only a part of it");
  }
}

/** @param {number} bytes */
const tooLarge = (bytes) => `it has ${inMegabytes(bytes)}, and drawings have ${inMegabytes(LARGEST)} at most`;

/** @param {number} bytes */
const inMegabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

/** @param {string} why */
const refused = (why) =>
  new Error(`This file can't be opened as a drawing: ${why}. Choose a file that "Save as JSON" has saved.`);
