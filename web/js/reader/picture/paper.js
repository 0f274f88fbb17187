/**
 * Pictures to pieces of ink: the connected parts of what is written, whatever it is written on.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./components.js").Component} Component
 * @typedef {object} Piece
 * @property {import("../ink.js").Box} box in pixels of the picture
 * @property {Float32Array} values the ink of the box's pixels in [0, 1], row by row; 0 where it is another piece's
 */

import { cleanInk, isClean } from "./clean.js";
import { connected, grown } from "./components.js";
import { contrastOf } from "./photograph.js";
import { removeLines } from "./ruled.js";

const ONE_DIGIT = 32; // pixels; a picture no larger holds one digit, with all that is in it: so data sets have it
const CLEAN_STROKE = 0.2; // of the strongest ink; what is fainter belongs to strokes, as their edges, or to nothing

const NOISE = { low: 3, high: 7 }; // standard deviations of the ground, of a smoothed picture
const MIN_CONTRAST = { low: 0.025, high: 0.05 }; // of the ground's brightness: fainter than the faintest pencil
const SAME_PEN = 0.35; // of the typical strength; fainter is the paper's other side, a crease, a smudge
const STROKE_EDGE = 0.35; // of its own strength; where a stroke ends
const REMNANT = 0.6; // of a component's pixels on a ruled line: it is what is left of that
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];
const FADE = 3; // pixels from a stroke's edge, or half of the typical stroke's width, where a stroke has faded
const SHARP = 0.6; // of the contrast at the edge that is gone by then
const SMALLEST = 1 / 100; // of the longer side: 3 mm on a photograph of a page of A4
const SPECK = { extent: 0.2, mass: 0.02 }; // of the typical digit's

/**
 * @param {import("./picture.js").Pixels} picture
 * @returns {Piece[]}
 */
export function piecesOf(picture) {
  const isSmall = Math.max(picture.width, picture.height) <= ONE_DIGIT;
  if (!isSmall && !isClean(picture)) return photographed(picture);
  const ink = cleanInk(picture);
  if (!ink) return [];
  return isSmall ? [{ box: { x: 0, y: 0, width: ink.width, height: ink.height }, values: ink.values }] : drawn(ink);
}

/**
 * @param {Field} ink of a clean picture
 * @returns {Piece[]} which together hold the ink as it is, edges included
 */
function drawn(ink) {
  const strokes = connected(
    ink,
    () => CLEAN_STROKE,
    () => 2 * CLEAN_STROKE,
  );
  return withoutSpecks(grown(strokes, ink, 0).map((component) => pieceOf(component, ink, 1)));
}

/**
 * @param {import("./picture.js").Pixels} picture
 * @returns {Piece[]}
 */
function photographed(picture) {
  const { contrast, noise } = contrastOf(picture);
  const lines = removeLines(contrast, noise);
  const found = strokesIn(contrast, noise).filter((component) => !isRemnant(component, lines));
  const fade = fadeOf(found, contrast);
  const strokes = found.filter((component) => endsSharply(component, contrast, fade));
  const pieces = strokes.map((component) => pieceOf(component, contrast, strengthOf(component, contrast).strength));
  return withoutSpecks(pieces, SMALLEST * Math.max(picture.width, picture.height));
}

/**
 * Components of ink that is as strong as most of it, each as far as its own ink is half-way strong.
 * @param {Field} contrast
 * @param {Field} noise
 * @returns {Component[]}
 */
function strokesIn(contrast, noise) {
  const found = connected(
    contrast,
    (at) => Math.max(MIN_CONTRAST.low, NOISE.low * noise.values[at]),
    (at) => Math.max(MIN_CONTRAST.high, NOISE.high * noise.values[at]),
  );
  const strengths = found.map((component) => strengthOf(component, contrast));
  const typical = typicalOf(strengths);
  const floor = new Float32Array(contrast.values.length).fill(Infinity);
  found.forEach(({ pixels }, i) => {
    if (strengths[i].strength < SAME_PEN * typical) return;
    for (const at of pixels) floor[at] = STROKE_EDGE * strengths[i].strength;
  });
  const isInk = (/** @type {number} */ at) => floor[at];
  return connected(contrast, isInk, isInk);
}

/**
 * @param {Component} component
 * @param {Field} lines how dark they were
 */
function isRemnant({ pixels }, lines) {
  const onLine = pixels.reduce((count, at) => count + (lines.values[at] > MIN_CONTRAST.low ? 1 : 0), 0);
  return onLine > REMNANT * pixels.length;
}

/**
 * How far from their edges strokes have faded: a blur that leaves them legible is no wider than they are.
 * @param {Component[]} strokes
 * @param {Field} contrast
 * @returns {number} pixels
 */
function fadeOf(strokes, { width }) {
  const halves = strokes.map(({ pixels }) => {
    const inside = new Set(pixels);
    const sides = pixels.reduce(
      (count, at) => count + SIDES.filter(([dx, dy]) => !inside.has(at + dy * width + dx)).length,
      0,
    );
    return { strength: pixels.length / sides, mass: pixels.length };
  });
  return Math.max(FADE, Math.round(typicalOf(halves)));
}

/**
 * Whether a component ends as ink does, and not gradually, as shade does.
 * @param {Component} component
 * @param {Field} contrast
 * @param {number} fade pixels from its edge, where ink has ended
 */
function endsSharply({ pixels }, { width, height, values }, fade) {
  const inside = new Set(pixels);
  let [drop, inner] = [0, 0];
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (const [dx, dy] of SIDES) {
      const [outX, outY] = [x + fade * dx, y + fade * dy];
      if (inside.has(at + dy * width + dx) || outX < 0 || outY < 0 || outX >= width || outY >= height) continue;
      drop += values[at] - Math.max(0, values[outY * width + outX]);
      inner += values[at];
    }
  }
  return drop >= SHARP * inner;
}

/**
 * @param {Component} component
 * @param {Field} contrast
 * @returns {{ strength: number, mass: number }} the contrast of its ink, weighted by itself, and the sum of it
 */
function strengthOf({ pixels }, { values }) {
  let [mass, squares] = [0, 0];
  for (const at of pixels) {
    mass += values[at];
    squares += values[at] ** 2;
  }
  return { strength: squares / mass, mass };
}

/** @param {{ strength: number, mass: number }[]} strengths */
function typicalOf(strengths) {
  const half = strengths.reduce((sum, { mass }) => sum + mass, 0) / 2;
  let sum = 0;
  for (const { strength, mass } of strengths.toSorted((a, b) => a.strength - b.strength)) {
    sum += mass;
    if (sum >= half) return strength;
  }
  return 0;
}

/**
 * @param {Component} component
 * @param {Field} field
 * @param {number} full what counts as ink through and through
 * @returns {Piece}
 */
function pieceOf({ box, pixels }, field, full) {
  const values = new Float32Array(box.width * box.height);
  for (const at of pixels) {
    const [x, y] = [at % field.width, Math.floor(at / field.width)];
    values[(y - box.y) * box.width + x - box.x] = Math.min(1, field.values[at] / full);
  }
  return { box, values };
}

/**
 * @param {Piece[]} pieces
 * @param {number} [smallest] pixels
 * @returns {Piece[]} those that are no dust beside the others
 */
function withoutSpecks(pieces, smallest = 0) {
  const mass = (/** @type {Piece} */ { values }) => values.reduce((a, b) => a + b, 0);
  const extent = (/** @type {Piece} */ { box }) => Math.max(box.width, box.height);
  const measured = pieces.map((piece) => ({ piece, mass: mass(piece), extent: extent(piece) }));
  const typical = typicalOf(measured.map((one) => ({ strength: one.extent, mass: one.mass })));
  const masses = measured.filter((one) => one.extent >= typical / 2).map((one) => one.mass);
  const typicalMass = masses.toSorted((a, b) => a - b)[masses.length >> 1];
  return measured
    .filter((one) => one.extent >= Math.max(smallest, SPECK.extent * typical) && one.mass >= SPECK.mass * typicalMass)
    .map(({ piece }) => piece);
}
