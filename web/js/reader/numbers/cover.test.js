import assert from "node:assert/strict";
import test from "node:test";
import { bestCover } from "./cover.js";

test("the best cover is found, also where another group looks best by itself", async () => {
  const groups = [
    { nodes: [0], value: -1 },
    { nodes: [1], value: -1 },
    { nodes: [2], value: -1 },
    { nodes: [3], value: -5 },
    { nodes: [0, 1], value: -1.5 },
    { nodes: [1, 2], value: -0.5 },
    { nodes: [2, 3], value: -3 },
    { nodes: [0, 3], value: -9 },
  ];
  // 0·1 and 2·3 together are worth -4.5; 0, 1·2 and 3, where 1·2 alone looks best, -6.5.
  assert.deepEqual(
    (await bestCover(4, groups)).map(({ nodes }) => nodes),
    [
      [0, 1],
      [2, 3],
    ],
  );
});

test("the best cover is found of all that there are, as long as there are few", async () => {
  // Groups by chance, of 12 nodes. The best value by trying everything:
  let state = 7;
  const chance = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const groups = Array.from({ length: 12 }, (_, i) => ({ nodes: [i], value: -2 - chance() }));
  for (let i = 0; i < 50; i++) {
    const nodes = [...new Set(Array.from({ length: 4 }, () => Math.floor(12 * chance())))].sort((a, b) => a - b);
    groups.push({ nodes, value: -nodes.length * (0.5 + 2 * chance()) });
  }
  /** @param {number[]} left @returns {number} */
  const bestOf = (left) => {
    if (left.length === 0) return 0;
    const fitting = groups.filter(({ nodes }) => nodes[0] === left[0] && nodes.every((i) => left.includes(i)));
    return Math.max(...fitting.map(({ nodes, value }) => value + bestOf(left.filter((i) => !nodes.includes(i)))));
  };
  const value = (await bestCover(12, groups)).reduce((sum, group) => sum + group.value, 0);
  assert.ok(Math.abs(value - bestOf([...Array(12).keys()])) < 1e-9);
});

test("a group that is worth no more than its parts is not taken", async () => {
  const groups = [
    { nodes: [0], value: -1 },
    { nodes: [1], value: -1 },
    { nodes: [0, 1], value: -2 },
  ];
  assert.deepEqual(
    (await bestCover(2, groups)).map(({ nodes }) => nodes),
    [[0], [1]],
  );
});

test("a scribble's search ends soon, and still covers each node once", async () => {
  const groups = Array.from({ length: 200 }, (_, i) =>
    [1, 2, 3, 4].map((size) => ({
      nodes: Array.from({ length: size }, (_, k) => (i + k * (1 + (i % 2))) % 200).sort((a, b) => a - b),
      value: -1 - ((i * 7 + size * 3) % 5) / size,
    })),
  ).flat();
  const start = performance.now();
  const covered = (await bestCover(200, groups)).flatMap(({ nodes }) => nodes);
  assert.ok(performance.now() - start < 1000);
  assert.equal(covered.length, 200);
  assert.equal(new Set(covered).size, 200);
});
