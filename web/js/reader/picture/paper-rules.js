/**
 * The rules of the paper itself: lines that run over the whole sheet, in one direction or, on squared paper, in two.
 * They part nothing that is written, as the lines of a table do.
 *
 *        ruled           squared              a table
 *      ───────────     ──┼───┼───┼──        ┌───┬───┬───┐
 *      ──1──0──7──     ──┼─2─┼─3─┼──        │ 12│ 5 │   │
 *      ───────────     ──┼───┼───┼──        └───┴───┴───┘
 *       no walls      lines go beyond      lines end on the
 *                      the last square        outer ones
 *
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 */

import { meetsOthers, rowAt } from "./sides.js";

// Lines in one direction that a sheet is known by. Larger, narrow crops of ruled paper are none; smaller, a row of
// boxes is.
const RULES = 3;

// A share of the longest line in its direction, and of the way through the picture: a rule is as long. Larger, rules
// with gaps are lost, and sheets that fill half of a photograph.
const LENGTH = { ofLongest: 0.8, ofWay: 0.5 };

// A share of the room that the rules take: lines across them that are as long are rules, too, or a table's. Larger,
// tables whose lines have gaps are taken for ruled paper.
const ACROSS = 0.6;

// Of the room between two lines: by so much rules go beyond the last line across them, and at how many of their ends,
// the four of squared paper or the two of others. Larger, squared paper is a table; smaller, tables are squared paper,
// whose lines cross at the corners, or whose last line is not seen.
const BEYOND = { room: 0.15, squared: 2, ruled: 1 };

// Of the rules' thickness: a wall between two of them is no thicker. Larger, stems of broad pens close cells.
const WALL = 1.8;

// How far from its place a piece of a rule may be: a share of the room between two rules, or so many pixels. Larger,
// bars of digits are taken for pieces.
const IN_STEP = { room: 0.08, pixels: 2 };

// Of a piece of a rule: its length at least, in thicknesses of its own, and in heights of the writing where the pen is
// no thicker than the rules, in widths of whose strokes that is said. Larger, more pieces are read; smaller, bars are
// taken away.
const PIECE = { slender: 10, heights: 1, pen: 0.75 };

/**
 * @param {Line[]} lines
 * @param {Ink} ink
 * @returns {{ rules: Line[], isSquared: boolean }} the rules of the paper: none where it is blank
 */
export function rulesOf(lines, { width, height }) {
  const ways = [longLines(lines, false, width), longLines(lines, true, height)];
  for (const rules of ways) {
    if (rules.length < RULES) continue;
    const others = lines.filter(
      ({ isUpright, middles }) => isUpright !== rules[0].isUpright && middles.length >= ACROSS * extentOf(rules),
    );
    if (others.length < 2) return { rules, isSquared: false };
    const isSquared = others.length >= RULES;
    const ends = isSquared ? [...endsBeyond(rules, others), ...endsBeyond(others, rules)] : endsBeyond(rules, others);
    const room = isSquared ? Math.max(roomOf(rules), roomOf(others)) : roomOf(rules);
    const free = ends.filter((beyond) => beyond >= BEYOND.room * room).length;
    if (free >= (isSquared ? BEYOND.squared : BEYOND.ruled)) {
      return { rules: isSquared ? [...rules, ...others] : rules, isSquared };
    }
  }
  return { rules: [], isSquared: false };
}

/** @param {Line[]} lines @param {boolean} isUpright @param {number} way pixels through the picture */
function longLines(lines, isUpright, way) {
  const some = lines.filter((line) => line.isUpright === isUpright);
  const longest = Math.max(0, ...some.map(({ middles }) => middles.length));
  const least = Math.max(LENGTH.ofWay * way, LENGTH.ofLongest * longest);
  return some.filter(({ middles }) => middles.length >= least);
}

/** Where lines are, from the first to the last. @param {Line[]} lines of one direction */
const placesOf = (lines) => lines.map(({ middles }) => middles[middles.length >> 1]).sort((a, b) => a - b);

/** @param {Line[]} lines of one direction */
function extentOf(lines) {
  const places = placesOf(lines);
  return places[places.length - 1] - places[0];
}

/**
 * The room between two lines: less than most of them have, since where a line is not seen there is twice as much.
 * @param {Line[]} lines of one direction
 */
function roomOf(lines) {
  const places = placesOf(lines);
  const rooms = places.slice(1).map((place, i) => place - places[i]);
  return rooms.sort((a, b) => a - b)[rooms.length >> 2];
}

/**
 * @param {Line[]} rules
 * @param {Line[]} others across them
 * @returns {number[]} by how many pixels the rules go beyond the first and the last of the others
 */
function endsBeyond(rules, others) {
  const places = placesOf(others);
  return [
    middleOf(rules.map(({ first }) => places[0] - first)),
    middleOf(rules.map(({ first, middles }) => first + middles.length - 1 - places[places.length - 1])),
  ];
}

/** @param {number[]} values */
const middleOf = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Whether a line across the rules of a sheet may be a wall of a cell, and not a stroke: both of its ends are on rules,
 * which it is no thicker than.
 * @param {Line} line
 * @param {Line[]} rules
 */
export function mayBeWall(line, rules) {
  const across = rules.filter(({ isUpright }) => isUpright !== line.isUpright);
  if (across.length === 0 || rules.includes(line)) return true;
  const thickest = WALL * middleOf(across.map(({ thickness }) => thickness));
  return line.thickness <= thickest && meetsOthers(line, across);
}

/**
 * Pieces of rules that what is written has broken: thin, and in step with the others.
 * @param {Line[]} lines
 * @param {Line[]} rules
 * @param {{ pen: number, height: number }} writing the width of its strokes and its height, in pixels
 * @returns {Line[]}
 */
export function piecesOfRules(lines, rules, { pen, height }) {
  return [false, true].flatMap((isUpright) => {
    const own = rules.filter((rule) => rule.isUpright === isUpright);
    if (own.length < RULES) return [];
    const [room, thickness] = [roomOf(own), middleOf(own.map((rule) => rule.thickness))];
    const least = thickness >= PIECE.pen * pen ? PIECE.heights * height : 0;
    return lines.filter(
      (line) =>
        line.isUpright === isUpright &&
        !rules.includes(line) &&
        line.thickness <= WALL * thickness &&
        line.middles.length >= Math.max(least, PIECE.slender * line.thickness) &&
        isInStep(line, own, room),
    );
  });
}

/** @param {Line} line @param {Line[]} rules @param {number} room */
function isInStep({ first, middles }, rules, room) {
  const half = middles.length >> 1;
  const away = Math.min(...rules.map((rule) => Math.abs(rowAt(rule, first + half) - middles[half])));
  return Math.abs(away - room * Math.round(away / room)) <= Math.max(IN_STEP.pixels, IN_STEP.room * room);
}

/**
 * Rules are equally thick: where a stroke runs along one, only so much of it is the rule.
 * @param {Line} line
 * @param {Line[]} rules
 * @returns {Line} a rule, if it runs as rules do
 */
export function asRule(line, rules) {
  const own = rules.filter(({ isUpright }) => isUpright === line.isUpright);
  if (own.length < RULES) return line;
  const least = (/** @type {"thickness" | "thickest"} */ which) =>
    Math.min(line[which], middleOf(own.map((rule) => rule[which])));
  return { ...line, isRule: true, thickness: least("thickness"), thickest: least("thickest") };
}
