import assert from "node:assert/strict";
import test from "node:test";
import { tableOf } from "./table.js";

/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").Point} Point */
/** @typedef {ReturnType<typeof drawnTable>[number]} Place of a table */

/** Numbers by chance, the same each time (Park and Miller, 1988). @param {number} seed */
function chanceFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
}

/**
 * A number of digits side by side.
 * @param {string} text @param {Point} middle @param {number} height of its digits
 * @returns {import("../types.js").ReadNumber}
 */
function numberAt(text, middle, height) {
  const [step, y] = [0.7 * height, middle.y - height / 2];
  const left = middle.x - (text.length * step) / 2;
  const digits = Array.from(text, (letter, i) => ({
    ...{ digit: Number(letter), row: 0, rejected: false, confidence: 0.99, alternatives: [], probabilities: [] },
    ...{ box: { x: left + i * step, y, width: 0.6 * height, height }, image: new Float32Array() },
  }));
  const box = { x: left, y, width: text.length * step, height };
  return { text, value: Number(text), digits, marks: [], confidence: 0.9, box };
}

/**
 * A table as it is found on a page that is turned: the boxes around its cells, and the middle of each.
 * @param {number[]} wide of its columns @param {number[]} high of its rows @param {number} angle in degrees
 */
function drawnTable(wide, high, angle) {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: cos * x - sin * y, y: sin * x + cos * y });
  const [lefts, tops] = [wide, high].map((sizes) => sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0)));
  return high.flatMap((height, i) =>
    wide.map((width, j) => {
      const [left, top, right, bottom] = [lefts[j] + 2, tops[i] + 2, lefts[j] + width - 2, tops[i] + height - 2];
      const corners = [at(left, top), at(right, top), at(left, bottom), at(right, bottom)];
      const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      const box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
      const inside = (/** @type {number} */ across, /** @type {number} */ down) =>
        at(left + across * (right - left), top + down * (bottom - top));
      return { row: i, column: j, box, inside };
    }),
  );
}

/** @param {Place[]} places @param {string[]} texts @param {() => number} chance */
const writtenIn = (places, texts, chance) =>
  places.flatMap(({ inside, box }, i) =>
    texts[i] ? [numberAt(texts[i], inside(0.35 + 0.3 * chance(), 0.3 + 0.4 * chance()), 0.3 * box.height)] : [],
  );

/** @param {import("../types.js").Table | undefined} table */
const textsOf = (table) => table?.rows.map((row) => row.map((one) => one?.text ?? ""));

/** @param {string[]} texts @param {number} columns */
const inRows = (texts, columns) =>
  Array.from({ length: texts.length / columns }, (_, i) => texts.slice(i * columns, (i + 1) * columns));

/** Which cells are found. @type {[string, (places: Place[], chance: () => number) => Place[]][]} */
const FOUND = [
  ["one cell", (places, chance) => places.toSpliced(Math.floor(chance() * places.length), 1)],
  ["two cells", (places, chance) => [1, 2].reduce((a) => a.toSpliced(Math.floor(chance() * a.length), 1), places)],
  ["a fifth of the cells", (places, chance) => places.filter(() => chance() > 0.2)],
  ["the corners", (places) => places.filter(({ row, column }) => !isEnd(places, row, column))],
  [
    "most of the last row",
    (places) => places.filter(({ row, column }) => row < places[places.length - 1].row || !column),
  ],
  [
    "most of the last column",
    (places) => places.filter(({ row, column }) => column < places[places.length - 1].column || !row),
  ],
  ["a column in the middle", (places) => places.filter(({ column }) => column !== 1)],
  ["every second cell", (places) => places.filter(({ row, column }) => (row + column) % 2 === 0)],
];

/** @param {Place[]} places @param {number} row @param {number} column */
const isEnd = (places, row, column) =>
  [0, places[places.length - 1].row].includes(row) && [0, places[places.length - 1].column].includes(column);

for (const [name, foundOf] of FOUND) {
  test(`each number stands in its row and column, once, where these were not found: ${name}`, () => {
    const chance = chanceFrom(7);
    let tried = 0;
    for (let i = 0; i < 60; i++) {
      const [columns, rows] = [3 + Math.floor(4 * chance()), 3 + Math.floor(6 * chance())];
      const wide = Array.from({ length: columns }, () => 90 + 60 * chance());
      const high = Array.from({ length: rows }, () => 50 + 15 * chance());
      const angle = [0, 1.5, -1.5, 4, -7][i % 5];
      const places = drawnTable(wide, high, angle);
      const texts = places.map((_, k) => `${100 + k}`);
      const found = foundOf(places, chance);
      if (new Set(found.map(({ row }) => row)).size < rows) continue;
      if (name !== "a column in the middle" && new Set(found.map(({ column }) => column)).size < columns) continue;
      const numbers = writtenIn(places, texts, chance);
      const cells = found.map(({ box }) => box).sort(() => chance() - 0.5);
      const table = tableOf([{ numbers }], cells);
      assert.deepEqual(textsOf(table), inRows(texts, columns), `${columns} by ${rows} at ${angle}°`);
      assert.equal(table?.outside, undefined);
      tried += 1;
    }
    assert.ok(tried >= 30, `${tried} tables`);
  });
}

/** A table of 3 by 3 cells of 100×50 without its middle one. */
const places = drawnTable([100, 100, 100], [50, 50, 50], 0);
const cells = places.filter((_, i) => i !== 4).map(({ box }) => box);

/** @param {...import("../types.js").ReadNumber} numbers */
const tableWith = (...numbers) => tableOf([{ numbers }], cells);

test("a number whose middle is on a wall, or beyond the outer one, is in the nearest cell", () => {
  assert.equal(tableWith(numberAt("7", { x: 101, y: 25 }, 20))?.rows[0].filter(Boolean).length, 1);
  assert.equal(tableWith(numberAt("123", { x: 305, y: 25 }, 20))?.rows[0][2]?.text, "123");
  assert.equal(tableWith(numberAt("5", { x: 50, y: 152 }, 20))?.rows[2][0]?.text, "5");
});

test("a number that runs from a cell into one that was not found is two, and one that lies over a wall is one", () => {
  const glued = tableWith(numberAt("1234", { x: 100, y: 75 }, 30));
  assert.deepEqual(textsOf(glued)?.[1], ["12", "34", ""]);
  const over = tableWith(numberAt("123", { x: 88, y: 75 }, 20)); // its last digit stands on the wall
  assert.deepEqual(textsOf(over)?.[1], ["123", "", ""]);
});

test("two numbers in a cell that was not found are both kept, without a value", () => {
  const both = tableWith(numberAt("1", { x: 130, y: 75 }, 20), numberAt("2", { x: 170, y: 75 }, 20))?.rows[1][1];
  assert.deepEqual([both?.text, both?.value], ["1 2", null]);
});

test("what stands beside a table is told apart from it, and is not lost", () => {
  const table = tableWith(numberAt("2024", { x: 150, y: -40 }, 20), numberAt("5", { x: 150, y: 25 }, 20));
  assert.deepEqual(textsOf(table), [["", "5", ""], ["", "", ""], ["", "", ""]]); // prettier-ignore
  assert.deepEqual(
    table?.outside?.map(({ text }) => text),
    ["2024"],
  );
});

test("where most cells were not found, numbers below one another are the table", () => {
  const all = writtenIn(places, places.map((_, k) => `${100 + k}`), () => 0.5); // prettier-ignore
  const rows = [0, 3, 6].map((i) => ({ numbers: all.slice(i, i + 3) }));
  const table = tableOf(
    rows,
    [0, 1, 3, 4].map((i) => places[i].box),
  );
  assert.deepEqual(textsOf(table), inRows(places.map((_, k) => `${100 + k}`), 3)); // prettier-ignore
});

/** What two tables of two columns, at a place each, come to. @param {Point} first @param {Point} second */
function twoTables(first, second, { rows = 2 } = {}) {
  const all = [first, second].flatMap(({ x, y }, k) =>
    drawnTable([100, 100], new Array(k === 0 ? 3 : rows).fill(50), 0).map(({ row, column, box }) => ({
      box: { ...box, x: box.x + x, y: box.y + y },
      text: `${k}${row}${column}`,
    })),
  );
  const numbers = all.map(({ box, text }) => numberAt(text, { x: box.x + 48, y: box.y + 23 }, 20));
  return tableOf([{ numbers }], all.map(({ box }) => box)); // prettier-ignore
}

test("two tables of a page are one, one below the other, in the order in which they stand", () => {
  const own = [["000", "001"], ["010", "011"], ["020", "021"]]; // prettier-ignore
  const other = [["100", "101"], ["110", "111"]]; // prettier-ignore
  assert.deepEqual(textsOf(twoTables({ x: 0, y: 0 }, { x: 40, y: 300 })), [...own, ...other]);
  assert.deepEqual(textsOf(twoTables({ x: 0, y: 300 }, { x: 40, y: 0 })), [...other, ...own]);
  assert.deepEqual(textsOf(twoTables({ x: 0, y: 0 }, { x: 600, y: 25 })), [...own, ...other], "not on the same lines");
});

test("two tables side by side, whose rows are on the same lines, stay side by side", () => {
  const table = twoTables({ x: 0, y: 0 }, { x: 600, y: 10 }, { rows: 3 });
  assert.deepEqual(textsOf(table)?.[1], ["010", "011", "110", "111"]);
  assert.equal(table?.boxes[2].length, 4);
});

test("a table that is narrower than the other has empty cells beside it, and a title stays outside", () => {
  const wide = drawnTable([100, 100, 100], [50, 50], 0);
  const narrow = drawnTable([100, 100], [50, 50], 0).map((place) => ({
    ...place,
    box: { ...place.box, y: place.box.y + 300 },
  }));
  const all = [...wide, ...narrow].map(({ box }) => box);
  const numbers = all.map(({ x, y }, i) => numberAt(`${i}`, { x: x + 48, y: y + 23 }, 20));
  const table = tableOf([{ numbers: [...numbers, numberAt("2024", { x: 700, y: 200 }, 20)] }], all);
  assert.deepEqual(textsOf(table)?.[2], ["6", "7", ""]);
  assert.ok(table && table.boxes[2][2].x >= table.boxes[2][1].x + table.boxes[2][1].width);
  assert.equal(table?.outside?.[0].text, "2024");
});

test("fewer than three numbers in boxes beside a table are no table", () => {
  const boxes = drawnTable([100, 100], [50, 50], 0).map(({ box }) => box);
  const other = boxes.map((box) => ({ ...box, y: box.y + 300 }));
  const numbers = [...boxes, ...other.slice(0, 2)].map(({ x, y }) => numberAt("5", { x: x + 48, y: y + 23 }, 20));
  const table = tableOf([{ numbers }], [...boxes, ...other]);
  assert.equal(table?.rows.length, 2);
  assert.equal(table?.outside?.length, 2);
});

test("numbers below the last line, or beside it, that stand in its columns or rows are one more row or column", () => {
  const sums = [50, 150, 250].map((x, i) => numberAt(`${70 + i}`, { x, y: 174 }, 20));
  const below = tableWith(...sums, numberAt("5", { x: 150, y: 25 }, 20));
  assert.deepEqual(textsOf(below)?.slice(2), [["", "", ""], ["70", "71", "72"]]); // prettier-ignore
  assert.deepEqual([below?.outside, below?.boxes[3][1].y], [undefined, 148]);
  const beside = tableWith(...[25, 75].map((y, i) => numberAt(`${i}`, { x: 330, y }, 20)));
  assert.deepEqual(textsOf(beside), [["", "", "", "0"], ["", "", "", "1"], ["", "", "", ""]]); // prettier-ignore
  const above = tableWith(...[50, 250].map((x, i) => numberAt(`${i}`, { x, y: -25 }, 20)));
  assert.deepEqual(textsOf(above)?.[0], ["0", "", "1"]);
});

test("what is further away, stands in one column, or twice in one, is beside the table", () => {
  const at = (/** @type {number[][]} */ ...points) => tableWith(...points.map(([x, y]) => numberAt("7", { x, y }, 20)));
  assert.equal(at([50, 225], [150, 225], [250, 225])?.rows.length, 3);
  assert.equal(at([150, 174])?.rows.length, 3);
  assert.equal(at([30, 174], [70, 174], [150, 174])?.outside?.length, 3);
});
