/**
 * Which groups of nodes may be one digit: near each other, few, and no wider than digits are.
 *
 * @typedef {object} Place of what is never divided: a piece of ink, or a part of one
 * @property {import("../types.js").Box} box
 * @property {number} whole which piece it is, or is part of
 * @property {number} part which part of it: 0 for the first
 */
import { union } from "./rectangle.js";

// Pieces of one digit. More come from patching a digit up, and then most of them alone read as the digit does. Larger,
// there are many more groups to read.
const MAX_PIECES = 4;

// Width to height of several pieces that are one digit: 99.9 % of digits are narrower. Larger, two digits side by side
// may be taken for one.
const MAX_ASPECT = 1.8;

// Groups that begin with the same node, and how many are looked at for them. Ordinary nodes begin up to 8 groups: only
// scribbles come to the limits. Larger, scribbles take longer.
const MAX_GROUPS = 16;
const MAX_TRIES = 64;

/**
 * @param {Place[]} nodes
 * @param {Map<number, number>[]} near for each node its neighbours
 * @returns {number[][]} indices, ascending; each node alone is among them
 */
export function candidateGroups(nodes, near) {
  const neighbours = near.map((others) => [...others.keys()]);
  return nodes.flatMap((_, first) => {
    const found = [[first]];
    let tries = 0;
    const later = neighbours[first].filter((i) => i > first);
    for (const group of connectedFrom([first], later, neighbours, nodes)) {
      if (mayBeDigit(group, nodes)) found.push(group);
      if (found.length === MAX_GROUPS || ++tries === MAX_TRIES) break;
    }
    return found;
  });
}

/**
 * Connected sets of nodes that hold `group` and some of `open`, its neighbours that come later, each set once (the
 * enumeration of Wernicke, "Efficient detection of network motifs", 2006).
 * @param {number[]} group
 * @param {number[]} open
 * @param {number[][]} neighbours
 * @param {Place[]} nodes
 * @returns {Generator<number[]>}
 */
function* connectedFrom(group, open, neighbours, nodes) {
  for (let i = 0; i < open.length; i++) {
    const more = [...group, open[i]];
    if (new Set(more.map((j) => nodes[j].whole)).size > MAX_PIECES) continue;
    yield more.toSorted((a, b) => a - b);
    const isNew = (/** @type {number} */ j) =>
      j > group[0] && !more.includes(j) && !open.includes(j) && !group.some((k) => neighbours[k].includes(j));
    yield* connectedFrom(more, [...open.slice(i + 1), ...neighbours[open[i]].filter(isNew)], neighbours, nodes);
  }
}

/**
 * @param {number[]} group
 * @param {Place[]} nodes
 */
function mayBeDigit(group, nodes) {
  const { width, height } = union(group.map((i) => nodes[i].box));
  return isUnbroken(group, nodes) && width <= MAX_ASPECT * height;
}

/**
 * Whether no part is missing between two others of the same piece. The parts of a piece follow each other in the list.
 * @param {number[]} group
 * @param {Place[]} nodes
 */
function isUnbroken(group, nodes) {
  return group.every((i, at) => {
    const before = nodes[group[at - 1]];
    return before?.whole !== nodes[i].whole || before.part + 1 === nodes[i].part;
  });
}
