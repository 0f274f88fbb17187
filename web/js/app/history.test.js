import assert from "node:assert/strict";
import test from "node:test";
import { withEntry } from "./history.js";

/** @param {string} text @param {...import("./state.js").Stroke} strokes */
const drawingOf = (text, ...strokes) => ({ text, strokes, picture: null });

const [a, b] = [[{ x: 1, y: 1 }], [{ x: 2, y: 2 }]];

test("the newest comes first", () => {
  const history = withEntry(withEntry([], drawingOf("1", a)), drawingOf("2", b));
  assert.deepEqual(
    history.map(({ text }) => text),
    ["2", "1"],
  );
});

test("the same drawing is there once, with what it was read as last", () => {
  const history = withEntry([drawingOf("2", b), drawingOf("1", a)], drawingOf("7", a));
  assert.deepEqual(
    history.map(({ text }) => text),
    ["7", "2"],
  );
});

test("the same drawing is there once, also where it was kept and brought back", () => {
  assert.equal(withEntry([drawingOf("1", [...a])], drawingOf("1", [{ ...a[0] }])).length, 1);
  assert.equal(withEntry([drawingOf("1", a)], drawingOf("1", [{ x: 1, y: 1.5 }])).length, 2);
});

test("a drawing that has grown is another one", () => {
  assert.equal(withEntry([drawingOf("1", a)], drawingOf("12", a, b)).length, 2);
});

test("thirty are kept, of more the oldest goes", () => {
  /** @type {import("./state.js").Entry[]} */
  let history = [];
  for (let i = 0; i < 40; i++) history = withEntry(history, drawingOf(`${i}`, [{ x: i, y: 0 }]));
  assert.deepEqual([history.length, history[0].text, history.at(-1)?.text], [30, "39", "10"]);
});
