/**
 * Ink of clean pictures, whose ground is of one colour: drawings, scans, the images of data sets. `train/ink.py` does
 * the same for training.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./picture.js").Pixels} Pixels
 */

import { closing, reduced } from "./ground.js";
import { isNarrow, twoLevels } from "./two-levels.js";

// A share of full scale: a picture with less between ground and ink holds no ink. Larger, faint drawings are not seen.
const MIN_CONTRAST = 0.1;

// Median deviations of the border from the ground's colour, that still count as ground: JPEG and sensors leave some.
// Larger, the edges of strokes are lost.
const GROUND_NOISE = 4;

// A share of the strongest ink. In a clean picture there is more ink above it, strokes, than below it, their edges.
// Larger, thin strokes look like a photograph's grain.
const FAINT = 0.2;

// Levels of 255. Where, under its ink, a picture differs more than this from its ground, it has a slope of light.
// Larger, photographs in even light are taken for clean pictures.
const MAX_SLOPE = 4;

// A share of the shorter side: what is wider is no stroke, but a slope. Larger, a shadow may be taken for a stroke.
const WIDEST_STROKE = 0.5;

// A share of the pixels that may be on slopes all the same, as those of blots are. Larger, shadows in corners are
// missed.
const SLOPING = 0.02;

// Pixels of the longer side in which slopes are looked for, as they are wide. Larger, it only takes longer.
const REDUCED_SIDE = 200;

// A share of the pixels: a ground of one colour has so many of exactly one brightness. Photographs have 0.13 at most.
// Larger, small drawings cut to their ink are taken for photographs.
const FLAT = 0.18;

// A share of the border: if so much of it is ground, it is plain which colour that is. Larger, more pictures are looked
// at both ways, which takes longer.
const PLAIN = 0.75;

// Of 255. A border that is less opaque is a transparent ground. Larger, drawings on a half transparent one lose their
// colour.
const OPAQUE = 128;

/**
 * @typedef {object} Ground
 * @property {(pixel: number) => number} differenceAt how far a pixel is from it, in levels of 255
 * @property {number} noise how far pixels of the ground itself may be
 * @property {boolean} isTransparent
 * @property {boolean} hasTwoLevels whether nearly all of the picture is ink or ground, with little between
 * @property {boolean} isCertain whether it is of one colour for sure, as no ground in a photograph is
 */

/**
 * How much ink each pixel holds.
 * @param {Pixels} picture
 * @param {Ground} ground
 * @returns {Field | null} in [0, 1]; null where there is none
 */
export function cleanInk(picture, { differenceAt, noise }) {
  const difference = differences(picture, differenceAt);
  const { values } = difference;
  const peak = largestOf(values);
  if (peak - noise < 255 * MIN_CONTRAST) return null;
  for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i] - noise) / (peak - noise);
  return difference;
}

/**
 * The same where ink and ground have changed places: in a picture that is cut to broad strokes, there may be more ink
 * than ground, also at the border.
 * @param {Pixels} picture
 * @param {Ground} ground
 * @param {Field | null} ink that it has on this ground
 * @returns {Field | null} in [0, 1]; null where it is plain which of them is the ground
 */
export function otherInk(picture, ground, ink) {
  const { width, height, data } = picture;
  if (!ink || ground.isTransparent) return null;
  const border = borderOf(width, height);
  const isPlain = border.filter((pixel) => ink.values[pixel] < 0.5).length > PLAIN * border.length;
  if (isPlain && !isNarrow(picture)) return null;
  const colour = [0, 1, 2].map((channel) => medianLevel(data, channel, ink.values));
  return cleanInk(picture, { ...ground, differenceAt: differenceFrom(data, colour), noise: 0 });
}

/**
 * @param {Uint8ClampedArray} data RGBA
 * @param {number} channel
 * @param {Float32Array} ink in [0, 1]
 * @returns {number} the median of a channel, in [0, 255], over all pixels that are more ink than ground
 */
function medianLevel(data, channel, ink) {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] < 0.5) continue;
    counts[data[4 * i + channel]]++;
    all++;
  }
  let below = 0;
  return counts.findIndex((count) => (below += count) > (all - 1) >> 1);
}

/**
 * Whether a picture's ground is of one colour, and not paper in some light.
 * @param {Pixels} picture
 * @param {Ground} ground
 */
export function isClean(picture, { differenceAt, noise, isTransparent, hasTwoLevels }) {
  if (isTransparent || noise > 0) return isTransparent;
  const difference = differences(picture, differenceAt);
  return isPlain(difference) && (hasTwoLevels || isLevel(difference));
}

/**
 * The commonest colour, or else the border's median colour, so that dark on light, light on dark and colour on colour
 * all work; on a transparent ground the opacity is the ink.
 * @param {Pixels} picture
 * @returns {Ground}
 */
export function cleanGround(picture) {
  const { width, height, data } = picture;
  const border = borderOf(width, height);
  const opacityAt = (/** @type {number} */ pixel) => data[4 * pixel + 3];
  const isTransparent = lowerMedian(border.map(opacityAt)) < OPAQUE;
  const brightness = brightnessOf(picture);
  const levels = isTransparent ? null : twoLevels(picture, brightness);
  const flat = isTransparent ? null : flatColour(picture, brightness);
  const median = (/** @type {number} */ channel) => lowerMedian(border.map((pixel) => data[4 * pixel + channel]));
  const colour = flat ?? (levels ? levelOf(picture, brightness, border, levels) : [0, 1, 2].map(median));
  const differenceAt = isTransparent ? opacityAt : differenceFrom(data, colour);
  const noise = flat || levels ? 0 : GROUND_NOISE * lowerMedian(border.map(differenceAt));
  const isCertain = isTransparent || flat !== null || levels !== null;
  return { differenceAt, noise, isTransparent, hasTwoLevels: levels !== null, isCertain };
}

/**
 * @param {Uint8ClampedArray} data RGBA
 * @param {number[]} colour red, green, blue
 * @returns {(pixel: number) => number} how far a pixel is from it, in levels of 255
 */
function differenceFrom(data, [red, green, blue]) {
  return (pixel) => {
    const at = 4 * pixel;
    return Math.max(Math.abs(data[at] - red), Math.abs(data[at + 1] - green), Math.abs(data[at + 2] - blue));
  };
}

/**
 * The colour of a picture's ground, wherever its border lies.
 * @param {Pixels} picture
 * @param {Uint8Array} brightness of each pixel
 * @returns {number[] | null} red, green, blue; null where no brightness is that of many pixels
 */
function flatColour({ data }, brightness) {
  const counts = new Uint32Array(256);
  for (const level of brightness) counts[level]++;
  const most = counts.indexOf(largestOf(counts));
  return counts[most] < FLAT * brightness.length ? null : meanColour(data, brightness, most, most);
}

/**
 * @param {Pixels} picture
 * @param {Uint8Array} brightness
 * @param {Int32Array} border
 * @param {import("./two-levels.js").Levels} levels
 * @returns {number[]} the colour of that one of two levels which most of the border is at: red, green, blue
 */
function levelOf({ data }, brightness, border, { dark, light, near }) {
  const darkBorder = border.filter((pixel) => 2 * brightness[pixel] < dark + light).length;
  return 2 * darkBorder > border.length
    ? meanColour(data, brightness, 0, dark + near)
    : meanColour(data, brightness, light - near, 255);
}

/**
 * @param {Uint8ClampedArray} data RGBA
 * @param {Uint8Array} brightness
 * @param {number} from
 * @param {number} to
 * @returns {number[]} red, green, blue: of the pixels whose brightness is in [from, to]
 */
function meanColour(data, brightness, from, to) {
  let [red, green, blue, count] = [0, 0, 0, 0];
  brightness.forEach((level, pixel) => {
    if (level < from || level > to) return;
    red += data[4 * pixel];
    green += data[4 * pixel + 1];
    blue += data[4 * pixel + 2];
    count++;
  });
  return [red, green, blue].map((sum) => Math.round(sum / count));
}

/** @param {Pixels} picture @returns {Uint8Array} of each pixel, in [0, 255] */
function brightnessOf({ width, height, data }) {
  const brightness = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < brightness.length; i++, at += 4)
    brightness[i] = (77 * data[at] + 150 * data[at + 1] + 29 * data[at + 2]) >> 8;
  return brightness;
}

/**
 * @param {Pixels} picture
 * @param {(pixel: number) => number} differenceAt
 * @returns {Field}
 */
function differences({ width, height }, differenceAt) {
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = differenceAt(i);
  return { width, height, values };
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {Int32Array} the indices of the outermost pixels
 */
function borderOf(width, height) {
  const border = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) border.push(y * width, y * width + width - 1);
  return Int32Array.from(border);
}

/** @param {Int32Array} values */
function lowerMedian(values) {
  return values.sort()[(values.length - 1) >> 1];
}

/**
 * Whether there is hardly anything between ink and ground but the edges of strokes: no grain, no traces of compression.
 * @param {Field} difference from the ground
 */
function isPlain({ values }) {
  const peak = largestOf(values);
  let [strong, faint] = [0, 0];
  for (const value of values) {
    if (value >= FAINT * peak) strong++;
    else if (value > 0) faint++;
  }
  return faint <= strong;
}

/**
 * Whether a picture is everywhere as bright as its ground, but for its strokes.
 * @param {Field} difference from the ground, in levels of 255
 */
function isLevel(difference) {
  const by = Math.ceil(Math.max(difference.width, difference.height) / REDUCED_SIDE);
  const small = reduced(difference, by);
  const reach = Math.ceil((Math.min(small.width, small.height) * WIDEST_STROKE) / 2);
  const opened = closing({ ...small, values: small.values.map((value) => -value) }, reach).values;
  const sloping = opened.reduce((count, value) => count + (-value > MAX_SLOPE ? 1 : 0), 0);
  return sloping <= SLOPING * opened.length;
}

/** @param {Float32Array | Uint32Array} values at least 0 @returns {number} the largest of them */
function largestOf(values) {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > largest) largest = values[i];
  return largest;
}
