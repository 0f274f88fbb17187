import assert from "node:assert/strict";
import test from "node:test";
import { inCells, inTwoCells } from "./in-cells.js";
import { gridsOf, isTable } from "./grids.js";
import { tableOf } from "./table.js";
import { back, turnedBox } from "./turned.js";

/** @typedef {import("../types.js").Box} Box */

/**
 * A number of a text there.
 * @param {string} text @param {number} x @param {number} y @param {number} [width]
 * @returns {import("../types.js").ReadNumber}
 */
const number = (text, x, y, width = 30) => ({
  ...{ text, value: Number(text), digits: [], marks: [], confidence: 1 },
  box: { x, y, width, height: 20 },
});

/** @param {...ReturnType<typeof number>} numbers */
const row = (...numbers) => ({ numbers });

/** Cells of 100×50, 3 apart, turned a little. @param {number} rows @param {number} columns @returns {Box[]} */
const cells = (rows, columns) =>
  Array.from({ length: rows * columns }, (_, i) => {
    const [down, across] = [Math.floor(i / columns), i % columns];
    return { x: 103 * across - 2 * down, y: 53 * down + 2 * across, width: 100, height: 50 };
  });

/** @param {import("../types.js").Table | undefined} table */
const texts = (table) => table?.rows.map((each) => each.map((one) => one?.text ?? ""));

/** @param {Box} [box] */
const rounded = (box) =>
  Object.fromEntries(Object.entries(box ?? {}).map(([side, value]) => [side, Math.round(value)]));

test("numbers in ruled cells stand in their rows and columns; empty cells stay empty and have a place", () => {
  const table = tableOf([row(number("1", 20, 10), number("2", 230, 15)), row(number("3", 120, 70))], cells(2, 3));
  assert.deepEqual(texts(table), [
    ["1", "", "2"],
    ["", "3", ""],
  ]);
  assert.deepEqual(rounded(table?.boxes[1][2]), { x: 204, y: 57, width: 100, height: 50 });
});

test("two numbers in one cell are both kept, without a value", () => {
  const [[both]] = tableOf([row(number("1", 5, 10), number("2", 60, 10))], cells(2, 2))?.rows ?? [[]];
  assert.deepEqual([both?.text, both?.value], ["1 2", null]);
});

test("a cell that was not found leaves no other in its place", () => {
  const all = cells(3, 3).filter((_, i) => i !== 4);
  const table = tableOf([row(number("9", 210, 120))], all);
  assert.deepEqual([table?.rows.length, table?.rows[0].length, table?.rows[2][2]?.text], [3, 3, "9"]);
  assert.deepEqual(rounded(table?.boxes[1][1]), { x: 101, y: 55, width: 100, height: 50 });
});

test("boxes of one row are a comb, and no table", () => {
  assert.deepEqual(gridsOf(cells(1, 6)).map(isTable), [false]);
  assert.deepEqual(gridsOf(cells(3, 2)).map(isTable), [true]);
});

test("without lines, numbers that stand below one another are columns, on a page that is turned, too", () => {
  const lines = [0, 1, 2].map((i) =>
    row(...(i === 1 ? [number("5", 10, 40)] : [number("5", 10 - i, 40 * i), number("77", 90 - i, 40 * i + 4, 50)])),
  );
  assert.deepEqual(texts(tableOf(lines, [])), [
    ["5", "77"],
    ["5", ""],
    ["5", "77"],
  ]);
});

test("one row, one column, and numbers anywhere are no table", () => {
  assert.equal(tableOf([row(number("1", 0, 0), number("2", 100, 0))], []), undefined);
  assert.equal(tableOf([row(number("1", 0, 0)), row(number("2", 0, 50))], []), undefined);
  assert.equal(tableOf([row(number("1", 0, 0), number("2", 100, 0)), row(number("3", 40, 50, 80))], []), undefined);
});

test("what is left of a cell's line is no mark, and what is in it is one", () => {
  /** @type {import("./in-cells.js").Sign[]} */
  const found = [
    { box: { x: 20, y: 10, width: 20, height: 30 } },
    { box: { x: 44, y: 36, width: 4, height: 4 }, mark: "." },
    { box: { x: 44, y: 47, width: 4, height: 4 }, mark: "." },
  ];
  const kept = inCells(found, cells(2, 2));
  assert.deepEqual(
    kept.map(({ cell, box: { y } }) => [cell, y]),
    [
      [0, 10],
      [0, 36],
    ],
  );
});

test("a digit of which a good part is outside its cell is in doubt", () => {
  const [{ x, y, width }] = cells(2, 2);
  /** @param {number} outside @returns {import("./in-cells.js").Sign} */
  const at = (outside) => ({ box: { x: x + width - 20 * (1 - outside), y: y + 10, width: 20, height: 30 } });
  const [tail, across] = [0.2, 0.4].map((outside) => inCells([at(outside)], cells(2, 2))[0]);
  assert.deepEqual([tail.isDoubtful, across.isDoubtful], [undefined, true]);
});

/** Cells of 40×40 that share their walls. @param {number} rows @param {number} columns @returns {Box[]} */
const squares = (rows, columns) =>
  Array.from({ length: rows * columns }, (_, i) => ({
    ...{ x: 42 * (i % columns), y: 42 * Math.floor(i / columns), width: 40, height: 40 },
  }));

/** In the middle of a cell. @param {Box} cell @returns {import("./in-cells.js").Sign} */
const inside = ({ x, y }) => ({ box: { x: x + 12, y: y + 5, width: 16, height: 30 } });

test("the rows of a grid for single digits are one number each, and points in it are dust", () => {
  const grid = squares(3, 3);
  /** @type {import("./in-cells.js").Sign} */
  const point = { box: { x: 30, y: 30, width: 3, height: 3 }, mark: "." };
  const found = inCells([...grid.filter((_, i) => i !== 4).map(inside), point], grid);
  assert.deepEqual(
    found.map(({ comb, mark }) => [comb, mark]),
    new Array(8).fill([0, undefined]),
  );
  const wide = cells(3, 3);
  assert.deepEqual([...new Set(inCells(wide.map(inside), wide).map(({ comb }) => comb))], [undefined], "wide cells");
});

test("a number across cells for single digits is a number in each of them", () => {
  const grid = squares(2, 3);
  const digits = [0, 2].map((i) => ({
    ...{ digit: i + 5, box: inside(grid[i]).box, row: 0, rejected: false, confidence: 0.9, alternatives: [] },
    ...{ probabilities: new Array(10).fill(0.1), image: new Float32Array(784) },
  }));
  const table = tableOf([{ numbers: [{ ...number("57", 12, 5, 100), digits }] }], grid);
  assert.deepEqual(texts(table), [
    ["5", "", "7"],
    ["", "", ""],
  ]);
});

test("boxes in two cells, and in one and across several, are of two; those in one, or in none, are not", () => {
  const grid = squares(2, 2);
  const [one, other] = grid.map((cell) => inside(cell).box);
  const across = { x: 30, y: 2, width: 24, height: 60 };
  const low = { x: 20, y: 20, width: 10, height: 10 };
  assert.deepEqual(
    [inTwoCells(one, other, grid), inTwoCells(one, across, grid), inTwoCells(one, low, grid)],
    [true, true, false],
  );
  assert.equal(inTwoCells(one, other, []), false);
});

test("a narrow cell between two that are close to each other is a column of its own", () => {
  const wide = [0, 100, 140, 260].map((x, i) => ({ x, width: [97, 37, 117, 40][i] }));
  const all = [0, 53].flatMap((y) => wide.map((across) => ({ ...across, y, height: 50 })));
  const [grid] = gridsOf(all);
  assert.deepEqual(grid.columns, [0, 1, 2, 3, 0, 1, 2, 3]);
});

test("where a line was not found, one cell is two, and no row below moves up", () => {
  const all = cells(4, 3).filter((_, i) => i !== 4);
  all[1] = { ...all[1], height: 103 }; // through two rows
  const numbers = [
    row(number("1", 120, 10)),
    row(number("2", 120, 70)),
    row(number("3", 120, 120), number("4", 230, 120)),
  ];
  assert.deepEqual(texts(tableOf(numbers, all)), [
    ["", "1", ""],
    ["", "2", ""],
    ["", "3", "4"],
    ["", "", ""],
  ]);
});

test("a comma that reaches the line below its number is a mark", () => {
  /** @type {import("./in-cells.js").Sign[]} */
  const found = [
    { box: { x: 20, y: 10, width: 20, height: 30 } },
    { box: { x: 44, y: 36, width: 6, height: 14 }, mark: "," },
  ];
  assert.equal(inCells(found, cells(2, 2)).length, 2);
});

test("numbers of two columns that stand close to each other in one row are in both columns", () => {
  const digit = (/** @type {number} */ x) => ({
    ...{ digit: 5, row: 0, rejected: false, confidence: 0.9, alternatives: [], probabilities: [] },
    ...{ box: { x, y: 40, width: 20, height: 20 }, image: new Float32Array() },
  });
  const glued = { ...number("555", 10, 40, 90), digits: [digit(10), digit(50), digit(80)] };
  const lines = [0, 40, 80].map((y) =>
    row(...(y === 40 ? [glued] : [number("5", 10, y, 20), number("55", 50, y, 50)])),
  );
  assert.deepEqual(texts(tableOf(lines, [])), [
    ["5", "55"],
    ["5", "55"],
    ["5", "55"],
  ]);
});

for (const quarters of /** @type {const} */ ([1, 2, 3])) {
  test(`a table of a picture that lies turned by ${quarters} quarters is in the order of its text`, () => {
    const lies = (/** @type {import("../types.js").Box} */ box) => turnedBox(box, back(quarters));
    const upright = [
      row(number("64", 10, 0), number("5", 210, 0), number("808", 310, 0)),
      row(number("1", 10, 53), number("2", 110, 53), number("3", 210, 53), number("4", 310, 53)),
    ];
    const rows = upright.map(({ numbers }) => row(...numbers.map((each) => ({ ...each, box: lies(each.box) }))));
    for (const all of [[], cells(2, 4)]) {
      const table = tableOf(rows, all.map(lies), quarters);
      assert.deepEqual(texts(table), [
        ["64", "", "5", "808"],
        ["1", "2", "3", "4"],
      ]);
      assert.deepEqual(table?.rows[1][2]?.box, rows[1].numbers[2].box);
    }
  });
}

/**
 * How often the walls of a table's cells are looked at, for each cell and number of it.
 * @param {number} rows
 */
function looksAtEach(rows) {
  let looks = 0;
  const counted = cells(rows, 10).map(({ x, ...rest }) => ({
    ...rest,
    get x() {
      looks++;
      return x;
    },
  }));
  const numbers = counted.map(({ x, y }) => number("7", x + 30, y + 15));
  const found = tableOf([{ numbers }], counted);
  assert.equal(found?.rows.length, rows);
  return looks / counted.length;
}

test("of a cell, only what is near is compared: four times as many cells take little more for each", () => {
  assert.ok(looksAtEach(20) < 3 * looksAtEach(5), `${looksAtEach(5)}, ${looksAtEach(20)}`);
});
