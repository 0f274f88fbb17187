import assert from "node:assert/strict";
import test from "node:test";
import { amiss } from "./checks.js";

const NONE = { column: null, least: null, most: null, count: 0 };

/**
 * @param {string[][]} texts
 * @param {...Partial<import("./checks.js").Check>} checks
 * @returns {Record<string, string[]>} what is amiss, by row and column
 */
function found(texts, ...checks) {
  const all = amiss([texts], checks.map((check) => ({ ...NONE, kind: "range", ...check }))); // prettier-ignore
  const entries = all[0].flatMap((row, i) => row.map((said, j) => /** @type {const} */ ([`${i},${j}`, said])));
  return Object.fromEntries(entries.filter(([, said]) => said.length > 0));
}

test("nothing is amiss without a check", () => {
  assert.deepEqual(found([["1", "?"]]), {});
});

test("a range has its limits within, and either may be left out", () => {
  const texts = [["0", "10"], ["-1", "10,5"], ["", "1?"]]; // prettier-ignore
  const none = ["This is not a number."];
  assert.deepEqual(found(texts, { least: 0, most: 10 }), {
    "1,0": ["Less than 0."],
    "1,1": ["More than 10."],
    "2,1": none,
  });
  assert.deepEqual(found(texts, { most: 10 }), { "1,1": ["More than 10."], "2,1": none });
});

test("a check of one column leaves the others alone", () => {
  assert.deepEqual(found([["50", "50"]], { most: 10, column: 1 }), { "0,1": ["More than 10."] });
});

test("digits and decimals are counted, and empty cells are not", () => {
  assert.deepEqual(found([["1234", "12.3", ""]], { kind: "digits", count: 4 }), { "0,1": ["3 digits instead of 4."] });
  assert.deepEqual(found([["1.50", "1.5", "2", ""]], { kind: "decimals", count: 2 }), {
    "0,1": ["1 decimal instead of 2."],
    "0,2": ["0 decimals instead of 2."],
  });
});

test("a column ascends, from picture to picture, too, and may stay the same", () => {
  assert.deepEqual(found([["1"], ["5"], ["5"], [""], ["3"], ["4"]], { kind: "ascending" }), {
    "4,0": ["Less than the 5 above it."],
  });
  const [, [[second]]] = amiss([[["5"]], [["4"]]], [{ ...NONE, kind: "ascending" }]);
  assert.deepEqual(second, ["Less than the 5 above it."]);
});

test("a row's last number is the sum of the others, empty ones left out", () => {
  const texts = [["0.1", "0,2", "0.3"], ["1", "", "2"], ["1", "1:30", "2"], ["1", "1", ""]]; // prettier-ignore
  assert.deepEqual(found(texts, { kind: "row-sums" }), {
    "1,2": ["The row adds up to 1."],
    "2,2": ["Something in the row is not a number."],
  });
});

test("what is said of numbers with decimal commas has them, too", () => {
  const texts = [["1,5", "0.5"], ["2", "0,25"], ["4,5", "1"]]; // prettier-ignore
  const sums = /** @type {const} */ ({ kind: "column-sums" });
  assert.deepEqual(found(texts, sums, { least: 1.75, column: 0 }), {
    "0,0": ["Less than 1,75."],
    "2,0": ["The column adds up to 3,5."],
    "2,1": ["The column adds up to 0,75."],
  });
  assert.deepEqual(found([["2,5"], ["1,5"]], { kind: "ascending" }), { "1,0": ["Less than the 2,5 above it."] });
});

test("the last row of each picture has the sums of its columns, which are not checked as other numbers are", () => {
  const texts = [["4", "5"], ["6", "7"], ["10", "13"]]; // prettier-ignore
  const sums = /** @type {const} */ ({ kind: "column-sums" });
  assert.deepEqual(found(texts, sums, { most: 9 }), { "2,1": ["The column adds up to 12."] });
  const both = amiss(
    [texts, [["8"], ["8"]]],
    [
      { ...NONE, ...sums },
      { ...NONE, kind: "ascending" },
    ],
  );
  assert.deepEqual(both[1], [[[]], [[]]]); // 8 comes after 6, not after the sum
});
