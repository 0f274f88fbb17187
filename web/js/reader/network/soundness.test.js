import assert from "node:assert/strict";
import test from "node:test";
import { checkCard, checkFinite, checkProbabilities } from "./soundness.js";

const isBroken = { name: "ModelError", message: /^The model "mine" is broken: .*uploaded anew\.$/ };

/** @param {Record<string, unknown>} more @returns {any} */
const card = (more) => ({ name: "mine", classes: 11, files: {}, ...more });

for (const good of [{}, { classes: 10 }, { calibration: { temperature: 1.4, reject: 0.3, doubt: 0.95 } }]) {
  test(`a card is sound: ${JSON.stringify(good)}`, () => checkCard(card(good)));
}

for (const bad of [
  { classes: 12 },
  { classes: "11" },
  { classes: undefined },
  { calibration: { temperature: 0 } },
  { calibration: { temperature: 1e9 } },
  { calibration: { temperature: NaN } },
  { calibration: { temperature: "1" } },
  { calibration: { reject: -1 } },
  { calibration: { doubt: null } },
]) {
  test(`a card is broken: ${JSON.stringify(bad)}`, () => assert.throws(() => checkCard(card(bad)), isBroken));
}

test("weights are numbers", () => {
  checkFinite("mine", Float32Array.of(0, -1, 1e30, 3e38, 3e38), "its weights"); // whose sum no float32 can hold
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.throws(() => checkFinite("mine", Float32Array.of(0, value, 1), "its weights"), isBroken);
  }
  const both = Float32Array.of(-Infinity, Infinity);
  assert.throws(() => checkFinite("mine", both, "its weights"), { message: /its weights hold -Infinity/ });
});

const sure = Float32Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

test("probabilities are of each image one for each class, and their sum is 1", () => {
  checkProbabilities("mine", Float32Array.of(...sure, ...Array(11).fill(1 / 11)), 2, 11);
  for (const values of [
    sure.map((value) => value * 0.98),
    sure.map((value) => value / 0),
    sure.map((value, i) => (i === 0 ? -0.5 : value * 1.5)),
    Float32Array.of(...sure, 0),
    Float32Array.of(1),
    new Float32Array(11),
  ]) {
    assert.throws(() => checkProbabilities("mine", values, 1, 11), isBroken, values.join());
  }
});
