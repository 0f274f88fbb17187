import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, DIGITS, PIXELS } from "../shared/contract.js";
import { DRAWINGS, placed } from "../shared/drawings.fixture.js";
import { createPace } from "../shared/next-turn.js";
import { withFeetApart } from "./feet.js";
import { fromPieces } from "./from-pieces.js";
import { digitsOf } from "./interpret.js";
import { inkOf } from "./paper.js";
import { drawn, oneWith, pieceOf } from "./pictures.fixture.js";

/** What is found in a picture of a row of threes. @param {number} count */
async function inkOfRow(count) {
  const strokes = Array.from({ length: count }, (_, i) => placed(DRAWINGS.three, { x: 30 + 90 * i, y: 30, size: 70 }));
  return {
    ...(await inkOf(drawn(strokes.flat(), { width: 60 + 90 * count, height: 130 }, 7))),
    scale: 1,
    corner: { x: 0, y: 0 },
  };
}

/** A network that takes everything for a certain 3. */
function createNetwork() {
  const asked = { images: 0 };
  const glance = async (/** @type {Float32Array} */ images) => {
    const count = images.length / PIXELS;
    asked.images += count;
    return Float32Array.from({ length: count * CLASSES }, (_, i) => (i % CLASSES === 3 ? 0.99 : 0.001));
  };
  return { asked, glance };
}

/** @param {Partial<Parameters<typeof digitsOf>[1]>} tools */
const toolsWith = (tools) => ({
  ...{ ...createNetwork(), pace: createPace(), onProgress: () => {} },
  ...tools,
});

test("progress rises from near 0 to 1", async () => {
  /** @type {number[]} */
  const told = [];
  const pace = { isDue: () => true, turn: async () => {} }; // or a quick device tells of all at once
  const { found } = await digitsOf(await inkOfRow(8), toolsWith({ pace, onProgress: (share) => told.push(share) }));
  assert.equal(found.length, 8);
  assert.ok(told.length >= 4, `${told}`);
  assert.ok(told[0] > 0 && told[0] < 0.6, `${told}`);
  assert.equal(told.at(-1), 1);
  assert.ok(
    told.every((share, i) => i === 0 || share >= told[i - 1]),
    `${told}`,
  );
});

test("once it is given up, no more is read", async () => {
  const ink = await inkOfRow(60);
  const whole = createNetwork();
  await digitsOf(ink, toolsWith(whole));
  const given = new AbortController();
  const { asked, glance } = createNetwork();
  const giveUpSoon = async (/** @type {Float32Array} */ images) => {
    given.abort();
    const until = performance.now() + 11; // as a slow network
    while (performance.now() < until);
    return glance(images);
  };
  const reading = digitsOf(ink, toolsWith({ glance: giveUpSoon, pace: createPace(given.signal) }));
  await assert.rejects(reading, { name: "AbortError" });
  assert.ok(whole.asked.images >= 60 && asked.images < 20, `${asked.images} of ${whole.asked.images}`);
});

test("the page has its turn every few groups", async () => {
  let turns = 0;
  const pace = createPace();
  const counted = { ...pace, turn: () => (turns++, pace.turn()) };
  const { glance } = createNetwork();
  const slow = async (/** @type {Float32Array} */ images) => {
    const until = performance.now() + 11;
    while (performance.now() < until);
    return glance(images);
  };
  const ink = await inkOfRow(30);
  await digitsOf(ink, toolsWith({ glance: slow, pace: counted }));
  assert.ok(turns >= 30 / 6, `${turns} turns`);
});

test("what is too faint for any stroke is no digit, whatever the network makes of an image without ink", async () => {
  const box = { x: 10, y: 10, width: 60, height: 60 };
  const faint = { box, values: new Float32Array(3600).fill(0.3) };
  const picture = {
    pieces: [faint],
    others: [],
    wholes: [],
    specks: [],
    cells: [],
    fields: [],
    leftOut: 0,
    scale: 1,
    corner: { x: 0, y: 0 },
  };
  const { found } = await digitsOf(picture, toolsWith({}));
  assert.deepEqual([...found[0].probabilities], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

/** A row of the letter T, wide enough apart to be read one by one. */
const LETTERS = [0, 1, 2].map((i) => {
  const { box, values } = pieceOf([
    [
      { x: 20, y: 20 },
      { x: 70, y: 20 },
    ],
    [
      { x: 45, y: 20 },
      { x: 45, y: 90 },
    ],
  ]);
  return { box: { ...box, x: box.x + 200 * i }, values };
});

/**
 * By how many quarters a row of letters is turned to be read.
 * @param {number} upright the confidence with which they read as they stand
 * @param {number} turned and upside down
 */
async function quartersOf(upright, turned) {
  const glance = async (/** @type {Float32Array} */ images) => {
    const all = Array.from({ length: images.length / PIXELS }, (_, i) => images.slice(i * PIXELS, (i + 1) * PIXELS));
    return Float32Array.from(
      all.flatMap((image) => {
        const [top, bottom] = [image.findIndex(Boolean), image.findLastIndex(Boolean)];
        const confidence = top + bottom > PIXELS ? upright : turned; // centred by its mass, which is at the bar
        return Array.from({ length: CLASSES }, (_, i) => (i === 3 ? confidence : i === DIGITS ? 1 - confidence : 0));
      }),
    );
  };
  const nothing = { others: [], wholes: [], specks: [], cells: [], fields: [], leftOut: 0 };
  const ink = { ...nothing, pieces: LETTERS, scale: 1, corner: { x: 0, y: 0 } };
  return (await digitsOf(ink, toolsWith({ glance }))).quarters;
}

test("a picture is turned where its numbers read better, by a twelfth at least, and well enough", async () => {
  assert.equal(await quartersOf(0.7, 0.82), 2);
  assert.equal(await quartersOf(0.7, 0.76), 0, "hardly better");
  assert.equal(await quartersOf(0.55, 0.7), 0, "better, but as letters read");
  assert.equal(await quartersOf(0.82, 0.7), 0);
});

/**
 * What is found in two 1s of which the first has a square at its foot.
 * @param {number} sure how surely the first reads as a 1 without the square; with it 0.98
 */
async function marksAtFeet(sure) {
  const pieces = [oneWith({}), pieceOf([[50, 150].map((y) => ({ x: 110, y }))])];
  const [rest] = withFeetApart(pieces[0], [pieces[1].box]);
  const apart = String(fromPieces([rest]));
  const glance = async (/** @type {Float32Array} */ images) =>
    Float32Array.from({ length: (images.length / PIXELS) * CLASSES }, (_, at) => {
      const image = Math.floor(at / CLASSES) * PIXELS;
      const one = String(images.subarray(image, image + PIXELS)) === apart ? sure : 0.98;
      const share = at % CLASSES;
      return share === 1 ? one : share === DIGITS ? 1 - one : 0;
    });
  const nothing = { others: [], wholes: [], cells: [], fields: [], leftOut: 0, scale: 1, corner: { x: 0, y: 0 } };
  const { found } = await digitsOf({ ...nothing, pieces, specks: [] }, toolsWith({ glance }));
  return found.map(({ mark = "1" }) => mark).sort();
}

test("a mark comes apart from the foot of a digit that is as sure without it", async () => {
  assert.deepEqual(await marksAtFeet(0.99), [".", "1", "1"]);
  assert.deepEqual(await marksAtFeet(0.95), ["1", "1"]); // of digits that stand apart, sure enough beside a mark
});
