import assert from "node:assert/strict";
import test from "node:test";
import { createScores } from "./scores.js";

/**
 * A network that keeps how many images it got each time, and says of each that it is the digit whose number is in it.
 */
function counting() {
  /** @type {number[]} */
  const calls = [];
  const classify = async (/** @type {Float32Array} */ images) => {
    const count = images.length / 784;
    calls.push(count);
    return Float32Array.from({ length: 11 * count }, (_, i) => Number(i % 11 === images[784 * Math.floor(i / 11)]));
  };
  return { calls, classify };
}

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);

/** Nothing else has to be done meanwhile, on a busy machine either. */
const unhurried = { isDue: () => false, turn: async () => {} };

const blank = () => new Float32Array(784);

test("only new groups are read, each once however often it is asked for, and all of them at once", async () => {
  const { calls, classify } = counting();
  const score = createScores(blank, (/** @type {string} */ piece) => piece, classify);
  await score([["a"], ["b"], ["a", "b"]], unhurried);
  await score([["a"], ["b"], ["a", "b"]], unhurried);
  await score([["a"], ["c"], ["a", "c"], ["c"]], unhurried);
  assert.deepEqual(calls, [3, 2]);
});

test("each group gets its own score, also where some are known", async () => {
  const { classify } = counting();
  const imageOf = (/** @type {number[]} */ pieces) => blank().fill(pieces.reduce((a, b) => a + b, 0));
  const score = createScores(imageOf, String, classify);
  const digits = async (/** @type {number[][]} */ groups) =>
    (await score(groups)).map(({ probabilities }) => probabilities.indexOf(1));
  assert.deepEqual(await digits([[2], [3]]), [2, 3]);
  assert.deepEqual(await digits([[2, 3], [3], [4], [2]]), [5, 3, 4, 2]);
});

test("a thousand groups and more are remembered, and ten thousand are not", async () => {
  const { calls, classify } = counting();
  const score = createScores(blank, (/** @type {number} */ piece) => `${piece}`, classify);
  const some = (/** @type {number} */ from, /** @type {number} */ count) =>
    score(Array.from({ length: count }, (_, i) => [from + i]));
  await score([[-1]]);
  for (let i = 0; i < 5; i++) await some(300 * i, 300);
  await score([[-1]]);
  assert.equal(sum(calls), 1 + 5 * 300, "it is remembered");
  for (let i = 5; i < 40; i++) await some(300 * i, 300);
  await score([[-1]]);
  assert.equal(sum(calls), 1 + 40 * 300 + 1, "it is forgotten, and read again");
});

test("what was asked for last is remembered longest", async () => {
  const { calls, classify } = counting();
  const score = createScores(blank, (/** @type {number} */ piece) => `${piece}`, classify);
  for (let i = 0; i < 20; i++) await score([[-1], ...Array.from({ length: 300 }, (_, j) => [300 * i + j])]);
  await score([[-1]]);
  assert.equal(sum(calls), 1 + 20 * 300);
});

test("groups that take long to draw are read in several turns, and others get theirs meanwhile", async () => {
  const { calls, classify } = counting();
  const slow = () => {
    for (const end = performance.now() + 8; performance.now() < end;);
    return blank();
  };
  const score = createScores(slow, (/** @type {number} */ piece) => `${piece}`, classify);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await score(Array.from({ length: 12 }, (_, i) => [i]));
  clearInterval(timer);
  assert.ok(calls.length >= 2, "of the 100 ms that drawing takes, a turn has 20");
  assert.ok(Math.max(...calls) >= 2, "which is time for more than one");
  assert.equal(sum(calls), 12);
  assert.ok(turns >= 1);
});

test("of very many groups some are classified at a time", async () => {
  const { calls, classify } = counting();
  await createScores(
    blank,
    (/** @type {number} */ piece) => `${piece}`,
    classify,
  )(Array.from({ length: 200 }, (_, i) => [i]));
  assert.equal(sum(calls), 200);
  assert.ok(Math.max(...calls) <= 20, `${calls}`);
});
