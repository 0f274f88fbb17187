import assert from "node:assert/strict";
import test from "node:test";
import { number, row } from "../table/table.fixture.js";
import { unreadableIn, withoutUnreadable } from "./unreadable.js";

const nobody = () => false; // has said what a number is

/** @param {...import("../../reader/types.js").Row} rows @returns {import("../../reader/types.js").Reading} */
function reading(...rows) {
  const numbers = rows.flatMap((each) => each.numbers);
  const text = rows.map((each) => each.numbers.map((one) => one.text).join(" ")).join("\n");
  rows.forEach((each, i) => each.numbers.forEach(({ digits }) => digits.forEach((digit) => (digit.row = i))));
  return { text, rows, digits: numbers.flatMap(({ digits }) => digits) };
}

test('only "?"s that stand in no number are counted and left out, and rows without any number close up', () => {
  const all = reading(row(number("??", 0, 0)), row(number("12", 0, 50), number("?", 90, 50)), row(number("4?", 0, 99)));
  assert.equal(unreadableIn(all, nobody), 3);
  const { text, rows, digits } = withoutUnreadable(all, nobody);
  assert.equal(text, "12\n4?");
  assert.deepEqual(
    digits.map(({ row: at }) => at),
    [0, 0, 1, 1],
  );
  assert.ok(rows[0].numbers[0].digits[1] === digits[1], "digits of numbers are those of the reading");
  assert.deepEqual(
    all.digits.map(({ row: at }) => at),
    [0, 0, 1, 1, 1, 2, 2],
  );
  assert.equal(unreadableIn(withoutUnreadable(all, nobody), nobody), 0);
});

test("their cells of a table are empty, and the others hold the same numbers as the rows", () => {
  const [twelve, stray] = [number("12", 0, 0), number("?", 90, 0)];
  const boxes = [[twelve.box, stray.box]];
  const { table, rows } = withoutUnreadable(
    { ...reading(row(twelve, stray)), table: { rows: [[twelve, stray]], boxes } },
    nobody,
  );
  assert.deepEqual(
    table?.rows[0].map((cell) => cell?.text ?? null),
    ["12", null],
  );
  assert.ok(table?.rows[0][0] === rows[0].numbers[0]);
  assert.deepEqual(table?.boxes, boxes);
});

test("numbers of a table that are none of the rows' own are kept: with a note, and two in one cell", () => {
  const [twelve, four, five] = [number("12", 0, 0), number("4", 90, 0), number("5", 120, 0)];
  const unlike = { ...twelve, unlike: /** @type {true} */ (true) };
  const both = { ...four, text: "4 5", digits: [...four.digits, ...five.digits] };
  const outside = [number("2024", 0, -90), number("?", 200, -90)];
  const { table } = withoutUnreadable(
    {
      ...reading(row(...outside), row(twelve, four, five)),
      table: { rows: [[unlike, both]], boxes: [[twelve.box, four.box]], outside },
    },
    nobody,
  );
  assert.deepEqual(
    table?.rows[0].map((cell) => cell?.text ?? null),
    ["12", "4 5"],
  );
  assert.deepEqual(
    table?.outside?.map(({ text }) => text),
    ["2024"],
  );
});

test('a "?" of which somebody has said what it is stays, and is not counted', () => {
  const [said, stray] = [number("?", 0, 0), number("?", 90, 0)];
  const all = reading(row(said, stray));
  const isKnown = (/** @type {import("../../reader/types.js").ReadNumber} */ { box }) => box.x === 0;
  assert.equal(unreadableIn(all, isKnown), 1);
  assert.deepEqual(
    withoutUnreadable(all, isKnown).rows.map(({ numbers }) => numbers.map(({ box }) => box)),
    [[said.box]],
  );
});
