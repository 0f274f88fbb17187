/**
 * Exact covers: of all ways to share nodes among given groups, so that each is in exactly one, the one of the highest
 * value.
 */

import { createPace } from "../shared/next-turn.js";
import { components } from "./sets.js";

// States of the search that are looked at in full, for what hangs together. Ordinary numbers have up to 20: only
// scribbles come to the limit, and then take the first group that looks best. Larger, scribbles take longer.
const MAX_STATES = 500;

/**
 * @template {{ nodes: number[], value: number }} G `nodes` ascending
 * @param {number} count of nodes
 * @param {G[]} groups each node alone among them
 * @param {import("../shared/next-turn.js").Pace} [pace]
 * @returns {Promise<G[]>}
 */
export async function bestCover(count, groups, pace = createPace()) {
  const useful = await undominated(groups, pace);
  const byFirst = groupsByFirst(useful);
  const together = useful.map(({ nodes }) => nodes);
  /** @type {G[]} */
  const cover = [];
  for (const nodes of components(count, together)) {
    if (pace.isDue()) await pace.turn();
    cover.push(...coverOf(nodes, byFirst).groups);
  }
  return cover;
}

/**
 * Without the groups that are worth no more than what they can be divided into: no best cover needs them, and what is
 * left falls into small components.
 * @template {{ nodes: number[], value: number }} G
 * @param {G[]} groups
 * @param {import("../shared/next-turn.js").Pace} pace
 * @returns {Promise<G[]>}
 */
async function undominated(groups, pace) {
  const useful = groups.filter(({ nodes }) => nodes.length === 1);
  const byFirst = groupsByFirst(useful);
  const others = groups.filter(({ nodes }) => nodes.length > 1);
  for (const group of others.sort((a, b) => a.nodes.length - b.nodes.length)) {
    if (pace.isDue()) await pace.turn();
    if (group.value <= coverOf(group.nodes, byFirst).value) continue;
    useful.push(group);
    byFirst.get(group.nodes[0])?.push(group);
  }
  return useful;
}

/**
 * @template {{ nodes: number[] }} G
 * @param {G[]} groups
 * @returns {Map<number, G[]>} by their first node
 */
function groupsByFirst(groups) {
  /** @type {Map<number, G[]>} */
  const byFirst = new Map();
  for (const group of groups) {
    const same = byFirst.get(group.nodes[0]);
    if (same) same.push(group);
    else byFirst.set(group.nodes[0], [group]);
  }
  return byFirst;
}

/**
 * The best cover, by dynamic programming over what is still uncovered: its first node is covered by one of the groups
 * that begin there. What is uncovered is known by that node and by which of those after it are covered, which are few.
 * Once MAX_STATES are known, only the group is tried that is worth most for each of its nodes.
 * @template {{ nodes: number[], value: number }} G
 * @param {number[]} nodes ascending
 * @param {Map<number, G[]>} byFirst
 * @returns {{ value: number, groups: G[] }}
 */
function coverOf(nodes, byFirst) {
  const wanted = new Set(nodes);
  /** @typedef {{ value: number, group?: G, rest?: Best }} Best a group, and what covers the rest */
  /** @type {Map<string, Best>} */
  const known = new Map();
  /** @type {(at: number, covered: number[]) => Best} `covered`: of the nodes from `at` on, ascending */
  const cover = (at, covered) => {
    const skipped = covered.findIndex((node, i) => node !== nodes[at + i]);
    if (skipped !== 0 && covered.length > 0) {
      const by = skipped < 0 ? covered.length : skipped;
      return cover(at + by, covered.slice(by));
    }
    if (at === nodes.length) return { value: 0 };
    const key = `${at}:${covered.join()}`;
    let best = known.get(key);
    if (best) return best;
    const fitting = (byFirst.get(nodes[at]) ?? []).filter((group) =>
      group.nodes.every((i) => wanted.has(i) && !covered.includes(i)),
    );
    fitting.sort((a, b) => b.value / b.nodes.length - a.value / a.nodes.length);
    for (const group of fitting) {
      if (best && known.size > MAX_STATES) break;
      const rest = cover(at + 1, [...covered, ...group.nodes.slice(1)].sort(ascending));
      const value = group.value + rest.value;
      if (!best || value > best.value) best = { value, group, rest };
    }
    best ??= { value: -Infinity };
    known.set(key, best);
    return best;
  };
  const groups = [];
  const whole = cover(0, []);
  for (let best = /** @type {Best | undefined} */ (whole); best?.group; best = best.rest) groups.push(best.group);
  return { value: whole.value, groups };
}

/** @param {number} a @param {number} b */
const ascending = (a, b) => a - b;
