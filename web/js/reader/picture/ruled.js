/**
 * What is ruled in a picture: rule lines, frames, boxes, tables. Straight lines are found in `lines.js`; here it is
 * decided which of them are ruled and which are strokes of digits, and the ruled ones are taken out of the ink.
 *
 * One straight stroke is no ruled line. Ruled lines are much longer than the writing is high, or go through the whole
 * picture, or close a cell in which something is written, or many cells, or are the margin of ruled paper.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("../types.js").Box} Box
 *
 * @typedef {object} Ruled
 * @property {Line[]} lines
 * @property {Box[]} cells closed by lines, in no particular order
 * @property {Line[]} parting walls between boxes for a digit each: what is on both sides of one is two digits
 * @property {Box[]} fields above lines that close no cell, in which may be written
 * @property {number} strokeWidth of what is written, in pixels; 0 where there is no ink
 */

import { medianOf } from "../shared/median.js";
import { bounds, cellsBetween } from "./cells.js";
import { combsIn, isIn, withCombs } from "./combs.js";
import { connected } from "./components.js";
import { joinedInLine } from "./in-line.js";
import { inkAlong, isSmooth, linesIn, strokeWidthOf } from "./lines.js";
import { asRule, mayBeWall, piecesOfRules, rulesOf } from "./paper-rules.js";
import { sidesAmong } from "./sides.js";
import { withoutLines } from "./without-lines.js";

// Widths of strokes. Shorter straight lines are not looked at. Larger, the sides of small boxes are missed.
const SHORTEST = 3;

// Heights of the writing. A longer line is ruled: an upright one, too, if it is LONG by what is written when all that
// is VERY_LONG is gone. Larger, short rule lines are read as strokes; smaller, long strokes of digits are taken away.
const LONG = 2.5;
const VERY_LONG = 6;

// Of a line that goes from one side of the picture to the other: a share of that way, and its length in heights of the
// writing. Smaller, strokes of digits that fill a picture are taken away.
const THROUGH = { share: 0.93, across: 1.2, upright: 1.6 };

// Of a page on its side: the picture's height in heights of the writing, and ink that is on no line, in that of the
// upright lines that go through. Larger, rules of short numbers on their side are read; a smaller `way` takes away 1s
// that fill a picture of small digits, a smaller `ink` 1s that have only points or feet beside them.
const ON_SIDE = { way: 2.5, ink: 1 };

// Thicknesses of the lines that close cells: a short line that is thicker is a stroke. Larger, bars of digits in tables
// are taken away; smaller, bold sides of small boxes are read.
const BOLD = 1.8;

// Of a long line that closes nothing: a share of it that has ink, and its thickness in widths of strokes. One with less
// ink, and as thick as the pen, is a row of bars, as 1s and 2s have them at their feet, with points between them.
// Larger `ink`, and smaller `thickness`, rules that are broken and broad are read.
const BARS = { ink: 0.97, thickness: 0.8 };

// Lines each way that go through the picture, which is squared paper then. Larger, paper with few squares is read;
// smaller, a 4 that fills its picture is taken away.
const SQUARES = 2;

// Heights of the writing. A line that leaves the picture is ruled if it is so long; one that runs along the edge, and
// is cut lengthwise, may be shorter. Larger, the ends of rule lines are read; smaller, strokes that the picture's edge
// cuts are taken away.
const CUT = { across: 1.3, along: 0.9 };

// Heights of the writing above a line, and below it, in which something is written on the line. Larger, print near it
// is taken for writing.
const FIELD = { above: 1.6, below: 0.3 };

// Shares of the ink, by the size of the pieces that hang together: so much of it is no larger than what counts as the
// height of the writing. OF_REST is for what is left without lines, in pieces of digits; OF_ALL for all ink. Larger,
// single large pieces decide; smaller, small print does.
const OF_REST = 0.75;
const OF_ALL = 0.5;

// Widths of strokes: smaller pieces of ink say nothing of the writing's height. Larger, small writing is not seen.
const SPECK = 3;

// A line that goes through the inner part of a box, all but such a share of its side at both ends, is one of a table
// that the box is a part of; an upright one if it is so many times as long as the box is high. Larger, tables are
// taken for rows of boxes; smaller, strokes in boxes for lines of a table.
const INNER = 0.15;
const BEYOND = 1.5;

// Of ruled paper's margin: a share of the picture's width that a rule goes through, the margin's thickness in that of
// the rules, and ink beside it, in pixels for each of its rows. Larger `rule`, fewer margins are found; larger `thick`,
// 1s of broad pens that fill the picture are taken for margins; larger `ink`, 1s beside specks are.
const MARGIN = { rule: 0.6, thick: 1.5, ink: 0.2 };

// Thicknesses of a line that goes through the picture, or leaves it: a shorter one is a bar of a digit. Larger, the
// ends of rule lines are read; smaller, bars of broad digits that fill the picture are taken away.
const SLENDER = 10;

/**
 * @param {Ink} ink
 * @param {import("./paper.js").Turn} turn
 * @returns {Promise<Ruled>}
 */
export async function ruledIn(ink, turn) {
  const strokeWidth = strokeWidthOf(ink);
  await turn();
  const found = strokeWidth > 0 ? await linesIn(ink, strokeWidth, SHORTEST * strokeWidth, turn) : [];
  const joined = joinedInLine(found, ink);
  if (joined.length === 0) return { lines: [], cells: [], fields: [], parting: [], strokeWidth };
  await turn();
  const { rules, isSquared } = rulesOf(joined, ink);
  const rows = isSquared ? [] : await combsIn(joined, ink, strokeWidth, turn);
  const combs = rows.filter((comb) => !isCrossed(comb, joined));
  const inCombs = combs.flatMap(({ walls, rails }) => [...walls, ...rails]);
  const lines = withCombs(joined, combs);
  await turn();
  const rest = withoutLines(ink, lines);
  const height = heightOfWriting(rest, strokeWidth, OF_REST);
  await turn();
  const walls = lines.filter((line) => !isSquared && mayBeWall(line, rules));
  const { cells, owner } = cellsBetween(walls, rest, strokeWidth);
  await turn();
  const certain = ruledForSure(lines, { ink, rest, strokeWidth, height, owner });
  await turn();
  const long = longAmong(lines, certain, { ink, strokeWidth, height });
  const cut = cutAmong(lines, long.length > 0, { ink, strokeWidth, height });
  const pen = rules.length > 0 ? strokeWidthOf(withoutLines(ink, rules)) : strokeWidth;
  const pieces = piecesOfRules(lines, rules, { pen, height });
  const margins = marginsAmong(lines, [...long, ...cut], ink);
  const ruled = lines.filter((line) => [inCombs, long, cut, pieces, margins].some((some) => some.includes(line)));
  const sides = sidesAmong(lines, ruled, { ink, height, reach: 2 * strokeWidth });
  const fields = long.filter(
    (line) => !line.isUpright && !inCombs.includes(line) && !bounds(line, owner, ink, strokeWidth),
  );
  return {
    lines: [...ruled, ...sides].map((line) => asRule(line, rules)),
    cells: [...combs.flatMap((comb) => comb.cells), ...cells.filter((cell) => !combs.some((comb) => isIn(cell, comb)))],
    fields: fields.map((line) => fieldAbove(line, height)),
    parting: combs.flatMap((comb) => comb.walls.slice(1, -1)),
    strokeWidth: pen,
  };
}

/**
 * Whether what looks like a row of boxes is a part of a table, some of whose lines happen to be at equal distances: a
 * line goes through all boxes, or through one of them and beyond.
 * @param {{ cells: Box[] }} comb
 * @param {Line[]} lines
 */
const isCrossed = ({ cells }, lines) =>
  lines.some((line) => {
    const crosses = (/** @type {Box} */ cell) => goesThrough(line, cell);
    return line.isUpright
      ? cells.some((cell) => line.middles.length >= BEYOND * cell.height && crosses(cell))
      : cells.every(crosses);
  });

/** Whether a line goes through the inner part of a cell. @param {Line} line @param {Box} cell */
function goesThrough({ isUpright, first, middles }, { x, y, width, height }) {
  const along = isUpright ? y + height / 2 : x + width / 2;
  const [from, side] = isUpright ? [x, width] : [y, height];
  const at = middles[Math.round(along) - first];
  return at > from + INNER * side && at < from + (1 - INNER) * side;
}

/**
 * @typedef {{ ink: Ink, strokeWidth: number, height: number }} Writing `height`: of what is written, in pixels; 0 where
 *   there are only lines
 */

/**
 * @param {Line[]} lines
 * @param {Writing & { owner: Int32Array, rest: Ink }} writing `owner`: as `cellsBetween` gives it; `rest`: the ink that
 *   is on no line
 * @returns {Line[]} those that close cells, go through the picture, or are longer than any writing
 */
function ruledForSure(lines, { ink, rest, strokeWidth, height, owner }) {
  const upright = lieOnTheirSide(lines, { ink, rest, height })
    ? height
    : Math.max(height, heightOfWriting(ink, strokeWidth, OF_ALL));
  const areSquares = [true, false].every(
    (isUpright) => lines.filter((line) => line.isUpright === isUpright && isAcross(line, ink)).length >= SQUARES,
  );
  // On squared paper, whose lines go through, what else closes a square is a stroke.
  const closing = areSquares ? [] : lines.filter((line) => bounds(line, owner, ink, strokeWidth));
  const bounding = withoutStrokes(closing);
  return lines.filter(
    (line) =>
      (isSlender(line) && isAcross(line, ink) && (areSquares || isThrough(line, line.isUpright ? upright : height))) ||
      bounding.includes(line) ||
      (height > 0 && line.middles.length >= VERY_LONG * height),
  );
}

/**
 * Whether upright lines that go through the picture are the rules of a page on its side. Digits hang together on rules,
 * so that all ink tells nothing of their height then; 1s that fill the picture have no such writing beside them.
 * @param {Line[]} lines
 * @param {Pick<Writing, "ink" | "height"> & { rest: Ink }} writing
 */
function lieOnTheirSide(lines, { ink, rest, height }) {
  const through = lines.filter((line) => line.isUpright && isSlender(line) && isAcross(line, ink));
  if (through.length === 0 || ink.height < ON_SIDE.way * height) return false;
  const inked = through.reduce((sum, { middles, thickness }) => sum + middles.length * thickness, 0);
  return massOf(rest) >= ON_SIDE.ink * inked;
}

/**
 * A bar of a digit can close a cell, too, together with lines of a table. It is thicker than these, and short.
 * @param {Line[]} bounding lines that close cells
 * @returns {Line[]}
 */
function withoutStrokes(bounding) {
  const thickness = medianOf(bounding.map((line) => line.thickness));
  const length = medianOf(bounding.map(({ middles }) => middles.length));
  return bounding.filter((line) => line.thickness <= BOLD * thickness || line.middles.length > length);
}

/**
 * @param {Line[]} lines
 * @param {Line[]} certain those of them that are ruled for sure
 * @param {Writing} writing
 * @returns {Line[]} these, and all that are long beside what is written
 */
function longAmong(lines, certain, { ink, strokeWidth, height }) {
  // A 1 is as long as the other digits are high, once what is ruled no longer joins them.
  const upright = Math.max(height, heightOfWriting(withoutLines(ink, certain), strokeWidth, OF_ALL));
  const isLong = (/** @type {Line} */ { isUpright, middles }) =>
    height > 0 && middles.length >= LONG * (isUpright ? upright : height);
  return lines.filter((line) => certain.includes(line) || (isLong(line) && !areBars(line, ink, strokeWidth)));
}

/**
 * Whether a line is made of bars of digits that stand side by side.
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
const areBars = (line, ink, strokeWidth) =>
  !line.isUpright &&
  line.thickness >= BARS.thickness * strokeWidth &&
  inkAlong(line, ink) < BARS.ink * line.middles.length;

/**
 * @param {Line[]} lines
 * @param {boolean} isRuled whether there are other ruled lines: without, upright ones are strokes
 * @param {Writing} writing
 * @returns {Line[]} those that the picture's edge cuts
 */
function cutAmong(lines, isRuled, { ink, strokeWidth, height }) {
  return lines.filter((line) => {
    const least = hugsEdge(line, ink, strokeWidth) ? CUT.along : CUT.across;
    const isLong = isSlender(line) && line.middles.length >= least * height && (height > 0 || isRuled);
    return isLong && (isRuled || !line.isUpright) && leaves(line, ink, strokeWidth);
  });
}

/**
 * The margins of ruled paper: upright lines through the whole of a picture with a rule, about as thick as that, with
 * nothing written beside them on the outside.
 * @param {Line[]} lines
 * @param {Line[]} ruled those of them that are ruled for other reasons
 * @param {Ink} ink
 * @returns {Line[]}
 */
function marginsAmong(lines, ruled, ink) {
  const rules = ruled.filter(({ isUpright, middles }) => !isUpright && middles.length >= MARGIN.rule * ink.width);
  const thickest = MARGIN.thick * Math.max(0, ...rules.map(({ thickness }) => thickness)); // 0 where there are none
  const through = lines.filter(
    (line) => line.isUpright && line.thickness <= thickest && isSlender(line) && isAcross(line, ink) && isSmooth(line),
  );
  if (through.length === 0) return [];
  const left = withoutLines(ink, ruled);
  return through.filter((line) => isOutermost(line, left));
}

/**
 * Whether there is no ink between a line and the nearer side of the picture.
 * @param {Line} line an upright one
 * @param {Ink} ink
 */
function isOutermost({ first, middles, thickest }, { width, mask }) {
  const isLeft = middles[middles.length >> 1] < width / 2;
  let inked = 0;
  for (let i = 0; i < middles.length; i++) {
    const row = (first + i) * width;
    const [from, to] = isLeft ? [0, middles[i] - thickest] : [middles[i] + thickest + 1, width];
    for (let x = Math.ceil(from); x < to; x++) inked += mask[row + x];
  }
  return inked <= MARGIN.ink * middles.length;
}

/**
 * Where something is written on a line.
 * @param {Line} line
 * @param {number} height of the writing
 * @returns {Box}
 */
function fieldAbove({ first, middles }, height) {
  const [top, bottom] = [Math.min(...middles) - FIELD.above * height, Math.max(...middles) + FIELD.below * height];
  return { x: first, y: top, width: middles.length, height: bottom - top };
}

/**
 * @param {Ink} ink
 * @param {number} strokeWidth
 * @param {number} share of the ink
 * @returns {number} pixels: so much of the ink is in pieces that are no larger; 0 where there is none
 */
function heightOfWriting(ink, strokeWidth, share) {
  const sizes = connected(ink)
    .map(({ box, mass }) => ({ size: Math.max(box.width, box.height), mass }))
    .filter(({ size }) => size >= SPECK * strokeWidth)
    .sort((a, b) => a.size - b.size);
  const all = sizes.reduce((sum, { mass }) => sum + mass, 0);
  let sum = 0;
  for (const { size, mass } of sizes) {
    sum += mass;
    if (sum >= share * all) return size;
  }
  return 0;
}

/** @param {Ink} ink @returns {number} pixels */
function massOf({ mask }) {
  let mass = 0;
  for (let at = 0; at < mask.length; at++) mass += mask[at];
  return mass;
}

const isSlender = (/** @type {Line} */ { middles, thickness }) => middles.length >= SLENDER * thickness;

/** Whether a line goes from one side of the picture to the other. @param {Line} line @param {Ink} ink */
const isAcross = ({ isUpright, middles }, ink) =>
  middles.length >= THROUGH.share * (isUpright ? ink.height : ink.width);

/**
 * Whether a line that does so is too long for a stroke. Where there are only lines, an upright one may be a 1.
 * @param {Line} line
 * @param {number} height of the writing
 */
const isThrough = ({ isUpright, middles }, height) =>
  isUpright ? height > 0 && middles.length >= THROUGH.upright * height : middles.length >= THROUGH.across * height;

/**
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function leaves({ isUpright, first, middles }, { width, height }, strokeWidth) {
  const [wide, high] = isUpright ? [height, width] : [width, height];
  const [start, end] = [middles[0], middles[middles.length - 1]];
  const isNear = (/** @type {number} */ at, /** @type {number} */ size) =>
    at <= strokeWidth || at >= size - 1 - strokeWidth;
  return isNear(first, wide) || isNear(first + middles.length, wide) || isNear(start, high) || isNear(end, high);
}

/**
 * Whether a line runs along the picture's edge.
 * @param {Line} line
 * @param {Ink} ink
 * @param {number} strokeWidth
 */
function hugsEdge({ isUpright, middles }, { width, height }, strokeWidth) {
  const last = (isUpright ? width : height) - 1;
  const isNear = (/** @type {number} */ middle) => Math.min(middle, last - middle) <= strokeWidth;
  return middles.every(isNear);
}
