/**
 * Pieces to digits: which pieces of ink (strokes, or connected components of a picture) are one digit.
 *
 * Segmentation and recognition decide together, by over-segmentation and best path: every plausible group of pieces is
 * read by the network, and of all ways to share the pieces among groups the one of the highest score is taken
 * (Fujisawa, Nakano and Kurino, "Segmentation methods for character recognition: from segmentation to document structure
 * analysis", 1992; LeCun et al., "Gradient-based learning applied to document recognition", 1998, section V; Liu, Sako
 * and Fujisawa, "Effects of classifier structures and training regimes on integrated segmentation and recognition of
 * handwritten numeral strings", 2004). Here the path is not along a line but an exact cover of a proximity graph, so
 * that a bar that is drawn last, and rows, need no case of their own.
 *
 * @typedef {import("../ink.js").Box} Box
 * @typedef {{ probabilities: Float32Array }} Score of each of the ten digits and, last, of no digit
 */
import { affinities, areNear } from "./affinity.js";
import { candidateGroups } from "./candidates.js";
import { bestCover, components } from "./cover.js";
import { union } from "./rectangle.js";

/**
 * What segmentation has to know of a kind of piece.
 * @template P
 * @template {Score} S
 * @typedef {object} Kind
 * @property {(piece: P) => Box} boxOf
 * @property {(piece: P) => P[]} cut the piece's parts, in order, where it may be several digits; or the piece alone
 * @property {(a: P, b: P) => boolean} areOneSign whether two pieces, whatever is read in each, rather are one sign
 * @property {(part: P) => boolean} isLigature whether a part may be no ink of a digit, but what joins two
 * @property {(a: P, b: P) => boolean} meet whether two pieces touch: if one is of no digit, they are one sign
 * @property {(groups: P[][]) => Promise<S[]>} score reads each group as one digit
 */

/**
 * @template P
 * @template {Score} S
 * @typedef {{ pieces: P[], box: Box, score: S }} Segment one digit, or what is none
 */

/**
 * What is never divided by grouping: a piece, a part of one that was cut, or a tangle of many.
 * @template P
 * @typedef {{ pieces: P[], box: Box, whole: number, part: number, isLigature: boolean }} Node `whole` says which piece
 *   it is, or is part of
 */

/**
 * Nodes read as one digit.
 * @template {Score} S
 * @typedef {{ nodes: number[], score: S | null, value: number }} Group indices of nodes, ascending; no score for what is
 *   only a ligature
 */

const TANGLE = 5; // more neighbours than this has no digit's stroke: it is a scribble's, which is read as one
const FLOOR = Math.log(0.005); // a group that is certainly none is no worse than this
const POOR = 0.5; // a confidence below which a piece may be several digits
const SEVERAL = 0.8; // the confidence in all digits of a piece together, from which it is not one but these
// What places weigh against the network's logarithms. For two of one digit more than against it: hardly any two digits lie
// in each other, but some people leave a gap between a digit's strokes.
const FOR = 1.5;
const AGAINST = 0.5;

const ONE_SIGN = 12; // affinity, which outweighs that both are read as digits, and together as none
const UNCUT = 2; // the same, of two parts between which a piece was cut

/**
 * Shares pieces among digits.
 * @template P
 * @template {Score} S
 * @param {P[]} pieces in any order; that of writing makes the search short
 * @param {Kind<P, S>} kind
 * @returns {Promise<Segment<P, S>[]>} in no particular order; every piece is in exactly one, ligatures are in none
 */
export async function segment(pieces, kind) {
  const nodes = untangled(
    pieces.map((piece, i) => ({ pieces: [piece], box: kind.boxOf(piece), whole: i, part: 0, isLigature: false })),
  );
  const groups = await bestGroups(nodes, kind);
  const poor = new Set(groups.filter(isPoor).flatMap((group) => group.nodes));
  const found = await cutWhere(nodes, poor, groups, kind);
  return wholeSigns(found, kind);
}

/**
 * Reads again, with some nodes cut; one whose parts are not likely all digits stays whole: letters have such parts, and
 * a wrong number is worse than a question mark.
 * @template P
 * @template {Score} S
 * @param {Node<P>[]} nodes
 * @param {Set<number>} poor indices of those to cut
 * @param {Group<S>[]} groups what was read without
 * @param {Kind<P, S>} kind
 * @returns {Promise<Segment<P, S>[]>}
 */
async function cutWhere(nodes, poor, groups, kind) {
  const parts = nodes.flatMap((node, i) => (poor.has(i) ? partsOf(node, kind) : [node]));
  if (parts.length === nodes.length) return segmentsOf(groups, nodes);
  const better = await bestGroups(parts, kind);
  const legible = new Set([...poor].filter((i) => confidenceIn(nodes[i].whole, better, parts) >= SEVERAL));
  if (legible.size === poor.size) return segmentsOf(better, parts);
  return cutWhere(nodes, legible, groups, kind);
}

/**
 * @template P
 * @template {Score} S
 * @param {number} whole which piece
 * @param {Group<S>[]} groups of all nodes
 * @param {Node<P>[]} nodes
 * @returns {number} the confidence that all groups with a part of that piece are digits, and the ones that are read
 */
function confidenceIn(whole, groups, nodes) {
  return groups
    .filter((group) => group.nodes.some((i) => nodes[i].whole === whole))
    .reduce((all, { score }) => all * (score ? confidenceOf(score) : 1), 1);
}

/**
 * Makes one sign of what is no digit and all that touches it: letters have parts that alone would be digits.
 * @template P
 * @template {Score} S
 * @param {Segment<P, S>[]} segments
 * @param {Kind<P, S>} kind
 * @returns {Promise<Segment<P, S>[]>}
 */
async function wholeSigns(segments, kind) {
  const touch = (/** @type {Segment<P, S>} */ a, /** @type {Segment<P, S>} */ b) =>
    areNear(a.box, b.box) && a.pieces.some((piece) => b.pieces.some((other) => kind.meet(piece, other)));
  const pairs = segments.flatMap((sign, i) =>
    isPoor(sign) ? segments.flatMap((other, j) => (i !== j && touch(sign, other) ? [[i, j]] : [])) : [],
  );
  if (pairs.length === 0) return segments;
  const signs = components(segments.length, pairs).map((members) => members.map((i) => segments[i]));
  const pieces = signs.map((members) => members.flatMap((member) => member.pieces));
  const scores = await kind.score(pieces);
  return signs.map((members, i) => ({
    pieces: pieces[i],
    box: union(members.map(({ box }) => box)),
    score: scores[i],
  }));
}

/** @param {{ score: Score | null }} read */
function isPoor({ score }) {
  return score !== null && confidenceOf(score) < POOR;
}

/**
 * @template P
 * @template {Score} S
 * @param {Group<S>[]} groups
 * @param {Node<P>[]} nodes
 * @returns {Segment<P, S>[]}
 */
function segmentsOf(groups, nodes) {
  return groups.flatMap(({ nodes: indices, score }) => {
    const members = indices.map((i) => nodes[i]);
    const pieces = members.flatMap((node) => node.pieces);
    return score ? [{ pieces, box: union(members.map(boxOfNode)), score }] : [];
  });
}

/**
 * @template P
 * @param {Node<P>} node
 * @param {Kind<P, any>} kind
 * @returns {Node<P>[]}
 */
function partsOf(node, kind) {
  if (node.pieces.length > 1) return [node];
  const parts = kind.cut(node.pieces[0]);
  return parts.map((piece, part) => ({
    pieces: [piece],
    box: kind.boxOf(piece),
    whole: node.whole,
    part,
    isLigature: part > 0 && part < parts.length - 1 && kind.isLigature(piece),
  }));
}

/**
 * Makes one node of each scribble.
 * @template P
 * @param {Node<P>[]} nodes
 * @returns {Node<P>[]}
 */
function untangled(nodes) {
  const near = affinities(nodes, boxOfNode);
  const isTangled = (/** @type {number} */ i) => near[i].size > TANGLE;
  const pairs = nodes.flatMap((_, i) =>
    isTangled(i) ? [[i, ...[...near[i].keys()].filter((j) => j > i && isTangled(j))]] : [],
  );
  return components(nodes.length, pairs).map((members) => ({
    ...nodes[members[0]],
    pieces: members.flatMap((i) => nodes[i].pieces),
    box: union(members.map((i) => nodes[i].box)),
  }));
}

/** @param {{ box: Box }} node */
function boxOfNode({ box }) {
  return box;
}

/**
 * The groups that share all nodes among them at the highest value.
 * @template P
 * @template {Score} S
 * @param {Node<P>[]} nodes
 * @param {Kind<P, S>} kind
 * @returns {Promise<Group<S>[]>}
 */
async function bestGroups(nodes, kind) {
  const near = affinities(nodes, boxOfNode, (a, b) => knownAffinity(a, b, kind));
  const candidates = candidateGroups(nodes, near);
  const isLigature = (/** @type {number[]} */ group) => group.every((i) => nodes[i].isLigature);
  const legible = candidates.filter((group) => !isLigature(group));
  const scores = await kind.score(legible.map((group) => group.flatMap((i) => nodes[i].pieces)));
  return bestCover(nodes.length, [
    ...legible.map((group, i) => ({ nodes: group, score: scores[i], value: valueOf(group, scores[i], nodes, near) })),
    ...candidates.filter(isLigature).map((group) => ({ nodes: group, score: null, value: 0 })),
  ]);
}

/**
 * @template P
 * @param {Node<P>} a
 * @param {Node<P>} b
 * @param {Kind<P, any>} kind
 * @returns {number | undefined} what is known besides their places
 */
function knownAffinity(a, b, kind) {
  if (a.whole === b.whole) {
    if (Math.abs(a.part - b.part) > 1) return -Infinity;
    return a.isLigature || b.isLigature ? 0 : UNCUT;
  }
  if (a.pieces.length + b.pieces.length > 2 || !areNear(a.box, b.box)) return;
  if (kind.areOneSign(a.pieces[0], b.pieces[0])) return ONE_SIGN;
}

/**
 * What a group adds to its cover's value: the logarithm of its confidence, once for each of its nodes (what may be a
 * ligature counts nothing, with a digit or alone), so that covers of many groups and of few compare fairly; and what the places of its nodes say, to each other and to those that it
 * leaves to other groups, which take the other half.
 * @template P
 * @param {number[]} group
 * @param {Score} score
 * @param {Node<P>[]} nodes
 * @param {Map<number, number>[]} near
 */
function valueOf(group, score, nodes, near) {
  const count = group.filter((i) => !nodes[i].isLigature).length;
  let value = count * Math.max(FLOOR, Math.log(confidenceOf(score)));
  for (const i of group) {
    for (const [j, affinity] of near[i]) {
      if (group.includes(j)) value += (AGAINST * Math.min(0, affinity)) / 2;
      else value -= (FOR * Math.max(0, affinity)) / 2;
    }
  }
  return value;
}

/** @param {Score} score */
function confidenceOf({ probabilities }) {
  return Math.max(...probabilities.subarray(0, 10));
}
