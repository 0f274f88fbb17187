import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf } from "./cells.js";
import { edited, withEdit } from "./edits.js";
import { number, row } from "./table.fixture.js";
import { csvOf, htmlOf, jsonOf, tsvOf } from "./written.js";

const ROWS = [["12.50", "", "-7"], ["1.2.2023", "9:30", "1?"]]; // prettier-ignore

test("cells are parted by tabs or commas, rows by the line ends of the format", () => {
  assert.equal(tsvOf(ROWS, "."), "12.50\t\t-7\r\n1.2.2023\t9:30\t1?\r\n");
  assert.equal(csvOf(ROWS, "."), "12.50,,-7\r\n1.2.2023,9:30,1?\r\n");
});

test("with decimal commas, CSV has semicolons, and points of dates stay", () => {
  assert.equal(csvOf(ROWS, ","), "12,50;;-7\r\n1.2.2023;9:30;1?\r\n");
  assert.equal(csvOf([["3,75"]], "."), "3.75\r\n");
});

test("what has the separator in it stands in quotes", () => {
  assert.equal(csvOf([["1,2,3", "4"]], "."), '"1,2,3",4\r\n');
  assert.equal(csvOf([['1"2']], "."), '"1""2"\r\n');
});

test("nothing that a spreadsheet computes is written, and a number with a sign is one", () => {
  assert.equal(tsvOf([["-1-2", "-7,5", "=1+2", "+1", "@A1"]], "."), "'-1-2\t-7.5\t'=1+2\t'+1\t'@A1\r\n");
  assert.equal(htmlOf([["-1-2", "<b>"]], "."), "<table><tr><td>'-1-2</td><td>&lt;b&gt;</td></tr></table>");
});

test("JSON has each cell with its box, confidence and doubt, and of each picture its name", () => {
  const cells = cellsOf({ rows: [row(number("12", 0, 0, { 2: 0.6 }), number("7", 50, 0))] });
  const sheet = /** @type {any} */ ({ name: "=page.jpg", size: { width: 80, height: 60 }, rows: cells });
  const rows = edited(cells, withEdit([], cells, cells[0][1], { text: "7,5" })).map((each) =>
    each.map((cell) => ({ ...cell, amiss: [], toCheck: cell.isTyped || !cell.doubt ? [] : [cell.doubt] })),
  );
  const { format, model, pictures } = JSON.parse(jsonOf([{ sheet, rows }], "default"));
  assert.deepEqual(
    [format, model, pictures[0].picture, pictures[0].width],
    ["digitpad table", "default", "=page.jpg", 80],
  );
  const [first, second] = pictures[0].rows[0];
  assert.deepEqual([first.text, first.value, first.doubtful, first.confidence], ["12", 12, true, 0.6]);
  assert.deepEqual(first.box, { x: 0, y: 0, width: 20, height: 20 });
  assert.deepEqual(
    first.digits.map((/** @type {any} */ digit) => [digit.digit, digit.confidence, digit.box.x]),
    [
      [1, 0.99, 0],
      [2, 0.6, 10],
    ],
  );
  assert.deepEqual(
    [second.text, second.value, second.read, second.typed, second.doubtful],
    ["7,5", 7.5, "7", true, false],
  );
});
