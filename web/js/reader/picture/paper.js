/**
 * Pictures to pieces of ink: the connected parts of what is written, whatever it is written on.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./components.js").Component} Component
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("../types.js").Box} Box
 * @typedef {object} Piece
 * @property {Box} box in pixels of the picture
 * @property {Float32Array} values the ink of the box's pixels in [0, 1], row by row; 0 where it is another piece's
 * @property {import("./second-opinion.js").Told} [told] of a digit out of a piece of several: a second opinion
 */

import { cleanGround, cleanInk, isClean, otherInk } from "./clean.js";
import { connected, grown } from "./components.js";
import { remnantsOfRows } from "./cut-rows.js";
import { dotsOfLines } from "./dotted.js";
import { isEnlarged } from "./enlarged.js";
import { cutOut, inkBox } from "./ink-box.js";
import { partAtWalls } from "./parted.js";
import { contrastOf } from "./photograph.js";
import { ruledIn } from "./ruled.js";
import { removeLines } from "./without-lines.js";
import { typicalOf, worthReading } from "./worth-reading.js";

// Pixels of the longer side. A smaller picture holds one digit, with all that is in it, as those of data sets do.
// Larger, small pictures of several digits are read as one.
const ONE_DIGIT = 32;

// The same of a picture that may have been enlarged from such a one: it is tried as one digit, too, where its pieces
// don't read well. Larger, small numbers in poor writing are read as one digit.
const MAY_BE_ONE = 96;

// A share of the strongest ink of a clean picture. Strokes have more, at least once twice as much; what has less is an
// edge of theirs, or nothing. Larger, faint strokes are lost, and strokes break.
const CLEAN_STROKE = 0.2;

// The same of a ruled line, which may be paler, and is spread over two rows where it slants. Larger, such lines are
// dashes.
const CLEAN_LINE = 0.05;

// Of a photograph: ink has more contrast than `low`, and somewhere in each stroke more than `high`. NOISE is in
// standard deviations of the ground, of the smoothed picture; MIN_CONTRAST in shares of the ground's brightness, less
// than the faintest pencil has. Larger, faint strokes are lost; smaller, grain is taken for ink.
const NOISE = { low: 3, high: 7 };
const MIN_CONTRAST = { low: 0.025, high: 0.05 };

// Beside the ink of a picture that is cut to it: pixels, and a share of the longer side. Larger, drawings with a margin
// are tried as one digit, too.
const MARGIN = { pixels: 1, share: 0.02 };

// How much of finding a photograph's ink is done, in time, once its contrast is known, and once ruled lines are gone.
// Wrong, progress is uneven.
const TO_CONTRAST = 0.5;
const TO_RULED = 0.85;

const SURE = 2; // in a mask: ink of more than the high contrast

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
const SPECK_ON_LINE = 0.2; // of what is no larger than a point

// Pixels from a stroke's edge, at which its ink has ended: this, or half of the usual stroke's width if that is more.
// SHARP is the share of the contrast at the edge that is gone by then; what ends less sharply is shade. A larger FADE
// takes more shade for ink, a larger SHARP more blurred ink for shade.
const FADE = 3;
const SHARP = 0.6;

// A share of the longer side: smaller pieces of a photograph are dust. It is 3 mm on a page of A4. Larger, small
// digits are lost.
const SMALLEST = 1 / 100;

/**
 * @typedef {() => Promise<void> | void} Turn lets others have their turn, where they are to have one
 *
 * @typedef {object} Found
 * @property {Piece[]} pieces
 * @property {Piece[]} others what the pieces are if ink and ground change places; empty where they can't
 * @property {Piece[]} wholes all ink as one piece, lines and all, and the same where ink and ground change places: of a
 *   picture that is small, or cut to that ink, and has no cells
 * @property {Piece[]} specks what is too small for a digit, and may be a point beside one
 * @property {Box[]} cells of tables, and boxes, that something may be written in
 * @property {Box[]} fields above lines that something may be written on
 * @property {number} leftOut how many pieces are not among them, since there are too many
 */

/**
 * In short tasks, with turns between them: of a picture of 512×512 pixels none takes more than some 15 ms.
 * @param {import("./picture.js").Pixels} picture
 * @param {Turn} [turn]
 * @param {(share: number) => void} [onProgress] is told how much of the work is done, in [0, 1], rising
 * @returns {Promise<Found>}
 */
export async function inkOf(picture, turn = () => {}, onProgress = () => {}) {
  const ground = cleanGround(picture);
  await turn();
  const side = Math.max(picture.width, picture.height);
  const isTiny = side <= ONE_DIGIT;
  const known = isTiny || ground.isCertain ? cleanInk(picture, ground) : null;
  const isSmall = isTiny || (known !== null && isEnlarged(known) && !(await hasBoxes(known, turn)));
  await turn();
  if (!isSmall && !isClean(picture, ground)) {
    const whole = side <= MAY_BE_ONE ? cleanInk(picture, ground) : null;
    return withWholes(await photographed(picture, turn, onProgress), whole ? [wholeOf(whole)] : []);
  }
  await turn();
  const ink = known ?? cleanInk(picture, ground);
  const other = otherInk(picture, ground, ink);
  const nothing = { pieces: [], others: [], wholes: [], specks: [], cells: [], fields: [], leftOut: 0 };
  if (!ink) return nothing;
  if (isSmall) return { ...nothing, pieces: [wholeOf(ink)], others: other ? [wholeOf(other)] : [] };
  await turn();
  const both = [ink, ...(other ? [other] : [])];
  const wholes = both.filter((each) => side <= MAY_BE_ONE || fillsPicture(each)).map(wholeOf); // with all its lines
  await turn();
  const found = await drawn(ink, turn);
  onProgress(0.5);
  return withWholes({ ...found, others: other ? (await drawn(other, turn)).pieces : [] }, wholes);
}

/**
 * Whether there are boxes in a picture, which is more than one digit then: pale lines look like wide edges.
 * @param {Field} ink of a clean picture
 * @param {Turn} turn
 */
async function hasBoxes(ink, turn) {
  const copy = { ...ink, values: ink.values.slice() }; // lines are taken out of it
  return (await withoutRuled(copy, withoutNoise(ink), CLEAN_LINE, turn)).cells.length > 0;
}

/** @param {Found} found @param {Piece[]} wholes @returns {Found} with them, where nothing is in cells */
const withWholes = (found, wholes) => ({ ...found, wholes: found.cells.length > 0 ? [] : wholes });

/**
 * @param {Field} ink
 * @returns {Piece} all of it
 */
function wholeOf(ink) {
  const box = inkBox(ink) ?? { x: 0, y: 0, width: ink.width, height: ink.height };
  return { box, values: cutOut(ink, box) };
}

/** Whether a picture is cut to its ink. @param {Field} ink of a clean picture */
function fillsPicture(ink) {
  const box = inkBox(ink, 2 * CLEAN_STROKE);
  if (!box) return false;
  const margin = Math.max(MARGIN.pixels, MARGIN.share * Math.max(ink.width, ink.height));
  const [right, bottom] = [ink.width - box.x - box.width, ink.height - box.y - box.height];
  return Math.max(box.x, box.y, right, bottom) <= margin;
}

/**
 * @param {Field} ink of a clean picture
 * @param {Turn} turn
 * @returns {Promise<Found>} pieces which together hold the ink as it is, edges included
 */
async function drawn(ink, turn) {
  const { onLine, cells, fields, strokeWidth } = await withoutRuled(ink, withoutNoise(ink), CLEAN_LINE, turn);
  const { values } = ink; // what is left of lines would join digits
  onLine.forEach((is, at) => {
    if (is && values[at] < CLEAN_STROKE) values[at] = 0;
  });
  const strokes = connected(levelsOf(ink, null, { low: CLEAN_STROKE, high: 2 * CLEAN_STROKE }), SURE);
  const written = strokes.filter((component) => !isRemnant(component, onLine));
  await turn();
  const all = grown(written, ink);
  await turn();
  return { ...piecesOf(all, ink, () => 1, onLine, { strokeWidth }), others: [], wholes: [], cells, fields };
}

/** @param {Field} ink of a clean picture @returns {Field} its noise: none */
const withoutNoise = (ink) => ({ ...ink, values: new Float32Array(ink.values.length) });

/**
 * @param {import("./picture.js").Pixels} picture
 * @param {Turn} turn
 * @param {(share: number) => void} onProgress
 * @returns {Promise<Found>}
 */
async function photographed(picture, turn, onProgress) {
  await turn();
  const { contrast, noise } = await contrastOf(picture, turn);
  onProgress(TO_CONTRAST);
  await turn();
  const { onLine, cells, fields, strokeWidth } = await withoutRuled(contrast, noise, MIN_CONTRAST.low, turn);
  onProgress(TO_RULED);
  await turn();
  const ink = inkAsStrong(contrast, noise);
  await turn();
  const found = connected(ink).filter((component) => !isRemnant(component, onLine));
  const fade = fadeOf(found, ink);
  const strokes = found.filter((component) => endsSharply(component, ink, contrast, fade));
  await turn();
  const strength = (/** @type {Component} */ component) => strengthOf(component, contrast).strength;
  const smallest = SMALLEST * Math.max(picture.width, picture.height);
  return {
    ...piecesOf(strokes, contrast, strength, onLine, { strokeWidth, smallest }),
    others: [],
    wholes: [],
    cells,
    fields,
  };
}

/**
 * @param {Field} contrast
 * @param {Field} noise
 * @param {number} least contrast of ink
 * @param {Turn} turn
 */
async function withoutRuled(contrast, noise, least, turn) {
  const { width, height, values } = contrast;
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) {
    if (values[at] < least) continue; // before all else: most pixels are no ink
    if (values[at] >= NOISE.low * noise.values[at] && values[at] >= STROKE_EDGE * largestNear(contrast, at))
      mask[at] = 1;
  }
  const ink = { width, height, mask };
  await turn();
  const { lines, cells, fields, parting, strokeWidth } = await ruledIn(ink, turn);
  await turn();
  const onLine = removeLines(lines, ink, contrast, noise);
  if (parting.length > 0) {
    await turn();
    partAtWalls(contrast, connected(levelsOf(contrast, noise, { low: least, high: least })), parting);
  }
  return { onLine, cells, fields, strokeWidth };
}

/** @param {Field} field @param {number} at @returns {number} the largest value within BLUR */
function largestNear({ width, height, values }, at) {
  const [x, y] = [at % width, Math.floor(at / width)];
  const [left, right] = [Math.max(0, x - BLUR), Math.min(width - 1, x + BLUR)];
  let largest = 0;
  for (let row = Math.max(0, y - BLUR); row <= Math.min(height - 1, y + BLUR); row++) {
    for (let near = row * width + left; near <= row * width + right; near++) {
      if (values[near] > largest) largest = values[near];
    }
  }
  return largest;
}

/**
 * @param {Field} contrast
 * @param {Field | null} noise null in a clean picture, also where a line was
 * @param {{ low: number, high: number }} least contrasts
 * @returns {Ink} 1 where there may be ink, SURE where there is some
 */
function levelsOf({ width, height, values }, noise, { low, high }) {
  const mask = new Uint8Array(values.length);
  for (let at = 0; at < mask.length; at++) {
    if (values[at] < low) continue;
    const grain = noise ? noise.values[at] : 0;
    if (values[at] >= NOISE.low * grain) mask[at] = values[at] >= Math.max(high, NOISE.high * grain) ? SURE : 1;
  }
  return { width, height, mask };
}

/**
 * Ink that is about as strong as most ink is. Each component ends where its own ink gets much weaker.
 * @param {Field} contrast
 * @param {Field} noise
 * @returns {Ink}
 */
function inkAsStrong(contrast, noise) {
  const { width, height, values } = contrast;
  const found = connected(levelsOf(contrast, noise, MIN_CONTRAST), SURE);
  const strengths = found.map((component) => strengthOf(component, contrast));
  const least = SAME_PEN * typicalOf(strengths);
  const mask = new Uint8Array(values.length);
  found.forEach(({ runs }, i) => {
    const { strength } = strengths[i];
    if (strength < least) return;
    for (let run = 0; run < runs.length; run += 2) {
      for (let at = runs[run]; at < runs[run + 1]; at++) if (values[at] >= STROKE_EDGE * strength) mask[at] = 1;
    }
  });
  return { width, height, mask };
}

/**
 * @param {Component} component
 * @param {Uint8Array} lines 1 where one is
 * @param {number} [most] share of it that may lie on lines
 */
function isRemnant({ runs, mass }, lines, most = REMNANT) {
  let onLine = 0;
  for (let run = 0; run < runs.length; run += 2) {
    for (let at = runs[run]; at < runs[run + 1]; at++) onLine += lines[at];
  }
  return onLine > most * mass;
}

/**
 * How far from their edges strokes have faded: no blur is wider than a stroke, or nobody could read it.
 * @param {Component[]} strokes
 * @param {Ink} ink which they are made of
 * @returns {number} pixels
 */
function fadeOf(strokes, ink) {
  const halves = strokes.map((component) => {
    let sides = 0;
    forEachSide(component, ink, () => sides++);
    return { strength: component.mass / sides, mass: component.mass };
  });
  return Math.max(FADE, Math.round(typicalOf(halves)));
}

/**
 * Whether a component ends sharply, as ink does, and not gradually, as shade does. On the way there may be other ink,
 * as between the two lines of a "=": what counts is the least before it.
 * @param {Component} component
 * @param {Ink} ink which it is made of
 * @param {Field} contrast
 * @param {number} fade pixels from its edge, where ink has ended
 */
function endsSharply(component, ink, { width, height, values }, fade) {
  let [drop, inner] = [0, 0];
  forEachSide(component, ink, (at, x, y, dx, dy) => {
    const [outX, outY] = [x + fade * dx, y + fade * dy];
    if (outX < 0 || outY < 0 || outX >= width || outY >= height) return;
    const step = dy * width + dx;
    let least = values[at];
    for (let next = at + step, left = fade; left > 0; next += step, left--) {
      least = Math.min(least, values[next]);
    }
    drop += values[at] - Math.max(0, least);
    inner += values[at];
  });
  return drop >= SHARP * inner;
}

/**
 * Calls back for each side of a pixel that a component ends at.
 * @param {Component} component
 * @param {Ink} ink which it is made of
 * @param {(at: number, x: number, y: number, dx: number, dy: number) => void} then where it is, and where it leads
 */
function forEachSide({ runs }, { width, height, mask }, then) {
  for (let run = 0; run < runs.length; run += 2) {
    const y = Math.floor(runs[run] / width);
    for (let at = runs[run], x = at - y * width; at < runs[run + 1]; at++, x++) {
      if (x === width - 1 || !mask[at + 1]) then(at, x, y, 1, 0);
      if (x === 0 || !mask[at - 1]) then(at, x, y, -1, 0);
      if (y === height - 1 || !mask[at + width]) then(at, x, y, 0, 1);
      if (y === 0 || !mask[at - width]) then(at, x, y, 0, -1);
    }
  }
}

/**
 * @param {Component} component
 * @param {Field} contrast
 * @returns {{ strength: number, mass: number }} the contrast of its ink, weighted by itself, and the sum of it
 */
function strengthOf({ runs }, { values }) {
  let [mass, squares] = [0, 0];
  for (let run = 0; run < runs.length; run += 2) {
    for (let at = runs[run]; at < runs[run + 1]; at++) {
      mass += values[at];
      squares += values[at] * values[at];
    }
  }
  return { strength: squares / mass, mass };
}

/**
 * @param {Component} component
 * @param {Field} field
 * @param {number} full what counts as ink through and through
 * @returns {Piece}
 */
export function pieceOf({ box, runs }, field, full) {
  const values = new Float32Array(box.width * box.height);
  for (let run = 0; run < runs.length; run += 2) {
    const y = Math.floor(runs[run] / field.width);
    const to = (y - box.y) * box.width - box.x - y * field.width;
    for (let at = runs[run]; at < runs[run + 1]; at++) values[to + at] = Math.min(1, field.values[at] / full);
  }
  return { box, values };
}

/**
 * @param {Component[]} components
 * @param {Field} field
 * @param {(component: Component) => number} fullOf what counts as ink through and through
 * @param {Uint8Array} lines 1 where one is
 * @param {{ strokeWidth: number, smallest?: number }} sizes as worthReading takes them
 * @returns {{ pieces: Piece[], specks: Piece[], leftOut: number }}
 */
function piecesOf(components, field, fullOf, lines, sizes) {
  const all = components.map((component) => {
    const full = fullOf(component);
    return { box: component.box, mass: inkIn(component, field, full), component, full };
  });
  const height = typicalOf(all.map(({ box, mass }) => ({ strength: box.height, mass })));
  const dots = dotsOfLines(all, height);
  const remnants = remnantsOfRows(all, height, field.height);
  const written = all.filter((one) => !dots.has(one) && !remnants.has(one));
  const { chosen, specks, leftOut } = worthReading(written, field.width * field.height, sizes);
  const pieces = (/** @type {typeof all} */ some) => some.map(({ component, full }) => pieceOf(component, field, full));
  return {
    pieces: pieces(chosen),
    specks: pieces(specks.filter(({ component }) => !isRemnant(component, lines, SPECK_ON_LINE))),
    leftOut,
  };
}

/**
 * @param {Component} component
 * @param {Field} field
 * @param {number} full
 */
function inkIn({ runs }, { values }, full) {
  let sum = 0;
  for (let run = 0; run < runs.length; run += 2) {
    for (let at = runs[run]; at < runs[run + 1]; at++) sum += Math.min(1, values[at] / full);
  }
  return sum;
}
