/**
 * Pieces to digits: which pieces of ink (strokes, or connected components of a picture) are one digit.
 *
 * Segmentation and recognition decide together, by over-segmentation and best path: the network reads every group of
 * pieces that may be a digit, and of all ways to divide the pieces into groups the one of the highest score is taken
 * (Fujisawa, Nakano and Kurino, "Segmentation methods for character recognition: from segmentation to document
 * structure analysis", 1992; LeCun et al., "Gradient-based learning applied to document recognition", 1998, section V;
 * Liu, Sako and Fujisawa, "Effects of classifier structures and training regimes on integrated segmentation and
 * recognition of handwritten numeral strings", 2004). Instead of a path along a line it is an exact cover of a graph
 * of neighbours, so that bars that are drawn last, and rows, are no special cases.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("../shared/next-turn.js").Pace} Pace
 * @typedef {{ probabilities: Float32Array }} Score of each of the ten digits and, last, of no digit
 */
import { createPace } from "../shared/next-turn.js";
import { affinities, areNear } from "./affinity.js";
import { candidateGroups } from "./candidates.js";
import { confidenceOf } from "./confidence.js";
import { bestCover } from "./cover.js";
import { components, createSets } from "./sets.js";
import { union } from "./rectangle.js";

/**
 * What segmentation has to know of a kind of piece.
 * @template P
 * @template {Score} S
 * @typedef {object} Kind
 * @property {(piece: P) => Box} boxOf
 * @property {(piece: P) => P[] | Promise<P[]>} cut the piece's parts, in order, where it may be several digits; or the
 *   piece alone
 * @property {number} several a confidence, the geometric mean of those in all digits of a piece that was cut: from it
 *   on, it is these, and not one digit. A mean, so that long numbers need no more than short ones
 * @property {(a: P, b: P) => boolean} areOneSign whether two pieces are rather one sign, whatever each of them reads as
 * @property {(a: P, b: P) => boolean} areApart whether two pieces are surely of two digits
 * @property {(part: P) => boolean} isLigature whether a part may belong to no digit, but only join two
 * @property {(a: P, b: P) => boolean} meet whether two pieces touch: if one of them is of no digit, they are one sign
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
 * @typedef {import("./candidates.js").Place & { pieces: P[], isLigature: boolean }} Node
 */

/**
 * Nodes read as one digit.
 * @template {Score} S
 * @typedef {{ nodes: number[], score: S | null, value: number }} Group indices of nodes, ascending; no score for what
 *   is only a ligature
 */

// Neighbours. A stroke of a digit has no more: one that has is part of a scribble, and all such strokes that touch are
// read as one. Larger, scribbles take longer and may read as many digits.
const TANGLE = 5;

// A logarithm of a probability: what a group that is certainly no digit counts. Larger (nearer to 0), what is no digit
// is sooner left as it is; smaller, it is sooner divided into parts that look a little like digits.
const FLOOR = Math.log(0.005);

// A confidence. A piece that reads with less may be several digits, and is cut. Larger, more digits are cut that are
// one.
const POOR = 0.5;

// Pieces of one drawing that are cut, the newest ones, and how often that is tried with fewer of them. A page of 196
// digits has up to 20 that read poorly, and three rounds are enough for it. Larger, scribbles take longer.
const MAX_CUT = 40;
const MAX_ROUNDS = 4;

// What places (see affinity.js) weigh beside the network's logarithms: what speaks for one digit more than what speaks
// against it, since hardly any two digits overlap, but some people leave a gap between a digit's strokes. Larger,
// places decide more and the network less.
const FOR = 1.5;
const AGAINST = 0.5;

// Logarithms of odds, as affinity.js has them. ONE_SIGN, of two strokes that are one sign, outweighs that each of them
// reads as a digit, and both together as none. UNCUT is for two parts between which a piece was cut. Larger, such
// strokes, and such parts, stay together more often.
const ONE_SIGN = 12;
const UNCUT = 2;

/**
 * Shares pieces among digits.
 * @template P
 * @template {Score} S
 * @param {P[]} pieces in any order; in that of writing the search is shortest
 * @param {Kind<P, S>} kind
 * @param {Pace} [pace] of the whole reading, if this is a part of it
 * @returns {Promise<Segment<P, S>[]>} in no particular order; every piece is in exactly one, ligatures are in none
 */
export async function segment(pieces, kind, pace = createPace()) {
  const nodes = await untangled(
    pieces.map((piece, i) => ({ pieces: [piece], box: kind.boxOf(piece), whole: i, part: 0, isLigature: false })),
    kind,
    pace,
  );
  const groups = await bestGroups(nodes, kind, pace);
  const poor = groups.filter(isPoor).flatMap((group) => group.nodes);
  const found = await cutWhere(nodes, new Set(poor.slice(-MAX_CUT)), groups, kind, pace);
  return wholeSigns(found, kind, pace);
}

/**
 * Reads again, with some nodes cut. A node stays whole unless all its parts are likely to be digits: letters have parts
 * that look like digits, and a wrong number is worse than a question mark.
 * @template P
 * @template {Score} S
 * @param {Node<P>[]} nodes
 * @param {Set<number>} poor indices of those to cut
 * @param {Group<S>[]} groups what was read without
 * @param {Kind<P, S>} kind
 * @param {Pace} pace
 * @param {number} [rounds] how often it may still be read again
 * @returns {Promise<Segment<P, S>[]>}
 */
async function cutWhere(nodes, poor, groups, kind, pace, rounds = MAX_ROUNDS) {
  const parts = await partsOfAll(nodes, poor, kind, pace);
  if (parts.length === nodes.length || rounds === 0) return segmentsOf(groups, nodes);
  const better = await bestGroups(parts, kind, pace);
  const confidences = confidencesOfWholes(better, parts);
  const legible = new Set([...poor].filter((i) => (confidences.get(nodes[i].whole) ?? 1) >= kind.several));
  if (legible.size === poor.size) return segmentsOf(better, parts);
  return cutWhere(nodes, legible, groups, kind, pace, rounds - 1);
}

/**
 * @template P
 * @template {Score} S
 * @param {Group<S>[]} groups of all nodes
 * @param {Node<P>[]} nodes
 * @returns {Map<number, number>} for each piece the geometric mean of the confidences that groups with a part of it are
 *   digits, and those that are read
 */
function confidencesOfWholes(groups, nodes) {
  /** @type {Map<number, { sum: number, count: number }>} */
  const all = new Map();
  for (const { nodes: members, score } of groups) {
    if (!score) continue;
    for (const whole of new Set(members.map((i) => nodes[i].whole))) {
      const { sum, count } = all.get(whole) ?? { sum: 0, count: 0 };
      all.set(whole, { sum: sum + Math.log(confidenceOf(score)), count: count + 1 });
    }
  }
  return new Map([...all].map(([whole, { sum, count }]) => [whole, Math.exp(sum / count)]));
}

/**
 * Joins what is no digit with all that touches it: letters have parts that would read as digits by themselves.
 * @template P
 * @template {Score} S
 * @param {Segment<P, S>[]} segments
 * @param {Kind<P, S>} kind
 * @param {Pace} pace
 * @returns {Promise<Segment<P, S>[]>}
 */
async function wholeSigns(segments, kind, pace) {
  const signs = await togetherOf(segments, kind, pace);
  if (signs.length === segments.length) return segments;
  const members = signs.map((indices) => indices.map((i) => segments[i]));
  const pieces = members.map((each) => each.flatMap((member) => member.pieces));
  const scores = await kind.score(pieces);
  return members.map((each, i) => ({
    pieces: pieces[i],
    box: union(each.map(({ box }) => box)),
    score: scores[i],
  }));
}

/**
 * @template P
 * @template {Score} S
 * @param {Segment<P, S>[]} segments
 * @param {Kind<P, S>} kind
 * @param {Pace} pace
 * @returns {Promise<number[][]>} indices of those that are one sign, and of each other one alone
 */
async function togetherOf(segments, kind, pace) {
  const { root, join, sets } = createSets(segments.length);
  const poor = segments.map(isPoor);
  for (let i = 0; i < segments.length; i++) {
    for (let j = i + 1; j < segments.length; j++) {
      if (!(poor[i] || poor[j]) || root(i) === root(j) || !areNear(segments[i].box, segments[j].box)) continue;
      if (await touch(segments[i].pieces, segments[j].pieces, kind, pace)) join(i, j);
    }
    if (pace.isDue()) await pace.turn();
  }
  return sets();
}

/**
 * @template P
 * @param {P[]} some
 * @param {P[]} others
 * @param {Kind<P, any>} kind
 * @param {Pace} pace
 * @returns {Promise<boolean>} whether any of them meet
 */
async function touch(some, others, kind, pace) {
  for (const piece of some) {
    if (pace.isDue()) await pace.turn();
    if (others.some((other) => kind.meet(piece, other))) return true;
  }
  return false;
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
 * All nodes, some of them cut.
 * @template P
 * @param {Node<P>[]} nodes
 * @param {Set<number>} poor indices of those to cut
 * @param {Kind<P, any>} kind
 * @param {Pace} pace
 */
async function partsOfAll(nodes, poor, kind, pace) {
  const parts = [];
  for (const [i, node] of nodes.entries()) {
    if (!poor.has(i)) parts.push(node);
    else {
      if (pace.isDue()) await pace.turn();
      parts.push(...(await partsOf(node, kind)));
    }
  }
  return parts;
}

/**
 * @template P
 * @param {Node<P>} node
 * @param {Kind<P, any>} kind
 * @returns {Promise<Node<P>[]>}
 */
async function partsOf(node, kind) {
  if (node.pieces.length > 1) return [node];
  const parts = await kind.cut(node.pieces[0]);
  return parts.map((piece, part) => ({
    pieces: [piece],
    box: kind.boxOf(piece),
    whole: node.whole,
    part,
    isLigature: part > 0 && part < parts.length - 1 && kind.isLigature(piece),
  }));
}

/**
 * Joins the strokes of each scribble into one node.
 * @template P
 * @param {Node<P>[]} nodes
 * @param {Kind<P, any>} kind
 * @param {Pace} pace
 * @returns {Promise<Node<P>[]>}
 */
async function untangled(nodes, kind, pace) {
  const known = (/** @type {Node<P>} */ a, /** @type {Node<P>} */ b) =>
    areNear(a.box, b.box) && kind.areApart(a.pieces[0], b.pieces[0]) ? -Infinity : undefined;
  const near = await affinities(nodes, boxOfNode, known, pace);
  const isTangled = near.map(({ size }) => size > TANGLE);
  const pairs = nodes.flatMap((_, i) =>
    isTangled[i] ? [[i, ...[...near[i].keys()].filter((j) => j > i && isTangled[j])]] : [],
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
 * The groups that divide all nodes among them at the highest value.
 * @template P
 * @template {Score} S
 * @param {Node<P>[]} nodes
 * @param {Kind<P, S>} kind
 * @param {Pace} pace
 * @returns {Promise<Group<S>[]>}
 */
async function bestGroups(nodes, kind, pace) {
  const near = await affinities(nodes, boxOfNode, (a, b) => knownAffinity(a, b, kind), pace);
  const candidates = await candidateGroups(nodes, near, pace);
  const isLigature = (/** @type {number[]} */ group) => group.every((i) => nodes[i].isLigature);
  const legible = candidates.filter((group) => !isLigature(group));
  const scores = await kind.score(legible.map((group) => group.flatMap((i) => nodes[i].pieces)));
  const groups = [
    ...legible.map((group, i) => ({ nodes: group, score: scores[i], value: valueOf(group, scores[i], nodes, near) })),
    ...candidates.filter(isLigature).map((group) => ({ nodes: group, score: null, value: 0 })),
  ];
  return bestCover(nodes.length, groups, pace);
}

/**
 * @template P
 * @param {Node<P>} a
 * @param {Node<P>} b
 * @param {Kind<P, any>} kind
 * @returns {number | undefined} what is known of two besides their places, as `affinities` takes it
 */
function knownAffinity(a, b, kind) {
  if (a.whole === b.whole) {
    if (Math.abs(a.part - b.part) > 1 || kind.areApart(a.pieces[0], b.pieces[0])) return -Infinity;
    return a.isLigature || b.isLigature ? 0 : UNCUT;
  }
  if (!areNear(a.box, b.box)) return;
  if (a.pieces.some((one) => b.pieces.some((other) => kind.areApart(one, other)))) return -Infinity;
  if (a.pieces.length + b.pieces.length > 2) return;
  if (kind.areOneSign(a.pieces[0], b.pieces[0])) return ONE_SIGN;
}

/**
 * What a group adds to its cover's value. First, the logarithm of its confidence, once for each of its nodes, so that
 * covers of many groups and of few compare fairly; nodes that may be ligatures count nothing, with a digit or alone.
 * Second, what the places of its nodes say: against being in one group, where they are; for it, where the other node
 * is in another group. Each pair is seen from both its nodes, and so counts half each time.
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
