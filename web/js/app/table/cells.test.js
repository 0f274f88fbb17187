import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf, outsideOf } from "./cells.js";
import { number, row } from "./table.fixture.js";

test("a table's cells are its numbers, and empty ones stay empty and have a place", () => {
  const five = number("5", 0, 0);
  const empty = { x: 100, y: 0, width: 50, height: 20 };
  const [cells] = cellsOf({ rows: [row(five)], table: { rows: [[five, null]], boxes: [[five.box, empty]] } });
  assert.deepEqual(
    cells.map(({ read, box, doubt }) => [read, box.x, doubt]),
    [
      ["5", 0, ""],
      ["", 100, ""],
    ],
  );
});

test("without a table each row has its numbers, and the shorter ones empty cells beside them", () => {
  const rows = cellsOf({ rows: [row(number("12", 0, 0), number("345", 50, 0)), row(number("7", 0, 40))] });
  assert.deepEqual(
    rows.map((cells) => cells.map(({ read }) => read)),
    [
      ["12", "345"],
      ["7", ""],
    ],
  );
  assert.deepEqual(rows[1][1].box, { x: 30, y: 40, width: 10, height: 20 });
});

test("in a picture that lies turned, what is empty goes on where its row does, and is in no other row", () => {
  /** A quarter to the right. @param {import("../../reader/types.js").Box} box */
  const turned = ({ x, y, width, height }) => ({ x: 100 - y - height, y: x, width: height, height: width });
  const numbers = [number("12", 0, 0), number("345", 50, 0), number("7", 0, 40)].map((each) => ({
    ...each,
    box: turned(each.box),
    digits: each.digits.map((digit) => ({ ...digit, box: turned(digit.box) })),
  }));
  const rows = cellsOf({ rows: [row(numbers[0], numbers[1]), row(numbers[2])] });
  assert.deepEqual(rows[1][0].box, { x: 40, y: 0, width: 20, height: 10 });
  assert.deepEqual(rows[1][1].box, { x: 40, y: 30, width: 20, height: 10 });
  assert.equal(rows[1][1].isPlaced, false);
});

test("a digit of less than 90% puts its cell in doubt, and what is no digit does, with what it may be", () => {
  const doubts = (/** @type {string} */ text, /** @type {number} */ confidence) =>
    cellsOf({ rows: [row(number(text, 0, 0, { 7: confidence }))] })[0][0].doubt;
  assert.equal(doubts("175", 0.91), "");
  assert.equal(doubts("175", 0.89), "Not sure of the 7, perhaps 8.");
  assert.equal(doubts("1?5", 0.99), 'Not sure of the "?", perhaps 4.');
});

test("what is written unlike most of its column is in doubt, however sure its digits are", () => {
  const unlike = { ...number("175", 0, 0), unlike: /** @type {true} */ (true) };
  assert.equal(cellsOf({ rows: [row(unlike)] })[0][0].doubt, "Written unlike most of its column.");
});

test("the letters in doubt are known, marks and blanks before them counted", () => {
  const [[cell]] = cellsOf({ rows: [row(number("1.7 7", 0, 0, { 7: 0.5 }))] });
  assert.deepEqual(cell.unsure, [2, 4]);
});

test("nothing read is no row", () => {
  assert.deepEqual(cellsOf({ rows: [] }), []);
});

test("cells keep no pictures of digits, which would stay in memory with every table", () => {
  assert.ok(!("image" in cellsOf({ rows: [row(number("1", 0, 0))] })[0][0].digits[0]));
});

test("two numbers in one cell are in doubt; what stands beside the table is told if it can be read", () => {
  const both = number("12 5", 0, 0);
  const outside = [number("2024", 0, -50), number("?", 90, -50)];
  const reading = { rows: [row(both)], table: { rows: [[both]], boxes: [[both.box]], outside } };
  assert.equal(cellsOf(reading)[0][0].doubt, "More than one number in this cell.");
  assert.deepEqual(outsideOf(reading), ["2024"]);
  assert.deepEqual(outsideOf({}), []);
});
