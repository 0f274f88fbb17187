import assert from "node:assert/strict";
import test from "node:test";
import { seconded } from "./second-opinion.js";

/** @param {string} text @param {number} sum */
const way = (text, sum) => ({ text, sum, way: [], value: sum });

/** What a row network says that is sure of these classes, one a step. @param {number[]} classes */
const saying = (...classes) =>
  classes.map((k) => Float64Array.from({ length: 11 }, (_, i) => Math.log(i === k ? 0.99 : 0.001)));

const textsOf = (/** @type {{ text: string }[]} */ ways) => ways.map(({ text }) => text);

test("of readings that are about as likely, the one that the row network sees comes first", () => {
  const ways = [way("114", 1), way("04", 0.5)];
  assert.deepEqual(textsOf(seconded(ways, saying(0, 10, 4))), ["04", "114"]);
});

test("what the lattice is far surer of stays first", () => {
  const ways = [way("114", 60), way("04", 0.5)];
  assert.deepEqual(textsOf(seconded(ways, saying(0, 10, 4))), ["114", "04"]);
});

test("each way has what the row network says of it", () => {
  const [first] = seconded([way("04", 1)], saying(0, 10, 4));
  assert.ok(Math.abs(first.likelihood - 3 * Math.log(0.99)) < 0.01, `${first.likelihood}`);
});

test("where there is no way, there is no reading", () => assert.deepEqual(seconded([], saying(0)), []));

/** @param {number} digit @param {number} probability */
const read = (digit, probability) =>
  Float32Array.from({ length: 11 }, (_, i) => (i === digit ? probability : (1 - probability) / 10));

test("a window that is too poor to be read alone is the digit that the row network is sure of", () => {
  const [{ told }] = seconded([way("04", 1)], saying(0, 10, 4));
  const poor = told[1](read(4, 0.02));
  assert.ok(poor[4] > 0.45 && poor[4] < 0.55, `${poor[4]}`);
  assert.ok(Math.abs(poor.reduce((a, b) => a + b) - 1) < 1e-6);
});

test("of a reading that the row network finds unlikely, a window stays what it was", () => {
  const [{ told }] = seconded([way("74", 1)], saying(0, 10, 4));
  assert.ok(Math.abs(told[1](read(4, 0.25))[4] - 0.25) < 0.001);
});
