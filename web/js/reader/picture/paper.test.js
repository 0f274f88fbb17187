import assert from "node:assert/strict";
import test from "node:test";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { inkOf } from "./paper.js";
import { covered, drawn, noiseOf, photographed, picture } from "./pictures.fixture.js";

/** @typedef {import("../types.js").Stroke} Stroke */

/** @param {import("./picture.js").Pixels} pixels */
const piecesOf = async (pixels) => (await inkOf(pixels)).pieces;

const SIZE = { width: 320, height: 200 };

/** @param {number} x @param {number} y @param {number} toX @param {number} toY @returns {Stroke} */
const line = (x, y, toX, toY) => [
  { x, y },
  { x: toX, y: toY },
];

/** Bars of a sharp pen, as most of a page has them. */
const BARS = [30, 70, 110, 150, 190].map((x) => line(x, 40, x, 120));

/**
 * Where the pieces are of a photograph with the bars, and with what else there is.
 * @param {Float32Array} [more] ink
 * @param {{ ink?: number, noise?: number }} [how]
 */
async function found(more, { ink = 0.6, noise = 3 } = {}) {
  const bars = covered(BARS, SIZE, 6);
  const all = bars.map((value, at) => Math.max(ink * value, more?.[at] ?? 0));
  return (await piecesOf(photographed(all, SIZE, { noise }))).map(({ box }) => box);
}

/** @param {Stroke} stroke @param {number} ink @param {number} [pen] @param {number} [soft] */
const also = (stroke, ink, pen = 6, soft = 1) => covered([stroke], SIZE, pen, soft).map((value) => ink * value);

const beside = (/** @type {{ x: number }} */ { x }) => x > 210;

test("each stroke of a photograph is a piece, where it was drawn", async () => {
  const boxes = await found();
  assert.equal(boxes.length, 5);
  for (const { x, y, width, height } of boxes) {
    assert.ok(
      [27, 67, 107, 147, 187].some((left) => Math.abs(x - left) <= 2),
      `${x}`,
    );
    assert.ok(Math.abs(y - 37) <= 2 && Math.abs(width - 6) <= 3 && Math.abs(height - 86) <= 4);
  }
});

test("a stroke that is out of focus is ink, and what fades over several widths of strokes is shade", async () => {
  assert.equal((await found(also(line(260, 60, 260, 100), 0.6, 8, 20))).filter(beside).length, 1);
  assert.equal((await found(also(line(260, 60, 260, 100), 0.6, 8, 30))).filter(beside).length, 0);
});

test("what is much fainter than most ink is the paper's other side", async () => {
  assert.equal((await found(also(line(260, 60, 260, 100), 0.6 * 0.45))).filter(beside).length, 1);
  assert.equal((await found(also(line(260, 60, 260, 100), 0.6 * 0.25))).filter(beside).length, 0);
});

test("a stroke that fades ends where a third of its ink is left", async () => {
  const [{ width }] = (await found(also(line(260, 40, 260, 160), 0.6, 10, 10))).filter(beside);
  assert.ok(width >= 15 && width <= 17, `${width}`); // of 20 that hold any ink
});

test("pencil of a twentieth of the paper's brightness is ink, where the camera has no grain", async () => {
  assert.equal((await found(undefined, { ink: 0.09, noise: 0.5 })).length, 5);
  assert.equal((await found(undefined, { ink: 0.035, noise: 0.5 })).length, 0);
});

test("the grain of a camera is no ink, and ink is what stands out from it", async () => {
  assert.equal((await found(undefined, { ink: 0, noise: 20 })).length, 0);
  assert.equal((await found(undefined, { ink: 0.1, noise: 20 })).length, 0);
  assert.equal((await found(undefined, { ink: 0.1, noise: 6 })).length, 5);
});

test("dust is what is smaller than a fifth of most pieces, or than a hundredth of the picture", async () => {
  assert.equal((await found(also(line(260, 60, 260, 60), 0.6, 14))).filter(beside).length, 0);
  assert.equal((await found(also(line(260, 50, 260, 70), 0.6))).filter(beside).length, 1);
  const wide = { width: 640, height: 120 };
  const alone = async (/** @type {number} */ pen) =>
    (await piecesOf(photographed(covered([line(260, 60, 260, 60)], wide, pen), wide, { noise: 1 }))).length;
  assert.equal(await alone(3), 0);
  assert.equal(await alone(7), 1);
});

test("a piece with hardly any ink in it is dust, however long", async () => {
  assert.equal(
    (await found(also(line(260, 40, 260, 120), 0.6, 1.2))).filter(beside).length,
    1,
    "a hair, 1.2 wide, is ink",
  );
  const blots = covered([line(50, 60, 50, 140), line(150, 60, 150, 140)], SIZE, 60);
  const withHair = async (/** @type {number} */ pen) => {
    const hair = covered([line(260, 50, 260, 130)], SIZE, pen);
    const both = picture(SIZE, (_x, _y, at) => 255 * (1 - Math.max(blots[at], hair[at])));
    return (await piecesOf(both)).length - 2;
  };
  assert.equal(await withHair(1.5), 0, "beside blots it is none, with a sixtieth of their ink");
  assert.equal(await withHair(4), 1);
});

/** Of pictures without grain. @param {Stroke[]} strokes @param {number[]} inks @param {number} [side] */
async function clean(strokes, inks, side = 64) {
  const size = { width: side, height: side };
  const all = strokes.map((stroke) => covered([stroke], size, 4));
  const grey = (/** @type {number} */ at) => 255 * (1 - Math.max(...all.map((ink, i) => inks[i] * ink[at])));
  return piecesOf(picture(size, (_x, _y, at) => grey(at)));
}

test("a picture of up to 32 pixels is one digit, a larger one has pieces", async () => {
  const two = [line(8, 6, 8, 22), line(20, 6, 20, 22)];
  assert.equal((await clean(two, [1, 1], 32)).length, 1);
  assert.equal((await clean(two, [1, 1], 33)).length, 2);
});

test("in a clean picture a stroke has two fifths of the strongest ink", async () => {
  const two = [line(16, 12, 16, 44), line(40, 12, 40, 44)];
  assert.equal((await clean(two, [1, 0.45])).length, 2);
  assert.equal((await clean(two, [1, 0.35])).length, 1);
});

test("pieces of a clean picture hold their ink as it is, edges included", async () => {
  const size = { width: 120, height: 160 };
  const ink = covered(placed(DRAWINGS.three, { x: 20, y: 20, size: 100 }), size, 8);
  const [{ values }] = await piecesOf(picture(size, (_x, _y, at) => 255 * (1 - ink[at])));
  const sum = (/** @type {Float32Array} */ all) => all.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum(values) / sum(ink) - 1) < 0.01);
});

test("where nothing is written there is no piece", async () => {
  const flat = (/** @type {number[]} */ rgba) => {
    const { width, height } = SIZE;
    return { width, height, data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => rgba[i % 4]) };
  };
  for (const rgba of [
    [255, 255, 255, 255],
    [20, 90, 60, 255],
    [0, 0, 0, 0],
  ])
    assert.deepEqual(await piecesOf(flat(rgba)), [], `${rgba}`);
  for (const [middle, deviation] of [
    [180, 9],
    [128, 40],
  ]) {
    const grain = noiseOf(deviation);
    assert.deepEqual(await piecesOf(picture(SIZE, () => middle + grain())), [], `noise of ${deviation}`);
  }
});

/** Four ruled lines. @param {number} ink @param {number} thick in pixels */
const ruledIn = (ink, thick) =>
  covered(
    [50, 90, 130, 170].map((y) => line(0, y, 320, y)),
    SIZE,
    thick,
  ).map((value) => ink * value);

test("what is left of ruled lines is no piece, and thick dashes on them are", async () => {
  const ruled = ruledIn(0.25, 2);
  const on = async (/** @type {number} */ pen) => {
    const dash = also(line(240, 90, 275, 90), 0.6, pen);
    const all = ruled.map((value, at) => Math.max(value, dash[at]));
    return (await piecesOf(photographed(all, SIZE))).map(({ box }) => box);
  };
  assert.deepEqual(await on(2), [], "where a line is darker than elsewhere");
  assert.equal((await on(4)).length, 1, "hardly thicker than a line, but much darker");
  const [dash, ...others] = await on(10);
  assert.deepEqual(others, []);
  assert.ok(Math.abs(dash.x - 235) <= 3 && Math.abs(dash.width - 45) <= 6, JSON.stringify(dash));
});

test("a speck on a ruled line is what is left of that, unless hardly any of it lies there", async () => {
  const ink = ruledIn(0.35, 3);
  const specksOn = async (/** @type {number} */ length) => {
    const written = covered([line(250, 130, 250 + length, 130)], SIZE, 5);
    const bars = covered(BARS, SIZE, 6);
    const all = ink.map((value, at) => Math.max(value, 0.8 * written[at], 0.8 * bars[at]));
    return (await inkOf(picture(SIZE, (_x, _y, at) => 255 * (1 - all[at])))).specks.filter(({ box }) => beside(box));
  };
  assert.equal((await specksOn(2)).length, 0);
  assert.equal((await specksOn(4)).length, 1);
});

/** Soft strokes that fill their picture, as of digits cut to their ink and enlarged. */
const CUT_TO_INK = [
  { name: "a narrow 1", stroke: line(7, 0, 6, 64), size: { width: 13, height: 64 }, pen: 6, soft: 6 },
  { name: "a wide 7", stroke: bent([0, 10], [80, 6], [24, 46]), size: { width: 84, height: 50 }, pen: 9, soft: 4 },
  {
    name: "a wide 5",
    stroke: bent([64, 5], [27, 7], [16, 18], [36, 24], [32, 33], [0, 33]),
    size: { width: 64, height: 38 },
    pen: 7,
    soft: 3,
  },
];

/** @param {[number, number][]} points @returns {Stroke} */
function bent(...points) {
  return points.map(([x, y]) => ({ x, y }));
}

test("a digit that is cut to its ink is one piece, dark or light", async () => {
  for (const { name, stroke, size, pen, soft } of CUT_TO_INK) {
    const ink = covered([stroke], size, pen, soft);
    for (const [ground, level] of [
      [255, 0],
      [0, 255],
    ]) {
      const pieces = await piecesOf(picture(size, (_x, _y, at) => ground + (level - ground) * ink[at]));
      assert.equal(pieces.length, 1, `${name} on ${ground}`);
      assert.deepEqual(pieces[0].box, { x: 0, y: 0, ...size }, `${name} on ${ground}`);
    }
  }
});

test("a picture that is cut to its ink is offered as a whole, with bars that may be taken for rules", async () => {
  const seven = [bent([4, 10], [356, 10], [150, 376])];
  const whole = async (/** @type {Stroke[]} */ strokes, /** @type {{ width: number, height: number }} */ size) =>
    (await inkOf(drawn(strokes, size, 20))).wholes.map(({ box }) => box);
  const size = { width: 360, height: 386 };
  assert.deepEqual((await whole(seven, size))[0], { x: 0, y: 0, ...size });
  assert.deepEqual(await whole(seven, { width: 420, height: 440 }), [], "with a margin");
  const cell = bent([10, 10], [350, 10], [350, 376], [10, 376], [10, 10]);
  assert.deepEqual(await whole([cell, line(180, 120, 180, 260)], size), [], "a box with a 1 in it");
});

test("a small picture is offered as a whole, also with a margin, and on paper; a larger one is not", async () => {
  const wholes = async (/** @type {number} */ side, /** @type {number} */ noise) => {
    const size = { width: side, height: side };
    const ink = covered([line(0.3 * side, 0.25 * side, 0.3 * side, 0.75 * side)], size, 4);
    const paper = noise > 0 ? photographed(ink, size, { noise }) : picture(size, (_x, _y, at) => 255 * (1 - ink[at]));
    return (await inkOf(paper)).wholes.map(({ box }) => box);
  };
  for (const noise of [0, 3]) {
    const [whole, ...others] = await wholes(84, noise); // 28 pixels, three times
    assert.deepEqual(others, []);
    assert.ok(whole.height >= 42 && whole.height <= 84, JSON.stringify(whole));
    assert.deepEqual(await wholes(112, noise), [], `noise of ${noise}`);
  }
});

test("a picture enlarged from 28 pixels is one piece, where its ink is; one that is drawn has several", async () => {
  const size = { width: 280, height: 280 };
  const two = [line(90, 60, 90, 220), line(190, 60, 190, 220)];
  const boxes = async (/** @type {number} */ soft) => {
    const ink = covered(two, size, 30, soft);
    return (await piecesOf(picture(size, (_x, _y, at) => 255 * (1 - ink[at])))).map(({ box }) => box);
  };
  const [one, ...others] = await boxes(24);
  assert.deepEqual(others, []);
  assert.ok(Math.abs(one.x - 63) <= 2 && Math.abs(one.width - 154) <= 4, JSON.stringify(one));
  assert.equal((await boxes(4)).length, 2);
});

test("of a stroke that nearly fills a narrow picture both colours are tried for its ink", async () => {
  const othersOf = async (/** @type {number} */ width) => {
    const corner = (/** @type {number} */ x, /** @type {number} */ y) => x + y < 3 || width - x + 150 - y < 4;
    return (await inkOf(picture({ width, height: 150 }, (x, y) => (corner(x, y) ? 255 : 0)))).others.length;
  };
  assert.equal(await othersOf(15), 1);
  assert.equal(await othersOf(100), 0, "a broad one has its ground at its border");
});

test("two strokes as close to each other as those of an equals sign are ink, and no shade", async () => {
  const pair = [60, 68].map((y) => line(235, y, 285, y));
  const boxes = await found(covered(pair, SIZE, 6, 2).map((value) => 0.6 * value));
  assert.equal(boxes.filter(beside).length, 2);
});

/** A box of 36 pixels with a ring in it, in a picture of 56. */
const BOXED = { width: 56, height: 56 };
const SIDES = [line(10, 10, 46, 10), line(10, 46, 46, 46), line(10, 10, 10, 46), line(46, 10, 46, 46)];
const RING = Array.from({ length: 25 }, (_, i) => ({
  x: 28 + 8 * Math.cos((i * Math.PI) / 12),
  y: 28 + 12 * Math.sin((i * Math.PI) / 12),
}));

for (const [name, sides, pens, pictured] of /** @type {[string, number, number[], typeof photographed][]} */ ([
  [
    "drawn, with pale sides",
    0.45,
    [3, 3],
    (ink, size) => picture(size, (_x, _y, at) => Math.round(255 * (1 - ink[at]))),
  ],
  ["photographed", 0.9, [2, 4], (ink, size) => photographed(ink, size, { noise: 2 })],
])) {
  test(`a digit in a small box is a piece of its own, ${name}`, async () => {
    const [box, ring] = [covered(SIDES, BOXED, pens[0]), covered([RING], BOXED, pens[1])];
    const found = await inkOf(
      pictured(
        ring.map((value, at) => Math.max(0.9 * value, sides * box[at])),
        BOXED,
      ),
    );
    const [piece, ...others] = found.pieces.map((each) => each.box);
    assert.deepEqual([others, found.cells.length], [[], 1]);
    assert.ok(Math.abs(piece.width - 20) <= 3 && Math.abs(piece.height - 28) <= 3, JSON.stringify(piece));
  });
}
