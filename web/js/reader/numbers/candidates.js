/**
 * Which groups of nodes may be one digit: near each other, few, and no wider than digits are.
 *
 * @typedef {object} Place of what is never divided: a piece of ink, or a part of one
 * @property {import("../types.js").Box} box
 * @property {number} whole which piece it is, or is part of
 * @property {number} part which part of it: 0 for the first
 */
import { createPace } from "../shared/next-turn.js";
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

// Groups of all nodes together: the network reads each of them, which takes a millisecond or two. 120 strokes of digits
// that touch make some 600, and pages of 240, which make 950, read the same without those whose nodes are the least
// likely to be of one digit. Larger, 500 strokes that overlap take more than two seconds.
const MAX_ALL = 650;

/**
 * @param {Place[]} nodes at most MAX_ALL
 * @param {Map<number, number>[]} near for each node its neighbours
 * @param {import("../shared/next-turn.js").Pace} [pace]
 * @returns {Promise<number[][]>} indices, ascending; each node alone is among them
 */
export async function candidateGroups(nodes, near, pace = createPace()) {
  const neighbours = near.map((others) => [...others.keys()]);
  /** @type {number[][]} */
  const all = [];
  for (const first of nodes.keys()) {
    if (pace.isDue()) await pace.turn();
    all.push(...groupsFrom(first, neighbours, nodes));
  }
  return all.length <= MAX_ALL ? all : likeliest(all, near);
}

/**
 * @param {number[][]} groups
 * @param {Map<number, number>[]} near
 * @returns {number[][]} MAX_ALL of them, in the same order: small ones rather than large ones, each node alone among
 *   them, and of those of one size the ones whose nodes are the most likely to be of one digit
 */
function likeliest(groups, near) {
  const ranked = groups.map((group) => ({ group, affinity: affinityIn(group, near) }));
  ranked.sort((a, b) => a.group.length - b.group.length || b.affinity - a.affinity);
  const chosen = new Set(ranked.slice(0, MAX_ALL).map(({ group }) => group));
  return groups.filter((group) => chosen.has(group));
}

/** The sum of what is known of all pairs. @param {number[]} group @param {Map<number, number>[]} near */
const affinityIn = (group, near) =>
  group.reduce((sum, i) => group.reduce((all, j) => all + (near[i].get(j) ?? 0), sum), 0);

/**
 * The groups whose first node this is.
 * @param {number} first
 * @param {number[][]} neighbours
 * @param {Place[]} nodes
 */
function groupsFrom(first, neighbours, nodes) {
  const found = [[first]];
  let tries = 0;
  const later = neighbours[first].filter((i) => i > first);
  for (const group of connectedFrom([first], later, neighbours, nodes)) {
    if (mayBeDigit(group, nodes)) found.push(group);
    if (found.length === MAX_GROUPS || ++tries === MAX_TRIES) break;
  }
  return found;
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
