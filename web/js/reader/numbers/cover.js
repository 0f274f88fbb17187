/**
 * Exact covers: of all ways to share nodes among given groups, so that each is in exactly one, the one of the highest
 * value.
 */

// States of the search that are looked at in full, for what hangs together. Ordinary numbers have up to 20: only
// scribbles come to the limit, and then take the first group that looks best. Larger, scribbles take longer.
const MAX_STATES = 500;

/**
 * @template {{ nodes: number[], value: number }} G `nodes` ascending
 * @param {number} count of nodes
 * @param {G[]} groups each node alone among them
 * @returns {G[]}
 */
export function bestCover(count, groups) {
  const useful = undominated(groups);
  const byFirst = groupsByFirst(useful);
  const together = useful.map(({ nodes }) => nodes);
  return components(count, together).flatMap((nodes) => coverOf(nodes, byFirst).groups);
}

/**
 * Without the groups that are worth no more than what they can be divided into: no best cover needs them, and what is
 * left falls into small components.
 * @template {{ nodes: number[], value: number }} G
 * @param {G[]} groups
 * @returns {G[]}
 */
function undominated(groups) {
  const useful = groups.filter(({ nodes }) => nodes.length === 1);
  const byFirst = groupsByFirst(useful);
  const others = groups.filter(({ nodes }) => nodes.length > 1);
  for (const group of others.sort((a, b) => a.nodes.length - b.nodes.length)) {
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
 * that begin there. Once MAX_STATES are known, only the group is tried that is worth most for each of its nodes.
 * @template {{ nodes: number[], value: number }} G
 * @param {number[]} nodes ascending
 * @param {Map<number, G[]>} byFirst
 * @returns {{ value: number, groups: G[] }}
 */
function coverOf(nodes, byFirst) {
  /** @type {Map<string, { value: number, groups: G[] }>} */
  const known = new Map();
  /** @type {(uncovered: number[]) => { value: number, groups: G[] }} */
  const cover = (uncovered) => {
    if (uncovered.length === 0) return { value: 0, groups: [] };
    const key = uncovered.join();
    let best = known.get(key);
    if (best) return best;
    const fitting = (byFirst.get(uncovered[0]) ?? []).filter((group) =>
      group.nodes.every((i) => uncovered.includes(i)),
    );
    fitting.sort((a, b) => b.value / b.nodes.length - a.value / a.nodes.length);
    for (const group of fitting) {
      if (best && known.size > MAX_STATES) break;
      const rest = cover(uncovered.filter((i) => !group.nodes.includes(i)));
      const value = group.value + rest.value;
      if (!best || value > best.value) best = { value, groups: [group, ...rest.groups] };
    }
    best ??= { value: -Infinity, groups: [] };
    known.set(key, best);
    return best;
  };
  return cover(nodes);
}

/**
 * @param {number} count of items
 * @param {number[][]} together items that belong into the same component
 * @returns {number[][]} the components, ascending, in the order of their first items
 */
export function components(count, together) {
  const parent = Array.from({ length: count }, (_, i) => i);
  /** @type {(item: number) => number} */
  const root = (item) => (parent[item] === item ? item : (parent[item] = root(parent[item])));
  for (const [first, ...others] of together) {
    for (const other of others) {
      const [a, b] = [root(first), root(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (let item = 0; item < count; item++) {
    const members = found.get(root(item));
    if (members) members.push(item);
    else found.set(item, [item]);
  }
  return [...found.values()];
}
