import assert from "node:assert/strict";
import test from "node:test";
import { likelihoodOf, likeliestIn, logarithmsOf } from "./ctc.js";

const BLANK = 10;

/** A step of these probabilities, of classes that are named. @param {Record<number, number>} probabilities */
const step = (probabilities) =>
  Float64Array.from({ length: 11 }, (_, k) => (k in probabilities ? Math.log(probabilities[k]) : -Infinity));

/** @param {number} actual @param {number} expected probabilities */
const near = (actual, expected) =>
  assert.ok(Math.abs(Math.exp(actual) - expected) < 1e-12, `${Math.exp(actual)}, and not ${expected}`);

// Two steps, of a 3, a 5 and the blank: nine ways, each of which says one thing.
const TWO = [step({ 3: 0.5, 5: 0.2, [BLANK]: 0.3 }), step({ 3: 0.1, 5: 0.6, [BLANK]: 0.3 })];

test("all ways to say a digit count together", () => {
  near(likelihoodOf(TWO, "3"), 0.5 * 0.1 + 0.5 * 0.3 + 0.3 * 0.1);
  near(likelihoodOf(TWO, "5"), 0.2 * 0.6 + 0.2 * 0.3 + 0.3 * 0.6);
});

test("two digits take a step each, from left to right", () => {
  near(likelihoodOf(TWO, "35"), 0.5 * 0.6);
  near(likelihoodOf(TWO, "53"), 0.2 * 0.1);
});

test("a digit twice takes a blank between", () => {
  assert.equal(likelihoodOf(TWO, "33"), -Infinity);
  near(likelihoodOf([TWO[0], step({ [BLANK]: 0.7, 3: 0.3 }), TWO[0]], "33"), 0.5 * 0.7 * 0.5);
});

test("nothing at all is blanks", () => near(likelihoodOf(TWO, ""), 0.3 * 0.3));

test("what all readings come to is 1", () => {
  const all = ["", "3", "5", "35", "53"].map((text) => Math.exp(likelihoodOf(TWO, text)));
  assert.ok(Math.abs(all.reduce((a, b) => a + b) - 1) < 1e-12);
});

test("the likeliest readings come first, however many ways say them", () => {
  const byLikelihood = ["", "3", "5", "35", "53"].sort((a, b) => likelihoodOf(TWO, b) - likelihoodOf(TWO, a));
  assert.deepEqual(likeliestIn(TWO), byLikelihood);
  const twice = [step({ 3: 1 }), step({ 3: 0.4, [BLANK]: 0.6 }), step({ 3: 1 })];
  assert.deepEqual(likeliestIn(twice), ["33", "3"]);
});

test("a text with more digits than steps can't be said", () => assert.equal(likelihoodOf(TWO, "353"), -Infinity));

test("logits become logarithms of probabilities, however large they are", () => {
  const steps = logarithmsOf(Float32Array.from({ length: 22 }, (_, i) => (i < 11 ? i : 900 + 100 * (i - 11))));
  for (const one of steps)
    assert.ok(Math.abs(one.reduce((sum, value) => sum + Math.exp(value), 0) - 1) < 1e-9, String(one));
  assert.ok(Math.abs(steps[0][10] - steps[0][9] - 1) < 1e-9);
});
