/**
 * Which groups of nodes may be one digit: near each other, few, and no wider than digits are.
 *
 * @typedef {{ box: import("../ink.js").Box, whole: number, part: number }} Place of what is never divided: a piece of ink,
 *   or a part of one; `whole` says which piece that is
 */
import { union } from "./rectangle.js";

const MAX_PIECES = 4; // of one digit; more happens when somebody patches one up, and then the parts read no better
const MAX_ASPECT = 1.8; // width to height of several pieces that are one digit; 99.9 % of digits are narrower
const MAX_GROUPS = 16; // that one node begins; an ordinary one begins up to 8
const MAX_TRIES = 64; // for them

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
 * Connected sets of nodes that hold `group` and some of `open`, its later neighbours, each set once (the enumeration
 * of Wernicke, "Efficient detection of network motifs", 2006).
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
 * Whether no part is missing between two others of the same piece. They are neighbours in the list, too.
 * @param {number[]} group
 * @param {Place[]} nodes
 */
function isUnbroken(group, nodes) {
  return group.every((i, at) => {
    const before = nodes[group[at - 1]];
    return before?.whole !== nodes[i].whole || before.part + 1 === nodes[i].part;
  });
}
