import test from "node:test";
import assert from "node:assert/strict";
import { epochsShown, roundNumbers } from "./ticks.js";

test("ticks are round, equally far apart, and take in both ends", () => {
  assert.deepEqual(roundNumbers(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(roundNumbers(0.82, 0.895, 5), [0.82, 0.84, 0.86, 0.88, 0.9]);
  assert.deepEqual(roundNumbers(0, 13, 5), [0, 5, 10, 15]);
  assert.deepEqual(roundNumbers(0, 1, 12), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  assert.deepEqual(roundNumbers(0, 30, 5), [0, 10, 20, 30]);
  assert.deepEqual(roundNumbers(0, 5, 5), [0, 1, 2, 3, 4, 5]);
});

test("ends that are round but for the sums of fractions get no tick more", () => {
  assert.deepEqual(roundNumbers(0.1 + 0.2, 0.8, 5), [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
  assert.deepEqual(roundNumbers(0.3, 0.1 + 0.7, 5), [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
});

test("a single value has ticks around it", () => {
  assert.deepEqual(roundNumbers(0.9, 0.9, 5), [0, 1]);
});

test("the first epoch and the last are labelled, and round ones between that leave room for the last", () => {
  assert.deepEqual(epochsShown(1), [1]);
  assert.deepEqual(epochsShown(4), [1, 2, 3, 4]);
  assert.deepEqual(epochsShown(12), [1, 5, 10, 12]);
  assert.deepEqual(epochsShown(61), [1, 20, 40, 61]);
  assert.deepEqual(epochsShown(45), [1, 10, 20, 30, 40, 45]);
  assert.deepEqual(epochsShown(72), [1, 20, 40, 60, 72]);
});

test("there are no labels between epochs", () => {
  for (let last = 1; last <= 100; last++) assert.ok(epochsShown(last).every(Number.isInteger), `${last}`);
});
