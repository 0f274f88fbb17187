import assert from "node:assert/strict";
import test from "node:test";
import { withUsualDates } from "./dates.js";

/** @typedef {import("./numbers.js").Token} Token */

/**
 * @param {string} text
 * @param {number} [at] of the digit in doubt
 * @param {Record<number, number>} [also] what else it may be, and how likely
 */
function read(text, at = -1, also = {}) {
  const box = { x: 0, y: 0, width: 50, height: 100 };
  const tokens = Array.from(text, (letter, i) => {
    const is = Number(letter);
    const others = i === at ? also : {};
    const confidence = 1 - Object.values(others).reduce((a, b) => a + b, 0);
    const probabilities = Array.from({ length: 10 }, (_, value) => (value === is ? confidence : (others[value] ?? 0)));
    const alternatives = Object.entries(others).map(([digit, share]) => ({ digit: Number(digit), confidence: share }));
    const digit = { digit: is, confidence, probabilities, alternatives, rejected: false, row: 0, box };
    const mark = /\d/.test(letter) ? undefined : letter;
    return /** @type {Token} */ ({ place: box, mark, digit: { ...digit, image: new Float32Array(784) } });
  });
  return withUsualDates(tokens);
}

/** @param {Token[]} tokens */
const textOf = (tokens) => tokens.map(({ mark, digit }) => mark ?? `${digit.digit}`).join("");

test("a digit in doubt is the one that makes a day, or a time, where there is no such one", () => {
  for (const [text, at, also, expected] of /** @type {const} */ ([
    ["45/04/1977", 0, { 9: 0.2, 1: 0.1 }, "15/04/1977"],
    ["2010-11-96", 8, { 4: 0.1, 1: 0.05 }, "2010-11-16"],
    ["18.90.2004", 3, { 1: 0.1 }, "18.10.2004"],
    ["1491-12-05", 1, { 9: 0.3 }, "1991-12-05"],
    ["12/31/99", 0, { 7: 0.3 }, "12/31/99"],
    ["99-12-05", 0, { 1: 0.3 }, "99-12-05"],
    ["3:75", 2, { 1: 0.2 }, "3:15"],
  ]))
    assert.equal(textOf(read(text, at, also)), expected);
});

test("elsewhere digits are what each of them reads as by itself", () => {
  for (const text of ["45/04", "95.12", "45-04-1977-1", "450419", "45/04.1977"])
    assert.equal(textOf(read(text, 0, { 1: 0.4 })), text);
  assert.equal(textOf(read("45/04/1977", 0, { 1: 0.02 })), "45/04/1977", "where there is hardly a doubt");
  assert.equal(textOf(read("45/44/1977", 0, { 1: 0.4 })), "45/44/1977", "where it makes no date");
});

test("what is left of the doubt is told", () => {
  const [{ digit }] = read("45/04/1977", 0, { 9: 0.2, 1: 0.1 });
  assert.deepEqual([digit.digit, digit.alternatives.map((other) => other.digit)], [1, [4, 9]]);
  assert.ok(Math.abs(digit.confidence - 0.1 / (0.1 + 0.03 * 0.9)) < 1e-9);
  assert.ok(Math.abs(digit.probabilities.reduce((a, b) => a + b) - 1) < 1e-9);
});
