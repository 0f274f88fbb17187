import assert from "node:assert/strict";
import test from "node:test";
import { areDigits, seconded } from "./second-opinion.js";

/** @param {string} text @param {number} sum */
const way = (text, sum) => ({ text, sum, way: [], value: sum });

/** What a row network says that is sure of these classes, one a step. @param {number[]} classes */
const saying = (...classes) =>
  classes.map((k) => Float64Array.from({ length: 11 }, (_, i) => Math.log(i === k ? 0.99 : 0.001)));

/**
 * Both opinions on some ways, of one look.
 * @param {import("./likeliest-way.js").Way[]} ways
 * @param {Float64Array[]} look
 */
const both = (ways, look) => seconded(ways, [look], () => []);

const textsOf = (/** @type {{ text: string }[]} */ ways) => ways.map(({ text }) => text);

test("of readings that are about as likely, the one that the row network sees comes first", () => {
  const ways = [way("114", 1), way("04", 0.5)];
  assert.deepEqual(textsOf(both(ways, saying(0, 10, 4))), ["04", "114"]);
});

test("what the lattice is far surer of stays first", () => {
  const ways = [way("114", 60), way("04", 0.5)];
  assert.deepEqual(textsOf(both(ways, saying(0, 10, 4))), ["114", "04"]);
});

test("each way has what the row network says of it", () => {
  const [first] = both([way("04", 1)], saying(0, 10, 4));
  assert.ok(Math.abs(first.likelihood - 3 * Math.log(0.99)) < 0.01, `${first.likelihood}`);
});

test("where there is no way, there is no reading", () => assert.deepEqual(both([], saying(0)), []));

/** @param {number} digit @param {number} probability */
const read = (digit, probability) =>
  Float32Array.from({ length: 11 }, (_, i) => (i === digit ? probability : (1 - probability) / 10));

test("a window that is too poor to be read alone is the digit that both have chosen", () => {
  const [{ told }] = both([way("04", 1)], saying(0, 10, 4));
  const poor = told[1](read(4, 0.02));
  assert.ok(poor[4] > 0.5 && poor[4] < 0.6, `${poor[4]}`);
  assert.ok(Math.abs(poor.reduce((a, b) => a + b) - 1) < 1e-6);
  assert.ok(told[1](read(9, 0.99))[4] > 0.5, "even where it is read as another one");
});

test("one look of the row network is enough to find what is there", () => {
  const ways = [way("114", 1), way("04", 0.5)];
  const nothing = saying(10, 10, 10);
  assert.deepEqual(textsOf(seconded(ways, [nothing, saying(0, 10, 4)], () => [])), ["04", "114"]);
});

test("what the row network reads is sought in the lattice, where that has not found it", () => {
  /** @type {string[][]} */
  const sought = [];
  const found = seconded([way("74", 1)], [saying(0, 10, 4)], (texts) => {
    sought.push(texts);
    return texts.includes("04") ? [way("04", 0.5)] : [];
  });
  assert.deepEqual(textsOf(found), ["04", "74"]);
  assert.ok(sought.length === 1 && !sought[0].includes("74") && !sought[0].includes(""), `${sought}`);
});

test("digits are what both find likely, and no window of which is a scribble", () => {
  const digits = [read(0, 0.98), read(4, 0.98)];
  const none = (/** @type {number} */ share) =>
    Float32Array.from({ length: 11 }, (_, i) => (i === 10 ? share : (1 - share) / 10));
  assert.ok(areDigits({ value: 2, likelihood: -0.1 }, digits));
  assert.ok(areDigits({ value: 2, likelihood: -4 }, digits), "the row network doubts");
  assert.ok(areDigits({ value: -1, likelihood: -0.01 }, digits), "the lattice doubts");
  assert.ok(!areDigits({ value: -1, likelihood: -8 }, [digits[0], none(0.4)]), "both doubt");
  assert.ok(areDigits({ value: 1, likelihood: -3 }, digits));
  assert.ok(!areDigits({ value: 1, likelihood: -3 }, [digits[0], none(0.97)]), "a scribble beside a digit");
});
