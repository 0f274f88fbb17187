import assert from "node:assert/strict";
import test from "node:test";
import { marksBeside, numbersAmong } from "./numbers-among.js";

/**
 * @typedef {import("../types.js").Box} Box
 * @typedef {{ sign: string, mark?: string, box: Box, place: Box, probabilities: Float32Array }} Sign
 */

/**
 * Signs in a row, 30 pixels wide each but for 1s and dashes.
 * @param {string} text "?" for what is no digit, "-" and "." for marks, "/" for a slash, " " for a gap
 * @param {{ x?: number, y?: number, height?: number, confidence?: number }} [where]
 * @returns {Sign[]}
 */
function written(text, { x = 0, y = 0, height = 60, confidence = 0.97 } = {}) {
  const signs = [];
  let left = x;
  for (const sign of text) {
    if (sign === " ") {
      left += 1.2 * height;
      continue;
    }
    const read = sign === "/" ? "1" : sign;
    const isDigit = /\d/.test(read);
    const width = sign === "." ? 6 : 0.5 * height;
    const high = sign === "." ? 6 : sign === "-" ? 8 : sign === "/" ? 1.3 * height : height;
    const top = sign === "." ? y + height - 6 : sign === "-" ? y + height / 2 : sign === "/" ? y - 0.1 * height : y;
    const probabilities = new Float32Array(11).fill(0.001);
    probabilities[isDigit ? Number(read) : 10] = isDigit ? confidence : 0.97;
    const box = { x: left, y: top, width, height: high };
    signs.push({ sign, box, place: box, probabilities });
    left += width + 0.15 * height;
  }
  return signs;
}

/** @param {Sign[]} signs @param {import("../types.js").Box[]} [cells] @param {import("../types.js").Box[]} [fields] */
const kept = (signs, cells = [], fields = []) =>
  numbersAmong(signs, cells, fields)
    .map(({ sign }) => sign)
    .join("");

/** The same signs, one of them a fifth higher, upwards. @param {Sign[]} signs @param {number} which */
const withHigh = (signs, which) =>
  signs.map((sign, i) => {
    const { y, height, ...across } = sign.place;
    const box = { ...across, y: y - 0.2 * height, height: 1.2 * height };
    return i === which ? { ...sign, box, place: box } : sign;
  });

/** @type {[string, Sign[], string][]} */
const AMONG = [
  ["a number stays as it is", written("4711"), "4711"],
  ["what can't be read in a number stays", written("4?11"), "4?11"],
  ["what can't be read at its end stays", written("471?"), "471?"],
  ["where nothing else is, a letter stays", written("?"), "?"],
  ["a word beside a number is left out", written("??? 4711"), "4711"],
  ["a word above a number is left out", [...written("?????"), ...written("4711", { y: 150 })], "4711"],
  ["what is small is left out before and after a number, and stays between its digits", written("-3.75-"), "3.75"],
  ["slashes between digits stay", written("20/04/23"), "20/04/23"],
  ["slanted 1s alone are no slashes", written("1111"), "1111"],
  ["a 1 that is higher, but ends with the others, is no slash", withHigh(written("2130"), 1), "2130"],
  ["a high 1 at the end of a number is no slash", written("20/"), "20/"],
  [
    "small print that reads as digits by half is left out",
    [...written("4711"), ...written("10?", { x: 400, height: 20 })],
    "4711",
  ],
  [
    "a small 0 on the line of a number stays, if it is not sure, too",
    [...written("47"), ...written("0", { x: 82, y: 36, height: 24, confidence: 0.6 })],
    "470",
  ],
  [
    "a small 0 further away is print, where it is not sure",
    [...written("47"), ...written("0", { x: 120, y: 36, height: 24, confidence: 0.6 })],
    "47",
  ],
  [
    "a sign between a number and a digit less high than the others is one of theirs",
    [
      ...written("29"),
      ...written("?", { x: 80, y: 22, height: 26 }),
      ...written("0", { x: 103, y: 16, height: 44 }),
      ...written("5", { x: 132 }),
    ],
    "29?05",
  ],
  ["numbers in small print stay", [...written("4711"), ...written("2023", { x: 500, height: 22 })], "47112023"],
];

for (const [name, signs, expected] of AMONG) test(name, () => assert.equal(kept(signs), expected));

const CELLS = [0, 1, 2, 3].map((i) => ({ x: 45 * i - 10, y: -10, width: 45, height: 80 }));

test("the last digit of a table that the picture cuts stays, and small print beside boxes is left out", () => {
  const last = (/** @type {number} */ height) => [
    ...written("4711"),
    ...written("5", { x: 180, y: 60 - height, height }),
  ];
  assert.equal(kept(last(60), CELLS), "47115");
  assert.equal(kept(last(34), CELLS), "4711");
});

test("what stands far from the digits of wide cells is of their table from two thirds of their height on", () => {
  const wide = [0, 1, 2, 3].map((i) => ({ x: 110 * i - 10, y: -10, width: 110, height: 80 }));
  const last = (/** @type {number} */ height) => [
    ...Array.from("4711").flatMap((digit, i) => written(digit, { x: 110 * i })),
    ...written("5", { x: 480, y: 60 - height, height, confidence: 0.6 }),
  ];
  assert.equal(kept(last(42), wide), "47115");
  assert.equal(kept(last(36), wide), "4711");
});

test("what is twice as high as the numbers, and hardly a digit, is a word", () => {
  const large = (/** @type {number} */ confidence) => [
    ...written("4711471147"),
    ...written("5", { x: 900, y: -90, height: 160, confidence }),
  ];
  assert.equal(kept(large(0.6)), "4711471147");
  assert.equal(kept(large(0.97)), "47114711475");
});

test("a mark that is nearer to a letter than to the number is no mark", () => {
  const [letter, ...digits] = [...written("?"), ...written("47", { x: 80 })];
  const [point] = written(".", { x: 40 });
  const marked = { ...point, mark: "." };
  assert.deepEqual(marksBeside(digits, [letter, marked, ...digits]), []);
  assert.deepEqual(marksBeside(digits, [marked, ...digits]), [marked]);
});

test("beside boxes, what is not read with confidence is left out", () => {
  const signs = [...written("4711"), ...written("55", { x: 300, y: 100, confidence: 0.7 })];
  assert.equal(kept(signs, CELLS), "4711");
  assert.equal(kept(signs), "471155");
});

test("beside boxes, a number as high as those in them stays", () => {
  assert.equal(kept([...written("4711"), ...written("55", { x: 300, y: 100 })], CELLS), "471155");
});

test("beside boxes, two signs of which one is a third higher are letters", () => {
  const beside = (/** @type {number} */ height) => [
    ...written("4711"),
    ...written("8", { x: 300, y: 100 }),
    ...written("4", { x: 340, y: 160 - height, height }),
  ];
  assert.equal(kept(beside(82), CELLS), "4711");
  assert.equal(kept(beside(74), CELLS), "471184");
});

test("what stands beside a lone box does not belong to it", () => {
  const signs = [...written("4"), ...written("8", { x: 45, confidence: 0.7 })];
  assert.equal(kept(signs, CELLS.slice(0, 1)), "4");
  assert.equal(kept(signs), "48");
});

test("a digit whose box was not found stays with those beside it, however it reads", () => {
  assert.equal(kept(written("4711", { confidence: 0.6 }), CELLS.slice(0, 2)), "4711");
});

test("what stands between the digits of a comb, and is less than half as high, is a tick", () => {
  const ticks = (/** @type {number} */ height) => written("1", { x: 64, y: 60 - height, height });
  const comb = { x: -20, y: -20, width: 300, height: 100 };
  assert.equal(kept([...written("47"), ...ticks(22)], [], [comb]), "47");
  assert.equal(kept([...written("47"), ...ticks(45)], [], [comb]), "471", "a short 1");
  assert.equal(kept([...written("1", { height: 20 })], [], [comb]), "1", "where nothing else is");
});

test("marks are those beside digits that are read, within a height; one of nothing has digits on both sides", () => {
  const [one, other, far] = [written("1"), written("2", { x: 60 }), written("3", { x: 300 })].flat();
  const mark = (/** @type {number} */ x, /** @type {string} */ sign) => {
    const place = { x, y: 54, width: 6, height: 6 };
    return { ...one, sign, mark: sign, place, box: place };
  };
  const marks = [mark(45, "."), mark(50, "?"), mark(110, "?"), mark(200, "."), mark(340, ",")];
  const beside = marksBeside([one, other], [one, other, far, ...marks]).map(({ sign }) => sign);
  assert.deepEqual(beside, [".", "?"]);
});

test("a column that the picture cuts belongs to the table", () => {
  const signs = written("4711", { confidence: 0.6 });
  assert.equal(kept(signs, CELLS.slice(0, 3)), "4711");
});

test("what is over a line is written, and not print", () => {
  const field = { x: 280, y: 90, width: 200, height: 90 };
  const signs = [...written("4711"), ...written("55", { x: 300, y: 100, confidence: 0.7 })];
  assert.equal(kept(signs, CELLS, [field]), "471155");
});

test("what is no digit and goes around one is a frame, or what is left of lines", () => {
  const [around] = written("?", { x: -20, y: -20, height: 100 });
  const box = { x: -20, y: -20, width: 150, height: 100 };
  assert.equal(kept([{ ...around, box, place: box }, ...written("12")]), "12");
});

test("a circle that reads as a 0 goes around a smaller digit, and a 0 beside one does not", () => {
  const [circle] = written("0", { x: -20, y: -20, height: 100 });
  const box = { x: -20, y: -20, width: 100, height: 100 };
  assert.equal(kept([{ ...circle, box, place: box }, ...written("5")]), "5");
  assert.equal(kept(written("05")), "05");
});

test("a digit that is written small on the line of others is read, and print that stands higher is left out", () => {
  const small = (/** @type {number} */ bottom) => written("0", { x: 200, y: bottom - 24, height: 24 });
  assert.equal(kept([...written("4711"), ...small(60)]), "47110");
  assert.equal(kept([...written("4711"), ...small(38)]), "4711");
  assert.equal(
    kept([...written("4711"), ...written("0", { x: 200, y: 48, height: 12 })]),
    "4711",
    "as small as a point",
  );
});

test("a tiny digit between two digits of a number is read, however unsure, and not one beside them", () => {
  const tiny = (/** @type {number} */ x) => written("1", { x, y: 20, height: 24, confidence: 0.8 });
  assert.equal(kept([...written("47"), ...tiny(84), ...written("11", { x: 106 })]), "47111");
  assert.equal(kept([...tiny(-30), ...written("47")]), "47", "before them");
  assert.equal(kept([...written("47"), ...tiny(170), ...written("11", { x: 300 })]), "4711", "far from both");
});

test("what stands alone in a cell among cells with numbers stays, and crosses in many boxes are left out", () => {
  const row = [0, 1, 2, 3, 4].map((i) => ({ x: 200 * i - 10, y: -10, width: 100, height: 80 }));
  const signs = (/** @type {string} */ text) => Array.from(text).flatMap((sign, i) => written(sign, { x: 200 * i }));
  assert.equal(kept(signs("47?11"), row), "4711?");
  assert.equal(kept(signs("4??11"), row), "411");
  assert.equal(kept(signs("4?1"), row.slice(0, 3)), "41?", "one beside two");
  const high = written("?", { x: 400, y: -15, height: 90 });
  assert.equal(kept([...signs("47"), ...signs("47  1").slice(-1), ...high], row), "471?", "one as high as its cell");
});

test("without cells, what can't be read stays in a row of numbers and a column of three, and no header does", () => {
  const rows = (/** @type {string[]} */ ...texts) =>
    texts.flatMap((text, y) => Array.from(text).flatMap((sign, x) => written(sign, { x: 200 * x, y: 100 * y })));
  assert.equal(kept(rows("12", "34", "5?", "67")), "1234567?");
  assert.equal(kept(rows("12", "34", "5?")), "12345", "a column of two");
  assert.equal(kept(rows("??", "12", "34", "56")), "123456", "above columns");
  assert.equal(kept(rows("1?", "3?", "5?", "7?")), "1357", "beside numbers");
  assert.equal(kept(rows("12", "34", "?", "56")), "123456", "a row of none");
  assert.equal(kept(rows("1", "2", "3", "?4")), "1234", "below numbers with nothing beside them");
  assert.equal(kept(rows("12", "34", "56", "7?", "?8", "9?")), "123456789", "too many");
});

test("a number right below boxes, as high as those in them, is a sum, a little unsure as it may be", () => {
  const below = (/** @type {number} */ y, second = 0.85, height = 60) => {
    const sure = written("5", { y, height, confidence: 0.99 });
    const other = written("8", { x: 0.65 * height, y, height, confidence: second });
    return kept([...written("4711"), ...sure, ...other], CELLS);
  };
  assert.equal(below(100), "471158");
  assert.equal(below(100, 0.75), "4711", "not sure enough in the mean");
  assert.equal(below(170), "4711", "too far away");
  assert.equal(below(100, 0.85, 40), "4711", "smaller, as print is");
  assert.equal(below(100, 0.85, 90), "4711", "larger, as titles are");
});
