/** Which of some items belong together, known from pairs of them (the disjoint sets of Galler and Fischer, 1964). */

/**
 * @param {number} count of items
 * @returns {{
 *   root: (this: void, item: number) => number,
 *   join: (this: void, one: number, other: number) => void,
 *   sets: (this: void) => number[][],
 * }} `root` gives the same for items that are together; `sets` are ascending, in the order of their first items
 */
export function createSets(count) {
  const parent = Array.from({ length: count }, (_, i) => i);
  const root = (/** @type {number} */ item) => {
    while (parent[item] !== item) item = parent[item] = parent[parent[item]];
    return item;
  };
  return {
    root,
    join(one, other) {
      const [a, b] = [root(one), root(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
    sets() {
      /** @type {Map<number, number[]>} */
      const found = new Map();
      for (let item = 0; item < count; item++) {
        const members = found.get(root(item));
        if (members) members.push(item);
        else found.set(item, [item]);
      }
      return [...found.values()];
    },
  };
}

/**
 * @param {number} count of items
 * @param {number[][]} together items that belong into the same component
 * @returns {number[][]} the components, ascending, in the order of their first items
 */
export function components(count, together) {
  const { join, sets } = createSets(count);
  for (const [first, ...others] of together) for (const other of others) join(first, other);
  return sets();
}
