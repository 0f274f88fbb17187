import assert from "node:assert/strict";
import test from "node:test";
import { pixelAfter } from "./player.js";
import { voicesOf } from "./speaking.js";
import { number, signed } from "./written.js";
import { linesOf, termOf } from "./written-out.js";

/** @typedef {import("./account.js").Account} Account */

const term = (/** @type {number} */ value, /** @type {number} */ weight, isOutside = false) => ({
  place: { x: 0, y: 0, channel: 0 },
  ...{ value, weight, product: value * weight, isOutside },
});
const part = (/** @type {number} */ channel, /** @type {ReturnType<typeof term>[]} */ ...terms) => ({
  channel,
  terms,
  sum: terms.reduce((sum, { product }) => sum + product, 0),
});
/** @param {Partial<Account>} some @returns {Account} */
const account = (some) => ({ how: "products", parts: [], sum: 0, bias: 0, total: 0, isRelu: false, value: 0, ...some });

test("numbers have three decimals, a true minus, and none where they are zero", () => {
  assert.deepEqual([number(1.23456), number(-0.5), number(-0.0001)], ["1.235", "−0.500", "0.000"]);
  assert.deepEqual([signed(2), signed(-2)], ["+ 2.000", "− 2.000"]);
});

test("the lines lead from the products that are seen to what comes out", () => {
  const parts = [part(0, term(1, 2), term(3, -1)), part(1, term(4, 1), term(0, 1))];
  const lines = linesOf(account({ parts, sum: 3, bias: -5, total: -2, isRelu: true }), parts[0], "student");
  assert.deepEqual(
    lines.map(({ name, value }) => `${name} ${value}`),
    [
      "Sum of these 2 products −1.000",
      "The other 1 maps + 4.000",
      "Bias − 5.000",
      "Together −2.000",
      "ReLU: below zero becomes 0 0.000",
    ],
  );
  const mean = [part(0, term(2, 1), term(4, 1))];
  assert.deepEqual(linesOf(account({ how: "mean", parts: mean, sum: 3, total: 3, value: 3 }), mean[0], "student"), [
    { name: "Sum of these 2 numbers", value: "6.000" },
    { name: "Divided by 2", value: "3.000" },
  ]);
});

test("a product is written with what it is made of, unless there are too many, or it is over the edge", () => {
  assert.deepEqual(termOf("products", term(0.5, -2), 9), { factors: "0.500 × −2.000", result: "−1.000" });
  assert.equal(termOf("products", term(0.5, -2), 49).factors, "");
  assert.equal(termOf("products", term(0, 1, true), 9).factors, "edge");
  assert.equal(termOf("largest", term(0.5, 1), 4).factors, "");
});

test("what speaks for one answer and against another comes first", () => {
  const forIt = account({ parts: [part(0, term(1, 3)), part(1, term(2, 1)), part(2, term(1, -4))] });
  const against = account({ parts: [part(0, term(1, 3)), part(1, term(2, -2)), part(2, term(1, 1))] });
  assert.deepEqual(
    voicesOf(forIt, against).map(({ at, product }) => [at, product]),
    [
      [1, 6],
      [2, -5],
      [0, 0],
    ],
  );
  assert.deepEqual(
    voicesOf(forIt, null).map(({ at }) => at),
    [2, 0, 1],
  );
});

test("the window goes row by row, and from the end to the beginning", () => {
  const size = { width: 3, height: 2 };
  assert.deepEqual(pixelAfter({ x: 2, y: 0 }, size, 1), { x: 0, y: 1 });
  assert.deepEqual(pixelAfter({ x: 2, y: 1 }, size, 1), { x: 0, y: 0 });
  assert.deepEqual(pixelAfter({ x: 0, y: 0 }, size, -1), { x: 2, y: 1 });
});
