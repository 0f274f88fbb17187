import assert from "node:assert/strict";
import test from "node:test";
import { numberByPlaces, numbersIn, withMarks } from "./numbers.js";

/** @typedef {import("./numbers.js").Token} Token */

const WIDTH = 50;

/**
 * A row of digits, 100 high and 50 wide, and marks.
 * @param {...(string | number)} written letters, and gaps before the next one, in heights; 0.2 without
 * @returns {Token[]}
 */
function row(...written) {
  let [x, gap] = [0, 20];
  /** @type {Token[]} */
  const tokens = [];
  for (const each of written) {
    if (typeof each === "number") gap = 100 * each;
    else {
      const isDigit = /\d/.test(each);
      x += gap;
      const place = isDigit ? { x, y: 0, width: WIDTH, height: 100 } : { x, y: 90, width: 10, height: 10 };
      tokens.push({ place, mark: isDigit ? undefined : each, digit: digitOf(isDigit ? Number(each) : 1, place) });
      [x, gap] = [x + place.width, 20];
    }
  }
  return tokens;
}

/** @param {number} digit @param {import("../types.js").Box} box @returns {import("../types.js").Digit} */
const digitOf = (digit, box) => ({
  ...{ digit, box, row: 0, rejected: false, confidence: 0.9, alternatives: [], probabilities: new Array(10).fill(0.1) },
  image: new Float32Array(784).fill(1),
});

/** @param {...(string | number)} written */
const texts = (...written) => numbersIn(row(...written)).map(({ text }) => text);

test("numbers that stand apart are two, judged by the row's own gaps", () => {
  assert.deepEqual(texts("1", "2", 1, "3", "4", "5"), ["12", "345"]);
  assert.deepEqual(texts("7", 0.85, "3"), ["7", "3"], "with one gap alone");
  assert.deepEqual(texts("7", 0.7, "3"), ["73"]);
  assert.deepEqual(texts("1", 0.7, "2", 0.9, "3", 0.65, "4"), ["1234"], "widely spaced");
  assert.deepEqual(texts("1", 0.1, "2", 0.7, "3", 0.1, "4"), ["12", "34"], "narrowly spaced");
  assert.deepEqual(texts("1", 1.7, "4", 1.5, "2"), ["142"], "evenly spaced");
  assert.deepEqual(texts("1", 2.5, "4", 2.5, "2"), ["1", "4", "2"], "too far");
});

test("a row of three or more is not of one number that is spaced widely", () => {
  const inRows = (/** @type {number} */ rows) =>
    numbersIn(row("1", 1.7, "4", 1.5, "2"), undefined, rows).map(({ text }) => text);
  assert.deepEqual(inRows(2), ["142"]);
  assert.deepEqual(inRows(3), ["1", "4", "2"]);
});

test("a number has the value that is written, decimal comma or point", () => {
  const values = [row("1", "2", ".", "5"), row("1", ",", "5"), row("-", "7"), row(".", "5"), row("5", ".")];
  assert.deepEqual(
    values.map((tokens) => numbersIn(tokens)[0].value),
    [12.5, 1.5, -7, 0.5, 5],
  );
  for (const none of [row("1", "/", "2"), row("1", ":", "2"), row("1", "-", "2"), row("1", ".", "2", ".", "3")])
    assert.equal(numbersIn(none)[0].value, null);
});

test("a number has its digits and marks in order, its box, and the confidence that all digits are right", () => {
  const [{ text, digits, marks, confidence, box }] = numbersIn(row("1", ".", "2"));
  assert.deepEqual([text, digits.map(({ digit }) => digit), marks.map(({ mark }) => mark)], ["1.2", [1, 2], ["."]]);
  assert.ok(Math.abs(confidence - 0.81) < 1e-9);
  assert.deepEqual(box, { x: 20, y: 0, width: 150, height: 100 });
});

test("a dash closer to what comes after it is a sign; between two numbers it parts them as in dates", () => {
  assert.deepEqual(texts("1", "2", 0.55, "-", 0.15, "7"), ["12", "-7"]);
  assert.deepEqual(texts("1", "2", "-", "0", "4"), ["12-04"]);
});

test("a mark where none can be reads ?, and is no row and no number of nothing", () => {
  assert.deepEqual(texts("1", "2", 1, "-", 1, "7"), ["12", "?", "7"]);
  assert.deepEqual(texts("1", ":"), ["1?"]);
  assert.deepEqual(texts("1", "?", "2"), ["1?2"]);
});

test("digits in two cells of a table are two numbers, in boxes of a comb one", () => {
  const cells = row("1", "2").map((token, cell) => ({ ...token, cell }));
  assert.equal(numbersIn(cells).length, 2);
  const comb = row("1", 1.5, "2").map((token, cell) => ({ ...token, cell, comb: 0 }));
  assert.equal(numbersIn(comb).length, 1);
});

test("a mark is in the row of the digit that it is beside", () => {
  const place = (/** @type {number} */ x, /** @type {number} */ y, size = 100) => ({
    place: { x, y, width: size, height: size },
  });
  const [upper, lower] = [
    [place(0, 0), place(200, 0)],
    [place(0, 130), place(200, 130)],
  ];
  const rows = withMarks([upper, lower], [place(150, 225, 5), place(150, 120, 5)]);
  assert.deepEqual(
    rows.map((each) => each.map(({ place: { y } }) => y)),
    [
      [0, 120, 0],
      [130, 225, 130],
    ],
  );
});

test("a number whose digits stand in several places is one for each, with the marks beside them", () => {
  const tokens = ["1", "2", ".", "5", "-", "7"].map((letter, i) => ({
    letter,
    box: { x: 10 * i, y: 0, width: 8, height: 20 },
  }));
  const signs = tokens.filter(({ letter }) => /\D/.test(letter)).map(({ letter, box }) => ({ mark: letter, box }));
  const digits = tokens
    .filter(({ letter }) => /\d/.test(letter))
    .map(({ letter, box }) => /** @type {any} */ ({ digit: Number(letter), rejected: false, confidence: 0.9, box }));
  const whole = {
    text: "12.5-7",
    value: null,
    digits,
    marks: signs,
    confidence: 0.5,
    box: { x: 0, y: 0, width: 58, height: 20 },
  };
  const textsAt = (/** @type {number[]} */ places) =>
    numberByPlaces(whole, ({ x }) => places[x / 10]).map(({ text, value }) => [text, value]);
  assert.deepEqual(textsAt([3, 3, 3, 3, 4, 4]), [["12.5", 12.5], ["-7", -7]]); // prettier-ignore
  assert.deepEqual(textsAt([3, 3, -1, -1, 4, 4]), [["12.5", 12.5], ["-7", -7]]); // prettier-ignore
  assert.deepEqual(textsAt([-1, 3, 9, 3, 3, 3]), [["12.5-7", null]]);
  assert.equal(numberByPlaces(whole, () => -1)[0], whole);
});
