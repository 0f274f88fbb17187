/**
 * Lines that lie behind each other, joined to one: what is written on a rule breaks it into many.
 *
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 */

import { appended, inkAlong } from "./lines.js";

// Thicknesses: a shorter line tells nothing of how the others slope. Larger, broken rules tell nothing.
const SLENDER = 10;

// Rows that lines differ by which lie behind each other, once their slope is taken away. Larger, bars of digits are
// taken for parts of a rule.
const BESIDE = 1.5;

// A share of the way through the picture that lines take which are joined, and how much of that they cover themselves.
// Larger, rules stay broken; smaller, bars of digits in a row are taken for a line.
const LENGTH = { span: 0.5, own: 0.4 };

// Pixels between two lines that need no ink, or that both of them have; of more of them, the share that does. Larger
// and smaller, separate lines are joined.
const NOTHING = 4;
const BETWEEN = 0.5;

// Of the usual thickness of what lies behind each other: what is thicker is a stroke. Larger, bars on a rule become a
// part of it.
const THICKEST = 1.6;

/**
 * @param {Line[]} lines
 * @param {Ink} ink
 * @returns {Line[]}
 */
export function joinedInLine(lines, ink) {
  return [false, true].flatMap((isUpright) => {
    const own = lines.filter((line) => line.isUpright === isUpright);
    const slope = slopeOf(own);
    return slope === null ? own : groupsOf(own, slope).flatMap((group) => joined(group, ink));
  });
}

/** @param {Line[]} lines @returns {number | null} rows a column, of most of their length; null where all are short */
const slopeOf = (lines) =>
  mostlyOf(
    lines.filter(({ middles, thickness }) => middles.length >= SLENDER * thickness),
    ({ middles }) => (middles[middles.length - 1] - middles[0]) / middles.length,
  );

/**
 * @param {Line[]} lines
 * @param {number} slope
 * @returns {Line[][]} those that lie behind each other
 */
function groupsOf(lines, slope) {
  const placed = lines
    .map((line) => ({
      line,
      at: line.middles[line.middles.length >> 1] - slope * (line.first + line.middles.length / 2),
    }))
    .sort((a, b) => a.at - b.at);
  /** @type {Line[][]} */
  const groups = [];
  placed.forEach(({ line, at }, i) => {
    if (i > 0 && at - placed[i - 1].at <= BESIDE) groups[groups.length - 1].push(line);
    else groups.push([line]);
  });
  return groups;
}

/**
 * @param {Line[]} group
 * @param {Ink} ink
 * @returns {Line[]} lines of them, and those that are no part of one
 */
function joined(group, ink) {
  if (group.length < 2) return group;
  const way = group[0].isUpright ? ink.height : ink.width;
  const thickest = THICKEST * (mostlyOf(group, ({ thickness }) => thickness) ?? 0);
  /** @type {{ line: Line, parts: Line[] }[]} */
  const chains = [];
  const thin = group.filter(({ thickness }) => thickness <= thickest);
  for (const part of thin.toSorted((a, b) => a.first - b.first)) {
    const last = chains.at(-1);
    const whole = last ? joinedTo(last.line, part, ink) : null;
    if (last && whole) chains[chains.length - 1] = { line: whole, parts: [...last.parts, part] };
    else chains.push({ line: part, parts: [part] });
  }
  const lines = chains.flatMap(({ line, parts }) => {
    const own = parts.reduce((sum, { middles }) => sum + middles.length, 0);
    return line.middles.length >= LENGTH.span * way && own >= LENGTH.own * way ? [line] : parts;
  });
  return [...lines, ...group.filter((line) => !thin.includes(line))];
}

/**
 * @param {Line} line
 * @param {Line} part
 * @param {Ink} ink
 * @returns {Line | null} both as one; null where there is no ink between them, or one lies beside the other
 */
function joinedTo(line, part, ink) {
  const end = line.first + line.middles.length;
  const over = end - part.first;
  if (over > NOTHING || over >= part.middles.length) return null;
  const rest = over > 0 ? { ...part, first: end, middles: part.middles.subarray(over) } : part;
  const whole = { ...line, ...appended(line, rest) };
  const between = {
    ...whole,
    first: end,
    middles: whole.middles.subarray(line.middles.length, rest.first - line.first),
  };
  return between.middles.length <= NOTHING || inkAlong(between, ink) >= BETWEEN * between.middles.length ? whole : null;
}

/**
 * The median of what lines have, each counted by its length.
 * @param {Line[]} lines
 * @param {(line: Line) => number} valueOf
 * @returns {number | null} null where there is no line
 */
function mostlyOf(lines, valueOf) {
  const sorted = lines.toSorted((a, b) => valueOf(a) - valueOf(b));
  const all = sorted.reduce((sum, { middles }) => sum + middles.length, 0);
  let below = 0;
  const middle = sorted.find(({ middles }) => 2 * (below += middles.length) >= all);
  return middle ? valueOf(middle) : null;
}
