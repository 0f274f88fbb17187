import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, restored, saved, withInk, withReading, withText } from "./entry.js";
import { inkOf } from "./reading-ink.js";
import { signsOf } from "./signs.js";

const ONE = [{ x: 100, y: 0 }];
const TWO = [{ x: 300, y: 0 }];
const THREE = [{ x: 500, y: 0 }];

/** What is read of digits side by side, each where it was before there were more. @param {...(number | null)} digits */
const reading = (...digits) => signsOf(readingOf(...digits));

/** @param {...(number | null)} digits */
function readingOf(...digits) {
  const made = digits.map((digit, i) => ({
    ...{ digit: digit ?? 0, rejected: digit === null, confidence: 0.9, alternatives: [], row: 0 },
    ...{ probabilities: new Array(10).fill(0.1), image: new Float32Array(784) },
    box: { x: 200 * i, y: 0, width: 100, height: 300 },
  }));
  const text = digits.map((digit) => digit ?? "?").join("");
  return { rows: [{ numbers: [{ text, digits: made, marks: [], value: null, confidence: 1, box: made[0].box }] }] };
}

test("a mark beside digits, which no value can have, reads ?", () => {
  const [{ numbers }] = readingOf(1, 2).rows;
  const number = { ...numbers[0], text: "1.2", marks: [{ mark: ".", box: numbers[0].box }] };
  const signs = signsOf({ rows: [{ numbers: [number] }] });
  assert.equal(withReading(withInk(NOTHING, [ONE, TWO]), signs).value, "1?2");
  assert.equal(withReading(NOTHING, signs, true).value, "1.2", "but where it may");
});

test("a reading gives the value, and ? for what is no digit", () => {
  const { value, unread } = withReading(withInk(NOTHING, [ONE, TWO]), reading(2, null));
  assert.equal(value, "2?");
  assert.equal(unread, false);
});

test("new ink leaves the value until it is read", () => {
  const entry = withInk(withReading(withInk(NOTHING, [ONE]), reading(2)), [ONE, TWO]);
  assert.deepEqual([entry.value, entry.unread, entry.strokes.length], ["2", true, 2]);
});

test("what was typed in place of a digit stays when more is written", () => {
  const read = withReading(withInk(NOTHING, [ONE, TWO]), reading(2, 7));
  const corrected = withText(read, "21");
  assert.equal(withReading(withInk(corrected, [ONE, TWO, THREE]), reading(2, 7, 3)).value, "213");
});

test("a digit whose ink was changed is read anew", () => {
  const corrected = withText(withReading(withInk(NOTHING, [ONE]), reading(7)), "1");
  const { rows } = readingOf(9);
  rows[0].numbers[0].digits[0].box.width = 140;
  assert.equal(withReading(withInk(corrected, [ONE, TWO]), signsOf({ rows })).value, "9");
});

test("text of another length stands for itself and corrects nothing", () => {
  const read = withReading(withInk(NOTHING, [ONE]), reading(7));
  const typed = withText(read, "123");
  assert.deepEqual([typed.value, typed.strokes.length], ["123", 1]);
  assert.equal(withReading(withInk(typed, [ONE, TWO]), reading(7, 4)).value, "74");
});

test("without text the ink goes, too", () => {
  assert.deepEqual(withText(withReading(withInk(NOTHING, [ONE]), reading(7)), ""), NOTHING);
});

test("an entry is replaced and never changed, so that history can keep it", () => {
  const inked = withInk(NOTHING, [ONE]);
  withText(withReading(inked, reading(7)), "1");
  assert.deepEqual([inked.value, inked.unread, inked.corrections], ["", true, {}]);
  assert.deepEqual(NOTHING.strokes, []);
});

test("what the browser keeps comes back with its ink", () => {
  const entry = withReading(withInk(NOTHING, [ONE, TWO]), reading(5, 6));
  const { value, strokes } = restored(saved(entry));
  assert.deepEqual([value, inkOf(strokes)], ["56", [ONE, TWO]]);
});

test("what a browser fills in by itself is a value without ink", () => {
  for (const [state, value] of [
    ["77", "77"],
    ["no JSON {", ""],
    ["null", ""],
  ]) {
    const entry = restored(state);
    assert.deepEqual([entry.value, entry.strokes], [value, []], state);
  }
});

test("ink that can't be drawn is not brought back", () => {
  for (const strokes of ["none", ["none"], [[{ x: "far", y: 1 }]]])
    assert.deepEqual(inkOf(restored(JSON.stringify({ value: "5", strokes })).strokes), []);
});

test("ink that is damaged is left out, and the value stays", () => {
  for (const strokes of [7, [7], [[null]], [[{ x: "1", y: 2 }]], [[]]]) {
    const entry = restored(JSON.stringify({ value: "56", strokes }));
    assert.deepEqual([entry.value, inkOf(entry.strokes)], ["56", []], JSON.stringify(strokes));
  }
  assert.deepEqual(inkOf(restored(JSON.stringify({ value: "5", strokes: [[], ONE] })).strokes), [ONE]);
});
