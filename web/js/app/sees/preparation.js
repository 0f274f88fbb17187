/**
 * The steps from ink to the network's input, as `reader/ink.js` takes them, each with what it gives. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 * @typedef {import("../../reader/types.js").Box} Box
 *
 * @typedef {object} Preparation
 * @property {Stroke[]} strokes of the digit, as they were drawn
 * @property {Box} box around them
 * @property {number} scale pixels of the prepared digit for each unit of the strokes
 * @property {Stroke[]} fitted in pixels: as large as digits are, the box in the middle
 * @property {Point} mass in pixels: the centre of mass of the ink, once it is drawn
 * @property {Point} shift in pixels: how far it is moved
 * @property {Stroke[]} centred in pixels, once it is moved
 * @property {Float32Array} image the prepared digit
 */
import { draw, fitOf, placedBy, shiftToCentre } from "../../reader/ink.js";
import { centreOfMass, profiles } from "../../reader/profiles.js";
import { PIXELS, SIDE } from "../../reader/shared/contract.js";
import { runsOf } from "../drawings/runs.js";
import { digitAt } from "../selection.js";

// The largest difference of a value, in [0, 1], between two prepared digits that are the same: they were summed in
// another order. Larger, digits that were prepared otherwise pass for the same.
const SAME = 1e-6;

/** @param {Stroke[]} strokes of one digit @returns {Preparation | null} null where there is no ink */
export function preparationOf(strokes) {
  const fit = fitOf(strokes);
  if (!fit) return null;
  const drawn = new Float64Array(PIXELS);
  const fitted = placedBy(fit, strokes);
  draw(fitted, drawn);
  const { columns, rows } = profiles({ width: SIDE, height: SIDE, values: drawn });
  const mass = { x: centreOfMass(columns), y: centreOfMass(rows) };
  const shift = shiftToCentre(drawn);
  const centred = placedBy(fit, strokes, shift);
  draw(centred, drawn);
  return { strokes, ...fit, fitted, mass, shift, centred, image: Float32Array.from(drawn) };
}

/**
 * How a digit of a drawing was prepared.
 * @param {Stroke[]} strokes of the whole drawing
 * @param {import("../../reader/types.js").Digit[]} digits all that were read of them
 * @param {import("../../reader/types.js").Digit} digit
 * @returns {Preparation | null} null where its ink can't be told from that of the others
 */
export function preparationFor(strokes, digits, digit) {
  const index = digits.indexOf(digit);
  const isOfIt = (/** @type {Point} */ point) => digitAt(digits, point) === index;
  const isWithin = (/** @type {Point} */ point) => digitAt([digit], point) === 0;
  const within = strokes.filter((stroke) => stroke.every(isWithin)); // boxes of neighbours may overlap
  const whole = strokes.filter((stroke) => stroke.some(isOfIt));
  for (const own of [within, whole, whole.flatMap((stroke) => runsOf(stroke, isOfIt))]) {
    const made = preparationOf(own);
    if (made?.image.every((value, i) => Math.abs(value - digit.image[i]) <= SAME)) return made;
  }
  return null;
}
