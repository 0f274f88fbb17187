import assert from "node:assert/strict";
import test from "node:test";
import { segment } from "./segment.js";

/**
 * @typedef {import("../types.js").Box} Box
 * @typedef {{ name: string, box: Box, parts?: Piece[], isLigature?: boolean }} Piece
 */

/** @param {string} name @param {number[]} box x, y, width, height @param {Piece[]} [parts] @returns {Piece} */
const piece = (name, [x, y, width, height], parts) => ({ name, box: { x, y, width, height }, parts });

/**
 * Which pieces are read together, by a network that is as sure of each group, by its pieces' names, as it is told
 * here, and says of all others that they are no digit.
 * @param {Piece[]} pieces
 * @param {Record<string, number>} confidences
 * @param {{ signs?: string[], touching?: string[] }} [known] pairs of pieces that are one sign, or that touch
 */
async function groupsOf(pieces, confidences, { signs = [], touching = [] } = {}) {
  const pair = (/** @type {Piece} */ a, /** @type {Piece} */ b) => [a.name, b.name].sort().join("+");
  const found = await segment(pieces, {
    boxOf: ({ box }) => box,
    cut: (whole) => whole.parts ?? [whole],
    several: 0.89,
    isLigature: ({ isLigature }) => isLigature === true,
    areApart: () => false,
    areOneSign: (a, b) => signs.includes(pair(a, b)),
    meet: (a, b) => touching.includes(pair(a, b)),
    score: async (groups) => groups.map((group) => scoreOf(confidences[nameOf(group)] ?? 0)),
  });
  return found.map((each) => nameOf(each.pieces)).sort();
}

/** @param {Piece[]} group */
const nameOf = (group) =>
  group
    .map(({ name }) => name)
    .sort()
    .join("+");

/** @param {number} confidence */
const scoreOf = (confidence) => ({
  probabilities: Float32Array.from({ length: 11 }, (_, k) => (k === 3 ? confidence : k === 10 ? 1 - confidence : 0)),
});

const LEFT = piece("l", [0, 0, 60, 100]);
const BAR = piece("b", [0, 50, 60, 20]); // across it
const RIGHT = piece("r", [55, 0, 60, 100]);

test("strokes that read as a digit together are one, and else they are two", async () => {
  assert.deepEqual(await groupsOf([LEFT, BAR], { l: 0.9, b: 0.1, "b+l": 0.9 }), ["b+l"]);
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.9, r: 0.9, "l+r": 0.3 }), ["l", "r"]);
});

test("strokes that lie in each other are one, also where each reads better than both", async () => {
  // Apart they are worth 2 · ln(0.99) - 1.5 · 12.2, together 2 · ln(0.01).
  assert.deepEqual(await groupsOf([LEFT, BAR], { l: 0.99, b: 0.99, "b+l": 0.01 }), ["b+l"]);
});

test("strokes side by side are two, unless both together read clearly better", async () => {
  // Two of 0.9 are worth 2 · ln(0.9) = -0.21, two of 0.6 -1.02 and two of 0.5 -1.39. Together, places count -1.
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.9, r: 0.9, "l+r": 0.99 }), ["l", "r"]);
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.6, r: 0.6, "l+r": 0.9 }), ["l", "r"]);
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.5, r: 0.5, "l+r": 0.95 }), ["l+r"]);
});

test("two lines that are one sign stay together, also where each reads as a digit", async () => {
  const pieces = [piece("a", [0, 0, 30, 100]), piece("b", [30, 0, 30, 100])];
  const confidences = { a: 0.999, b: 0.999, "a+b": 0.001 };
  assert.deepEqual(await groupsOf(pieces, confidences), ["a", "b"]);
  assert.deepEqual(await groupsOf(pieces, confidences, { signs: ["a+b"] }), ["a+b"]);
});

/** A piece that can be cut in two. */
const WHOLE = piece("w", [0, 0, 120, 100], [piece("w1", [0, 0, 60, 100]), piece("w2", [60, 0, 60, 100])]);

test("a piece that reads as a digit is not cut", async () => {
  assert.deepEqual(await groupsOf([WHOLE], { w: 0.55, w1: 0.99, w2: 0.99 }), ["w"]);
  assert.deepEqual(await groupsOf([WHOLE], { w: 0.45, w1: 0.99, w2: 0.99 }), ["w1", "w2"]);
});

test("a long piece needs no more than a short one to be cut: each digit as likely", async () => {
  const names = ["w1", "w2", "w3", "w4", "w5", "w6"];
  const whole = piece(
    "w",
    [0, 0, 600, 100],
    names.map((name, i) => piece(name, [100 * i, 0, 90, 100])),
  );
  const each = (/** @type {number} */ confidence) => Object.fromEntries(names.map((name) => [name, confidence]));
  assert.deepEqual(await groupsOf([whole], { w: 0.1, ...each(0.92) }), names);
  assert.deepEqual(await groupsOf([whole], { w: 0.1, ...each(0.87) }), ["w"]);
});

test("a piece is cut only if its parts are likely to be digits, all of them", async () => {
  assert.deepEqual(await groupsOf([WHOLE], { w: 0.1, w1: 0.92, w2: 0.92 }), ["w1", "w2"]); // 0.85
  assert.deepEqual(await groupsOf([WHOLE], { w: 0.1, w1: 0.88, w2: 0.88 }), ["w"]); // 0.77
  assert.deepEqual(await groupsOf([WHOLE], { w: 0.1, w1: 0.99, w2: 0.5 }), ["w"]);
});

test("two parts of a piece come apart only if together they are much less likely", async () => {
  // Apart they are worth 2 · ln(0.99) - 1.5 · 2 = -3.02; together 2 · ln(0.25) = -2.77, or 2 · ln(0.2) = -3.22.
  const confidences = { w: 0.1, w1: 0.99, w2: 0.99, "w1+w2": 0.9 };
  assert.deepEqual(await groupsOf([WHOLE], confidences), ["w1+w2"]);
  assert.deepEqual(await groupsOf([WHOLE], { ...confidences, "w1+w2": 0.25 }), ["w"], "no digit, so it stays whole");
  assert.deepEqual(await groupsOf([WHOLE], { ...confidences, "w1+w2": 0.2 }), ["w1", "w2"]);
});

test("what joins two digits belongs to neither", async () => {
  const whole = piece(
    "w",
    [0, 0, 180, 100],
    [
      piece("w1", [0, 0, 60, 100]),
      { ...piece("w2", [60, 40, 60, 10]), isLigature: true },
      piece("w3", [120, 0, 60, 100]),
    ],
  );
  assert.deepEqual(await groupsOf([whole], { w: 0.1, w1: 0.95, w3: 0.95, "w1+w2": 0.5, "w2+w3": 0.5 }), ["w1", "w3"]);
  // Unless the digit reads better with it: then it counts once, ln(0.93) against ln(0.9).
  assert.deepEqual(await groupsOf([whole], { w: 0.1, w1: 0.9, w3: 0.95, "w1+w2": 0.93 }), ["w1+w2", "w3"]);
});

test("what is no digit takes in all that touches it", async () => {
  const pieces = [LEFT, RIGHT, piece("x", [121, 0, 60, 100])];
  const confidences = { l: 0.9, r: 0.3, x: 0.9 };
  assert.deepEqual(await groupsOf(pieces, confidences), ["l", "r", "x"]);
  assert.deepEqual(await groupsOf(pieces, confidences, { touching: ["l+r"] }), ["l+r", "x"]);
  assert.deepEqual(await groupsOf(pieces, { ...confidences, r: 0.9 }, { touching: ["l+r"] }), ["l", "r", "x"]);
});

test("strokes with more than five neighbours are a scribble, which is read as one", async () => {
  const strokes = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => piece(`${i}`, [i, 0, 60, 100]));
  const digits = Object.fromEntries(strokes(7).map(({ name }) => [name, 0.99]));
  assert.deepEqual(await groupsOf(strokes(7), digits), ["0+1+2+3+4+5+6"]);
  assert.ok((await groupsOf(strokes(6), digits)).length > 1);
});

test("a group that is certainly no digit counts as one of 0.005", async () => {
  // Apart, a digit of 0.9 and what is none are worth ln(0.9) + ln(0.005) = -5.40; together 2 · ln(0.12) - 1 = -5.24, or
  // 2 · ln(0.1) - 1 = -5.61.
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.9, "l+r": 0.12 }), ["l+r"]);
  assert.deepEqual(await groupsOf([LEFT, RIGHT], { l: 0.9, "l+r": 0.1 }), ["l", "r"]);
});

test("of very many pieces that read as no digit the newest forty are cut, and reading again ends", async () => {
  const pieces = Array.from({ length: 100 }, (_, i) => {
    const parts = [0, 1].map((part) => piece(`${i}${"ab"[part]}`, [1000 * i + 60 * part, 0, 60, 100]));
    return piece(`${i}`, [1000 * i, 0, 120, 100], parts);
  });
  /** @type {string[]} */
  const cut = [];
  let readings = 0;
  await segment(pieces, {
    boxOf: ({ box }) => box,
    cut: (whole) => {
      cut.push(whole.name);
      return whole.parts ?? [whole];
    },
    several: 0.89,
    isLigature: () => false,
    areApart: () => false,
    areOneSign: () => false,
    meet: () => false,
    // Each time one piece fewer is legible in parts, so that it would be read again as often as there are pieces.
    score: async (groups) => {
      readings++;
      return groups.map((group) =>
        scoreOf(/[ab]/.test(nameOf(group)) && !nameOf(group).includes(`${60 + readings}`) ? 0.99 : 0.1),
      );
    },
  });
  assert.deepEqual(
    [...new Set(cut)],
    Array.from({ length: 40 }, (_, i) => `${60 + i}`),
  );
  assert.ok(readings <= 6, `${readings}`);
});
