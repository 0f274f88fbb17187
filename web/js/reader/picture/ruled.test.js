import assert from "node:assert/strict";
import test from "node:test";
import { covered } from "./pictures.fixture.js";
import { ruledIn } from "./ruled.js";
import { removeLines } from "./without-lines.js";

/** @typedef {import("../types.js").Stroke} Stroke */

const SIZE = { width: 600, height: 300 };
const turn = () => {};

/** @param {number} x @param {number} y @param {number} toX @param {number} toY @returns {Stroke} */
const line = (x, y, toX, toY) => [
  { x, y },
  { x: toX, y: toY },
];

/** @param {number} x @param {number} y @param {number} wide @param {number} high @returns {Stroke[]} */
const box = (x, y, wide, high) => [
  line(x, y, x + wide, y),
  line(x, y + high, x + wide, y + high),
  line(x, y, x, y + high),
  line(x + wide, y, x + wide, y + high),
];

/** A ring, as an open 0. @param {number} x @param {number} y @param {number} high @returns {Stroke[]} */
const ring = (x, y, high) => [
  Array.from({ length: 25 }, (_, i) => ({
    x: x + 0.3 * high * Math.cos((i * Math.PI) / 12),
    y: y + 0.5 * high * Math.sin((i * Math.PI) / 12),
  })),
];

/** The same with a pen three times as broad. @param {number} x @param {number} y @param {number} high */
const broad = (x, y, high) => [0, 4, 8].flatMap((by) => ring(x, y, high - 2 * by));

/** A line that sags by so many pixels in its middle. @param {number} y @param {number} by @returns {Stroke} */
const sagging = (y, by) =>
  Array.from({ length: 41 }, (_, i) => ({ x: 15 * i, y: y + by * Math.sin((i * Math.PI) / 40) }));

/** @param {Stroke[]} strokes @param {number} pen */
function inkOf(strokes, pen) {
  const ink = covered(strokes, SIZE, pen);
  return { ...SIZE, mask: new Uint8Array(ink.map((value) => Number(value >= 0.3))) };
}

const DIGITS = [...ring(100, 150, 80), ...ring(200, 150, 80), ...ring(300, 150, 80)];

/** How many lines are ruled: across, upright. @type {[string, Stroke[], number, [number, number]][]} */
const RULED = [
  ["a rule line below digits", [...DIGITS, line(0, 200, 599, 200)], 4, [1, 0]],
  ["a rule line through digits", [...DIGITS, line(0, 160, 599, 160)], 4, [1, 0]],
  ["a line that slants by 6°", [...DIGITS, line(0, 230, 599, 170)], 4, [1, 0]],
  ["a line that bends", [...DIGITS, sagging(215, 12)], 4, [1, 0]],
  [
    "feet of digits with points between them",
    [...ring(100, 150, 80), ...[170, 240, 310].flatMap((x) => [line(x, 110, x, 190), line(x - 25, 190, x + 33, 190)])],
    8,
    [0, 0],
  ],
  ["a short line to write on", [...DIGITS, line(40, 205, 360, 205)], 4, [1, 0]],
  [
    "squared paper",
    [...DIGITS, ...[40, 110, 190, 260].map((y) => line(0, y, 599, y)), line(60, 0, 60, 299)],
    3,
    [4, 1],
  ],
  ["a square around a digit", [...ring(200, 150, 60), ...box(160, 105, 80, 90)], 4, [2, 2]],
  ["a frame near the edge", [...DIGITS, ...box(6, 6, 588, 288)], 4, [2, 2]],
  [
    "boxes in a row",
    [...DIGITS, ...box(50, 90, 100, 120), line(250, 90, 250, 210), ...box(150, 90, 200, 120)],
    4,
    [2, 4],
  ],
  ["a line of a margin", [...DIGITS, line(30, 0, 30, 299)], 4, [0, 1]],
  [
    "the rules of a page on its side, that digits hang on",
    [...[50, 150, 250].flatMap((y) => broad(300, y, 90)), line(272, 0, 274, 299), line(340, 0, 342, 299)],
    4,
    [0, 2],
  ],
  [
    "a comb with ticks",
    [...DIGITS, line(50, 205, 350, 205), ...[50, 150, 250, 350].map((x) => line(x, 180, x, 205))],
    4,
    [1, 4],
  ],
];

test("commas that stand on a line of a table are no ticks of a comb", async () => {
  const grid = [
    ...[60, 150, 240].map((y) => line(20, y, 580, y)),
    ...[20, 150, 390, 580].map((x) => line(x, 60, x, 240)),
  ];
  const rings = [70, 250, 440].flatMap((x) => [105, 195].flatMap((y) => ring(x, y, 70)));
  const commas = [110, 290, 480].map((x) => line(x, 214, x, 235));
  const { lines } = await ruledIn(inkOf([...grid, ...rings, ...commas], 3), turn);
  assert.equal(lines.filter(({ isUpright, middles }) => isUpright && middles.length < 50).length, 0);
});

for (const [name, strokes, pen, [across, upright]] of RULED) {
  test(`ruled: ${name}`, async () => {
    const { lines } = await ruledIn(inkOf(strokes, pen), turn);
    const found = [false, true].map((isUpright) => lines.filter((one) => one.isUpright === isUpright));
    const covering = (/** @type {typeof lines} */ some) => some.reduce((sum, { middles }) => sum + middles.length, 0);
    assert.ok(found[0].length >= across && found[1].length >= upright, `${found.map(({ length }) => length)}`);
    assert.ok(across > 0 || covering(found[0]) === 0, "no stroke is taken for a line across");
    assert.ok(upright > 0 || covering(found[1]) === 0, "no stroke is taken for an upright line");
  });
}

const FOUR = [line(260, 40, 200, 180), line(200, 180, 320, 180), line(290, 110, 290, 260)];
const STROKES = /** @type {[string, Stroke[], number][]} */ ([
  ["a lone 1", [line(300, 40, 300, 260)], 4],
  ["two 1s", [line(250, 60, 250, 250), line(340, 62, 338, 252)], 3],
  ["1, 1, 1 and a round digit", [line(250, 60, 250, 250), line(340, 62, 338, 252), ...ring(100, 155, 190)], 3],
  [
    "1s that fill the picture, and points between them",
    [...[100, 400].map((x) => line(x, 0, x, 299)), ...ring(250, 100, 60), ...ring(250, 200, 60)],
    8,
  ],
  ["a 4 with a thin pen", FOUR, 2],
  ["142 with a thin pen", [line(80, 40, 80, 260), ...FOUR, ...ring(450, 150, 220)], 2],
  ["a 7 with a bar", [line(200, 60, 330, 60), line(330, 60, 240, 260), line(230, 160, 330, 160)], 5],
]);

for (const [name, strokes, pen] of STROKES) {
  test(`strokes, and no lines: ${name}`, async () => {
    assert.deepEqual((await ruledIn(inkOf(strokes, pen), turn)).lines, []);
  });
}

const RULE = line(0, 268, 599, 272);
const MARGIN = line(24, 0, 28, 299); // from edge to edge
const BROAD = [0, 4, 8].map((right) => line(24 + right, 0, 28 + right, 299)); // as broad as the pen
// What is nearly as high as the picture, of slanting strokes alone.
const CLOSE = [60, 250].flatMap((x) => [line(x, 20, x + 140, 282), line(x + 140, 20, x, 282)]);

for (const [name, strokes, upright] of /** @type {[string, Stroke[], number][]} */ ([
  ["a margin on the left", [RULE, MARGIN], 1],
  ["a margin on the right", [RULE, line(560, 0, 566, 299)], 1],
  ["a 1 from edge to edge on paper without rules", [MARGIN], 0],
  ["a 1 from edge to edge with the pen that wrote the others", [RULE, ...BROAD], 0],
  ["a 1 that ends on the rule", [RULE, line(24, 25, 28, 270)], 0],
  ["a 1 from edge to edge between digits", [RULE, line(225, 0, 229, 299)], 0],
])) {
  test(`in a close-up: ${name}`, async () => {
    const inks = [inkOf(strokes, 4), inkOf(CLOSE, 10)];
    const mask = inks[0].mask.map((value, at) => Math.max(value, inks[1].mask[at]));
    const { lines } = await ruledIn({ ...SIZE, mask }, turn);
    assert.equal(lines.filter(({ isUpright }) => isUpright).length, upright);
    assert.equal(lines.filter(({ isUpright }) => !isUpright).length, Number(strokes.includes(RULE)));
  });
}

/** Lines over the whole picture. @param {number} room @param {boolean} isSquared @returns {Stroke[]} */
function rules(room, isSquared) {
  const across = Array.from({ length: Math.floor(SIZE.height / room) }, (_, i) => (i + 0.4) * room);
  const upright = Array.from({ length: Math.floor(SIZE.width / room) }, (_, i) => (i + 0.4) * room);
  return [
    ...across.map((y) => line(0, y, SIZE.width - 1, y + 4)),
    ...(isSquared ? upright.map((x) => line(x, 0, x - 4, SIZE.height - 1)) : []),
  ];
}

/** Stems and a ring between them, as in 101 and 4. @type {Stroke[]} */
const ON_RULES = [
  line(120, 95, 118, 195),
  ...ring(190, 145, 100),
  line(262, 97, 260, 193),
  line(330, 90, 300, 160),
  line(300, 160, 370, 158),
  line(350, 120, 348, 200),
];

for (const room of [36, 44, 52, 75, 110]) {
  for (const isSquared of [false, true]) {
    const paper = `${isSquared ? "squared" : "ruled"} paper of ${room} px`;
    test(`on ${paper}, stems are no walls and nothing is a cell`, async () => {
      const inks = [inkOf(rules(room, isSquared), 2), inkOf(ON_RULES, 8)];
      const mask = inks[0].mask.map((value, at) => Math.max(value, inks[1].mask[at]));
      const { lines, cells } = await ruledIn({ ...SIZE, mask }, turn);
      assert.deepEqual(cells, []);
      for (const { isUpright, middles, thickest } of lines) {
        assert.ok(middles.length > 200 && thickest <= 4, "a rule is long and thin");
        assert.ok(isSquared || !isUpright, "no stem is a line");
      }
      const across = lines.filter(({ isUpright }) => !isUpright);
      assert.equal(across.length, Math.floor(SIZE.height / room), "each rule is found, once");
    });
  }
}

test("a table that fills the picture is no squared paper, and its stems end on its lines", async () => {
  const places = [20, 110, 200, 280];
  const grid = [...places.map((y) => line(20, y, 580, y)), ...[20, 160, 300, 440, 580].map((x) => line(x, 20, x, 280))];
  const { cells } = await ruledIn(inkOf([...grid, ...ring(90, 65, 60), ...ring(230, 155, 60)], 3), turn);
  assert.equal(cells.length, 12);
});

for (const angle of [-1.5, -0.7, 0.7, 1.5, 3]) {
  test(`thin lines turned by ${angle}° close all cells around bold digits, at the corners, too`, async () => {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const at = (/** @type {number} */ x, /** @type {number} */ y) => ({
      x: 20 + cos * x - sin * y,
      y: 30 + sin * x + cos * y,
    });
    const [wide, high] = [[0, 185, 370, 555], [0, 80, 160, 240]]; // prettier-ignore
    const grid = [...wide.map((x) => [at(x, 0), at(x, 240)]), ...high.map((y) => [at(0, y), at(555, y)])];
    const rings = [60, 125, 245, 310, 430, 495].flatMap((x) =>
      [40, 120, 200].flatMap((y) => ring(at(x, y).x, at(x, y).y, 44)),
    );
    const [lines, written] = [inkOf(grid, 3), inkOf(rings, 9)];
    const mask = lines.mask.map((value, i) => Math.max(value, written.mask[i]));
    const { cells } = await ruledIn({ ...SIZE, mask }, turn);
    assert.equal(cells.length, 9);
  });
}

test("what lines close are cells, and what is over a line is a field", async () => {
  const { cells } = await ruledIn(inkOf([...DIGITS, ...box(50, 90, 100, 120), ...box(150, 90, 100, 120)], 4), turn);
  assert.equal(cells.length, 2);
  for (const cell of cells) assert.ok(Math.abs(cell.width - 98) < 6 && Math.abs(cell.height - 118) < 6);
  const { fields } = await ruledIn(inkOf([...DIGITS, line(40, 205, 360, 205)], 4), turn);
  assert.equal(fields.length, 1);
  const [{ x, y, width, height }] = fields;
  assert.ok(x <= 60 && x + width >= 340 && y < 140 && y + height > 200);
});

/** Three boxes that two walls part which are one line, and rings in them. */
const DOUBLE_WALLS = [
  ...box(60, 90, 270, 110),
  ...[150, 154, 240, 244].map((x) => line(x, 90, x, 200)),
  ...[105, 197, 288].flatMap((x) => ring(x, 145, 60)),
];

test("two walls with little between them are sides of boxes, and a broad 1 in a box is none", async () => {
  const uprightAt = async (/** @type {Stroke[]} */ strokes, /** @type {number} */ x) => {
    const { lines } = await ruledIn(inkOf(strokes, 4), turn);
    return lines.filter(({ isUpright, middles }) => isUpright && Math.abs(middles[0] - x) < 6).length;
  };
  assert.equal(await uprightAt(DOUBLE_WALLS, 152), 1);
  assert.equal(await uprightAt(DOUBLE_WALLS, 242), 1);
  const one = [194, 198].map((x) => line(x, 214, x, 235));
  const withOne = [...DOUBLE_WALLS.slice(0, 8), ...ring(105, 145, 60), ...ring(288, 145, 60), ...one];
  assert.equal(await uprightAt(withOne, 196), 0);
});

/** @param {number} dark the line's contrast @param {number} ink the digits' */
async function removed(dark, ink) {
  const on = covered([line(0, 160, 599, 160)], SIZE, 4);
  const digits = covered(DIGITS, SIZE, 4);
  const values = digits.map((value, at) => Math.max(ink * value, dark * on[at]));
  const mask = new Uint8Array(values.map((value) => Number(value >= 0.3 * dark)));
  const contrast = { ...SIZE, values: values.slice() };
  const noise = { ...SIZE, values: new Float32Array(values.length).fill(0.01) };
  const { lines } = await ruledIn({ ...SIZE, mask }, turn);
  const onLine = removeLines(lines, { ...SIZE, mask }, contrast, noise);
  return { contrast, noise, digits, onLine };
}

test("a line becomes ground, its noise rises by a fifth of its contrast, and what crosses it stays", async () => {
  const { contrast, noise, onLine, digits } = await removed(0.3, 0.6);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => y * SIZE.width + x;
  assert.ok(Math.abs(contrast.values[at(450, 160)]) < 0.02);
  assert.ok(Math.abs(noise.values[at(450, 160)] - 0.07) < 0.005);
  assert.equal(onLine[at(450, 160)], 1);
  assert.equal(onLine[at(450, 120)], 0);
  let [lost, all] = [0, 0];
  digits.forEach((value, i) => {
    if (value < 1) return;
    all++;
    if (contrast.values[i] < 0.3) lost++;
  });
  assert.ok(lost < 0.01 * all, `${lost} of ${all} pixels of the digits are lost`);
});
