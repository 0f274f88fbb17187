import assert from "node:assert/strict";
import test from "node:test";
import { candidateGroups } from "./candidates.js";

/** Pieces side by side. @param {number[]} widths @param {number} height */
function sideBySide(widths, height) {
  let x = 0;
  return widths.map((width, whole) => {
    const box = { x, y: 0, width, height };
    x += width;
    return { box, whole, part: 0 };
  });
}

/** Each is near the next one. @param {number} count */
const chain = (count) =>
  Array.from(
    { length: count },
    (_, i) => new Map([i - 1, i + 1].filter((j) => j >= 0 && j < count).map((j) => [j, 1])),
  );

test("each piece alone, and all connected ones", async () => {
  assert.deepEqual(await candidateGroups(sideBySide([1, 1, 1], 10), chain(3)), [
    [0],
    [0, 1],
    [0, 1, 2],
    [1],
    [1, 2],
    [2],
  ]);
});

test("a digit has at most four pieces", async () => {
  const groups = await candidateGroups(sideBySide([1, 1, 1, 1, 1, 1], 10), chain(6));
  assert.equal(Math.max(...groups.map(({ length }) => length)), 4);
});

test("parts of one piece count as one, and none between them may be missing", async () => {
  const nodes = [0, 1, 2, 3, 4].map((part) => ({ box: { x: part, y: 0, width: 1, height: 10 }, whole: 0, part }));
  const all = nodes.map((_, i) => new Map(nodes.flatMap((_, j) => (i === j ? [] : [[j, 1]]))));
  const groups = (await candidateGroups(nodes, all)).map((group) => group.join(""));
  assert.ok(groups.includes("01234"));
  assert.ok(!groups.includes("02"));
});

test("two pieces are no wider than 1.8 times their height", async () => {
  assert.deepEqual(await candidateGroups(sideBySide([8, 9.5], 10), chain(2)), [[0], [0, 1], [1]]);
  assert.deepEqual(await candidateGroups(sideBySide([8, 10.5], 10), chain(2)), [[0], [1]]);
});

test("a piece alone may be as wide as it is", async () => {
  assert.deepEqual(await candidateGroups(sideBySide([50], 10), chain(1)), [[0]]);
});

test("sixty-four groups are looked at that begin with a stroke, and no more", async () => {
  // Strokes that are too far apart for one digit, all near the first, and at last one that may belong to it.
  const found = async (/** @type {number} */ count) => {
    const nodes = sideBySide(Array(count + 1).fill(100), 10);
    nodes.forEach((node) => (node.box = { ...node.box, width: 5 }));
    nodes[count].box = { ...nodes[0].box, x: 6 };
    const near = nodes.map((_, i) => new Map(i === 0 ? nodes.slice(1).map((_, j) => [j + 1, 1]) : [[0, 1]]));
    return (await candidateGroups(nodes, near)).some((group) => group.join() === `0,${count}`);
  };
  assert.equal(await found(4), true, "the 14th group");
  assert.equal(await found(12), false, "one of hundreds");
});

test("in hatching, where every stroke may go with several others, the groups stay few", async () => {
  const nodes = Array.from({ length: 70 }, (_, i) => ({
    box: { x: 4 * i, y: 30 * (i % 3), width: 3, height: 100 },
    whole: i,
    part: 0,
  }));
  const near = nodes.map((_, i) => new Map([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5].map((k) => [i + k, 1])));
  near.forEach((others) => [...others.keys()].forEach((j) => (j < 0 || j >= 70) && others.delete(j)));
  const { length } = await candidateGroups(nodes, near);
  assert.ok(length > 70 * 8, `${length}: an ordinary digit's groups are all there`);
  assert.ok(length <= 70 * 17, `${length}`);
});

test("of 500 strokes that overlap each alone is looked at, and the likeliest pairs, 650 groups in all", async () => {
  const nodes = Array.from({ length: 500 }, (_, i) => ({
    box: { x: 4 * i, y: 0, width: 30, height: 100 },
    whole: i,
    part: 0,
  }));
  // Each is near to four before it and four after it; the last ones are more surely of one digit.
  const steps = [-4, -3, -2, -1, 1, 2, 3, 4];
  const near = nodes.map((_, i) => {
    const others = steps.map((step) => i + step).filter((j) => j >= 0 && j < 500);
    return new Map(others.map((j) => [j, Math.min(i, j) >= 300 ? 5 : 1]));
  });
  const groups = await candidateGroups(nodes, near);
  assert.equal(groups.length, 650);
  assert.equal(groups.filter(({ length }) => length === 1).length, 500);
  assert.ok(groups.filter(({ length }) => length > 1).every(([first, ...more]) => first >= 300 && more.length === 1));
});
