import assert from "node:assert/strict";
import test from "node:test";
import { withSlashes } from "./slashes.js";

/** @typedef {import("./numbers.js").Token} Token */

/** @param {number} lean across to down of a line; 0: no line @returns {Float32Array} */
function imageOf(lean) {
  const image = new Float32Array(784);
  for (let y = 4; y < 24; y++) {
    const x = Math.round(14 + lean * (14 - y));
    for (const at of lean ? [x, x + 1] : [4, 14, 23]) image[y * 28 + at] = 1;
  }
  return image;
}

/**
 * @param {string} text "/": a line that leans and goes 15 beyond digits of 100; "l": one that does not go beyond;
 *   "?": no digit
 * @param {Partial<Token>} [more] of each
 */
function written(text, more = {}) {
  /** @type {Token[]} */
  const tokens = Array.from(text, (letter, i) => {
    const [y, height] = letter === "/" ? [-10, 125] : [0, 100];
    const box = { x: 70 * i, y, width: 50, height };
    const digit = {
      digit: 1,
      box,
      row: 0,
      rejected: letter === "?",
      confidence: 0.9,
      alternatives: [],
      probabilities: [],
    };
    return { ...more, place: box, digit: { ...digit, image: imageOf(/[/l]/.test(letter) ? 0.4 : 0) } };
  });
  return withSlashes(tokens)
    .map(({ mark, digit }) => mark ?? (digit.rejected ? "?" : "0"))
    .join("");
}

test("lines that lean and go beyond the digits are slashes where they make a date or a fraction", () => {
  assert.equal(written("00/00/0000"), "00/00/0000");
  assert.equal(written("0/0/00"), "0/0/00");
  assert.equal(written("0000/00/00"), "0000/00/00");
  assert.equal(written("0/0"), "0/0");
});

test("beside what is no digit, too, be it one that can't be read or a stain", () => {
  assert.equal(written("00/?0/0000"), "00/?0/0000");
  assert.equal(written("00/00/?0000"), "00/00/?0000");
});

test("in a comb of boxes there are none", () => {
  assert.equal(written("00/00/0000", { comb: 0 }), "0000000000");
});

test("elsewhere, and where they are no higher than digits, they stay 1s", () => {
  assert.equal(written("/000"), "0000");
  assert.equal(written("00l00l0000"), "0000000000");
  assert.equal(written("0l0"), "000");
});

/**
 * Which of a number's tokens are in doubt, by their places.
 * @param {{ lean: number, height?: number, digit?: number }[]} all what each leans, its height and its digit; lines
 *   that are higher than 100 end as far below the others as they begin above
 * @returns {(number | string)[]} and the marks among them
 */
function doubtsIn(all) {
  const tokens = all.map(({ lean, height = 100, digit = 0 }, i) => {
    const place = { x: 70 * i, y: (100 - height) / 2, width: 50, height };
    const known = { box: place, row: 0, rejected: false, alternatives: [], probabilities: [], image: imageOf(lean) };
    return /** @type {Token} */ ({ place, digit: { ...known, digit, confidence: 0.99 } });
  });
  return withSlashes(tokens).flatMap(({ mark, digit }, i) => mark ?? (digit.confidence < 0.9 ? i : []));
}

test("a 1 that is as straight as a slash, and leans more than the others, is in doubt where it may be one", () => {
  const [zero, line] = [{ lean: 0 }, { lean: 0.4, height: 108, digit: 1 }];
  assert.deepEqual(doubtsIn([zero, line, zero]), [1]);
  const low = { ...line, height: 102.8 };
  assert.deepEqual(doubtsIn([zero, zero, low, zero, low, zero, zero]), [2, 4], "those of a date");
  assert.deepEqual(doubtsIn([zero, { ...line, height: 130 }, zero]), ["/"], "and what goes far beyond is one");
  assert.deepEqual(doubtsIn([line, zero, zero]), [], "before a number");
  assert.deepEqual(doubtsIn([zero, { ...line, height: 100 }, zero]), [], "no higher than digits");
  assert.deepEqual(doubtsIn([zero, { ...line, lean: 0.2 }, zero]), [], "that leans as 1s do");
});

test("beside a slash, a steeper line that goes far beyond the digits is one, too, and by itself a 1", () => {
  const [zero, slash, steep] = [
    { lean: 0 },
    { lean: 0.4, height: 108, digit: 1 },
    { lean: 0.17, height: 124, digit: 1 },
  ];
  assert.deepEqual(doubtsIn([zero, slash, zero, steep, zero, zero]), ["/", "/"]);
  assert.deepEqual(doubtsIn([zero, slash, zero, { ...steep, height: 108 }, zero, zero]), [1], "not far beyond");
  assert.deepEqual(doubtsIn([slash, zero, steep, zero]), [], "beside a line that is none");
});

test("a 1 that leans as the other 1s do is in no doubt", () => {
  const [zero, one] = [{ lean: 0 }, { lean: 0.4, height: 108, digit: 1 }];
  assert.deepEqual(doubtsIn([zero, one, zero, { ...one, height: 100 }]), []);
  assert.deepEqual(doubtsIn([zero, one, zero, { ...one, height: 100, lean: 0.25 }]), [1]);
});

test("where two 1s may be the slashes of a day that there is, they are in doubt though all 1s lean as they do", () => {
  const number = (/** @type {string} */ text) =>
    Array.from(text, (digit) => ({ lean: digit === "1" ? 0.4 : 0, digit: Number(digit) }));
  assert.deepEqual(doubtsIn(number("0110411986")), [2, 5]);
  assert.deepEqual(doubtsIn(number("24108130")), [2, 5]);
  assert.deepEqual(doubtsIn(number("4510411986")), [], "no day");
  assert.deepEqual(doubtsIn(number("0110411886")), [], "long ago");
  assert.deepEqual(doubtsIn(number("011041198")), [], "of another length");
});
