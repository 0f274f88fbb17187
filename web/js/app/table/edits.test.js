import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf } from "./cells.js";
import { edited, withEdit } from "./edits.js";
import { number, row } from "./table.fixture.js";

const ROWS = cellsOf({ rows: [row(number("12", 0, 0), number("345", 50, 0)), row(number("7", 0, 40))] });

const texts = (/** @type {import("./edits.js").EditedCell[][]} */ rows) =>
  rows.map((cells) => cells.map(({ text }) => text));

test("what is typed takes the place of what was read, and can be given back", () => {
  const edits = withEdit([], ROWS, ROWS[0][1], { text: "346" });
  const [[, cell]] = edited(ROWS, edits);
  assert.deepEqual([cell.text, cell.read, cell.isTyped], ["346", "345", true]);
  assert.deepEqual(withEdit(edits, ROWS, ROWS[0][1], null), []);
});

test("typing again replaces the edit; typing what was read is none", () => {
  const first = withEdit([], ROWS, ROWS[1][0], { text: "1" });
  const second = withEdit(first, ROWS, ROWS[1][0], { text: "2" });
  assert.deepEqual(texts(edited(ROWS, second)), [["12", "345"], ["2", ""]]); // prettier-ignore
  assert.equal(second.length, 1);
  assert.deepEqual(withEdit(second, ROWS, ROWS[1][0], { text: "7" }), []);
});

test("a cell can be emptied, and an empty one filled", () => {
  const edits = withEdit(withEdit([], ROWS, ROWS[0][0], { text: "" }), ROWS, ROWS[1][1], { text: "8" });
  assert.deepEqual(texts(edited(ROWS, edits)), [["", "345"], ["7", "8"]]); // prettier-ignore
});

test("edits hold by their places when the picture is read again, with another row above them", () => {
  const edits = withEdit([], ROWS, ROWS[1][0], { text: "1" });
  const again = cellsOf({ rows: [row(number("99", 0, -40)), row(number("12", 0, 0)), row(number("4", 1, 41))] });
  assert.deepEqual(texts(edited(again, edits)), [["99"], ["12"], ["1"]]);
  assert.deepEqual(texts(edited(again.slice(0, 2), edits)), [["99"], ["12"]]);
});

test("what is typed into a wide cell of a table holds where only a part is read, which has no cells' lines", () => {
  const seven = number("7", 60, 10);
  const boxes = [{ x: 0, y: 0, width: 80, height: 40 }];
  const table = cellsOf({ rows: [row(seven)], table: { rows: [[seven]], boxes: [boxes] } });
  const edits = withEdit([], table, table[0][0], { text: "9" });
  assert.deepEqual(texts(edited(cellsOf({ rows: [row(seven)] }), edits)), [["9"]]);
});

test("what is typed over a number that stands on the line between two cells is in its own cell", () => {
  const [six, seven] = [number("6", 0, 10), number("7", 0, 36)];
  const boxes = [[{ x: 0, y: 0, width: 80, height: 48 }], [{ x: 0, y: 48, width: 80, height: 20 }]];
  const table = cellsOf({ rows: [row(six), row(seven)], table: { rows: [[six], [seven]], boxes } });
  const edits = withEdit([], table, table[1][0], { text: "9" });
  assert.deepEqual(texts(edited(table, edits)), [["6"], ["9"]]);
});

test("a cell that is accepted keeps its reading, and what was amiss with it", () => {
  const edits = withEdit([], ROWS, ROWS[0][0], { accepted: ["Not sure."] });
  const [[cell]] = edited(ROWS, edits);
  assert.deepEqual([cell.text, cell.isTyped, cell.accepted], ["12", false, ["Not sure."]]);
});
