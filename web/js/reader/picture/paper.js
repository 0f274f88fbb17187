/**
 * Pictures to pieces of ink: the connected parts of what is written, whatever it is written on.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./components.js").Component} Component
 * @typedef {import("../types.js").Box} Box
 * @typedef {object} Piece
 * @property {Box} box in pixels of the picture
 * @property {Float32Array} values the ink of the box's pixels in [0, 1], row by row; 0 where it is another piece's
 */

import { cleanInk, isClean, otherInk } from "./clean.js";
import { connected, grown } from "./components.js";
import { largestAround } from "./ground.js";
import { contrastOf } from "./photograph.js";
import { removeLines, ruledIn } from "./ruled.js";

// Pixels of the longer side. A smaller picture holds one digit, with all that is in it, as those of data sets do.
// Larger, small pictures of several digits are read as one.
const ONE_DIGIT = 32;

// A share of the strongest ink of a clean picture. Strokes have more, at least once twice as much; what has less is an
// edge of theirs, or nothing. Larger, faint strokes are lost, and strokes break.
const CLEAN_STROKE = 0.2;

// Of a photograph: ink has more contrast than `low`, and somewhere in each stroke more than `high`. NOISE is in
// standard deviations of the ground, of the smoothed picture; MIN_CONTRAST in shares of the ground's brightness, less
// than the faintest pencil has. Larger, faint strokes are lost; smaller, grain is taken for ink.
const NOISE = { low: 3, high: 7 };
const MIN_CONTRAST = { low: 0.025, high: 0.05 };

// A share of the contrast that most ink has. What has less is the paper's other side, a crease, a smudge. Larger, what
// is written with a second, fainter pen is lost.
const SAME_PEN = 0.35;

// A share of a stroke's own contrast, at which it ends. Larger, strokes get thinner, and break where they are faint.
const STROKE_EDGE = 0.35;

// Pixels: how far the blur of a stroke reaches. Larger, faint lines are not seen beside dark strokes.
const BLUR = 2;

// A share of a component's pixels. With more of them on a ruled line it is what is left of that line. Larger, remnants
// of lines are read; smaller, dashes and 1s that lie on a line are lost.
const REMNANT = 0.7;

/** The four ways from a pixel to the next: across, down. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];

// Pixels from a stroke's edge, at which its ink has ended: this, or half of the usual stroke's width if that is more.
// SHARP is the share of the contrast at the edge that is gone by then; what ends less sharply is shade. A larger FADE
// takes more shade for ink, a larger SHARP more blurred ink for shade.
const FADE = 3;
const SHARP = 0.6;

// A share of the longer side: smaller pieces of a photograph are dust. It is 3 mm on a page of A4. Larger, small
// digits are lost.
const SMALLEST = 1 / 100;

// Shares of what most pieces have, of their size and of their ink. Smaller pieces are dust. Larger, dots and short
// bars are lost.
const SPECK = { extent: 0.2, mass: 0.02 };

/**
 * @typedef {object} Found
 * @property {Piece[]} pieces
 * @property {Piece[]} others what the pieces are if ink and ground change places; empty where they can't
 * @property {Box[]} cells of tables, and boxes, that something may be written in
 * @property {Box[]} fields above lines that something may be written on
 */

/**
 * @param {import("./picture.js").Pixels} picture
 * @returns {Found}
 */
export function inkOf(picture) {
  const isSmall = Math.max(picture.width, picture.height) <= ONE_DIGIT;
  if (!isSmall && !isClean(picture)) return { ...photographed(picture), others: [] };
  const [ink, other] = [cleanInk(picture), otherInk(picture)];
  const piecesIn = (/** @type {Field | null} */ field) =>
    !field ? { pieces: [], cells: [], fields: [] } : isSmall ? { pieces: [wholeOf(field)], cells: [], fields: [] } : drawn(field);
  return { ...piecesIn(ink), others: piecesIn(other).pieces };
}

/** @param {Field} ink @returns {Piece} */
const wholeOf = ({ width, height, values }) => ({ box: { x: 0, y: 0, width, height }, values });

/**
 * @param {Field} ink of a clean picture
 * @returns {Omit<Found, "others">} pieces which together hold the ink as it is, edges included
 */
function drawn(ink) {
  const noise = { ...ink, values: new Float32Array(ink.values.length).fill(CLEAN_STROKE / NOISE.low) };
  const { onLine, cells, fields } = withoutRuled(ink, noise, () => CLEAN_STROKE);
  const strokes = connected(
    ink,
    () => CLEAN_STROKE,
    () => 2 * CLEAN_STROKE,
  ).filter((component) => !isRemnant(component, onLine));
  return { pieces: withoutSpecks(grown(strokes, ink, 0).map((component) => pieceOf(component, ink, 1))), cells, fields };
}

/**
 * @param {import("./picture.js").Pixels} picture
 * @returns {Omit<Found, "others">}
 */
function photographed(picture) {
  const { contrast, noise } = contrastOf(picture);
  const { onLine, cells, fields } = withoutRuled(contrast, noise, (at) => Math.max(MIN_CONTRAST.low, NOISE.low * noise.values[at]));
  const found = strokesIn(contrast, noise).filter((component) => !isRemnant(component, onLine));
  const fade = fadeOf(found, contrast);
  const strokes = found.filter((component) => endsSharply(component, contrast, fade));
  const pieces = strokes.map((component) => pieceOf(component, contrast, strengthOf(component, contrast).strength));
  return { pieces: withoutSpecks(pieces, SMALLEST * Math.max(picture.width, picture.height)), cells, fields };
}

/**
 * @param {Field} contrast
 * @param {Field} noise
 * @param {(at: number) => number} low
 */
function withoutRuled(contrast, noise, low) {
  const { width, height, values } = contrast;
  const around = largestAround(contrast, BLUR);
  const isInk = (/** @type {number} */ value, /** @type {number} */ at) =>
    Number(value >= Math.max(low(at), STROKE_EDGE * around[at]));
  const ink = { width, height, mask: Uint8Array.from(values, isInk) };
  const { lines, cells, fields } = ruledIn(ink);
  return { onLine: removeLines(lines, ink, contrast, noise), cells, fields };
}

/**
 * Components of ink that is about as strong as most ink is. Each ends where its own ink gets much weaker.
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
 * @param {Uint8Array} lines 1 where one is
 */
function isRemnant({ pixels }, lines) {
  const onLine = pixels.reduce((count, at) => count + lines[at], 0);
  return onLine > REMNANT * pixels.length;
}

/**
 * How far from their edges strokes have faded: no blur is wider than a stroke, or nobody could read it.
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
 * Whether a component ends sharply, as ink does, and not gradually, as shade does.
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
