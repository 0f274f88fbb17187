import assert from "node:assert/strict";
import test from "node:test";
import { createTexts } from "./texts.js";

/** @param {...string[][]} sheets */
const sheetsOf = (...sheets) => sheets.map((rows) => rows.map((row) => row.map((text) => ({ text }))));

test("rows of all sheets are as wide as the widest", () => {
  assert.deepEqual(createTexts()(sheetsOf([["1", "2"]], [["3"], []])), [
    ["1", "2"],
    ["3", ""],
    ["", ""],
  ]);
});

test("texts are written once a change, however often they are asked for", () => {
  let count = 0;
  const textsOf = createTexts((sheets) => {
    count += 1;
    return sheets.flat().map((row) => row.map(({ text }) => text));
  });
  for (const sheets of [sheetsOf([["1"]]), sheetsOf([["2"]])]) for (let asked = 0; asked < 3; asked++) textsOf(sheets);
  assert.equal(count, 2);
});

test("texts are the same ones while none of them changes", () => {
  const textsOf = createTexts();
  const before = textsOf(sheetsOf([["1", "2"]]));
  assert.equal(textsOf(sheetsOf([["1", "2"]])), before);
  for (const others of [sheetsOf([["1", "3"]]), sheetsOf([["1"]]), sheetsOf([["1", "3"], []])]) {
    const [last, now] = [textsOf(sheetsOf([["1", "2"]])), textsOf(others)];
    assert.notEqual(now, last);
  }
});
