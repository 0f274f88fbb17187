import assert from "node:assert/strict";
import test from "node:test";
import { numbersIn } from "../numbers/numbers.js";
import { atValleys, valleysOf, withUnlike } from "./columns.js";

/** @param {number} from @param {number} to */
const span = (from, to) => ({ from, to });

test("between two columns few numbers stand; ragged numbers of one column have no valley", () => {
  const columns = [span(0, 40), span(5, 40), span(60, 100), span(70, 100)];
  assert.deepEqual(valleysOf(columns), [span(40, 60)]);
  assert.deepEqual(valleysOf([...columns, span(0, 40), span(20, 100), span(75, 100)]), [span(40, 60)], "one glued");
  assert.deepEqual(valleysOf([span(0, 100), span(30, 100), span(60, 100), span(80, 100)]), [], "ragged");
  const most = [span(0, 100), span(0, 100), span(0, 100), span(0, 40), span(60, 100)];
  assert.deepEqual(valleysOf(most), [], "most go through");
  assert.deepEqual(valleysOf([]), []);
});

/** A number of digits 20 wide that begin there. @param {string} text @param {number[]} lefts */
function number(text, lefts) {
  const tokens = Array.from(text, (letter, i) => {
    const place = { x: lefts[i], y: letter === "." ? 30 : 0, width: letter === "." ? 4 : 20, height: 40 };
    const digit = { digit: Number(letter), confidence: 0.99, probabilities: [], alternatives: [], rejected: false };
    return {
      ...{ place, mark: letter === "." ? letter : undefined },
      digit: { ...digit, row: 0, box: place, image: new Float32Array() },
    };
  });
  return numbersIn(tokens)[0];
}

test("a number that goes through a valley is parted at its widest gap there, with its marks and values", () => {
  const glued = number("4.127", [0, 24, 32, 74, 98]);
  const parts = atValleys(glued, [span(54, 80)]);
  assert.deepEqual(
    parts.map(({ text, value, marks }) => [text, value, marks.length]),
    [
      ["4.1", 4.1, 1],
      ["27", 27, 0],
    ],
  );
  assert.deepEqual(atValleys(glued, [span(200, 220)]), [glued], "none there");
  assert.deepEqual(atValleys(glued, [span(4, 10)]), [glued], "within a digit");
});

/** @param {string[]} texts of a column */
const unlike = (texts) =>
  withUnlike(texts.map((text) => [text ? { ...number("1", [0]), text } : null])).map(([each]) => each?.unlike ?? false);

test("a number written otherwise than most of its column is told", () => {
  assert.deepEqual(unlike(["1.5", "12.5", "125", "", "-3.1"]), [false, false, true, false, false], "a lost point");
  assert.deepEqual(unlike(["1,5", "2.5", "3,5", "4,5"]), [false, true, false, false], "another mark");
  assert.deepEqual(unlike(["1", "22", "3", "2 11"]), [false, false, false, true], "two numbers");
  assert.deepEqual(unlike(["1", "2.5", "3", "4.25"]), [false, false, false, false], "a mixed column");
  assert.deepEqual(unlike(["1", "2", "3", "4.5", "5.25", "6.125"]), new Array(6).fill(false), "half of it mixed");
  assert.deepEqual(unlike(["1.5", "2"]), [false, false], "too few");
  assert.deepEqual(unlike(["1.?", "2.5", "?.5"]), [false, false, false], "what can't be read is a digit all the same");
});
