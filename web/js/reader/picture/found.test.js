import assert from "node:assert/strict";
import test from "node:test";
import { CLASSES, DIGITS, PIXELS } from "../shared/contract.js";
import { createPace } from "../shared/next-turn.js";
import { judgedIn } from "./found.js";
import { fromPieces } from "./from-pieces.js";
import { pieceOf } from "./pictures.fixture.js";

const stroke = (/** @type {number[][]} */ ...points) => points.map(([x, y]) => ({ x, y }));

/** Two 1s, and a point below the middle of the second, nearly touching it, too small for a digit. */
const PIECES = [pieceOf([stroke([60, 50], [60, 150])]), pieceOf([stroke([110, 50], [95, 100], [110, 150])])];
const POINT = pieceOf([stroke([93, 132], [94, 132])]);

/** Each of the two as the network gets it. */
const ALONE = PIECES.map((piece) => String(fromPieces([piece])));

/** @param {(image: Float32Array) => number} confidence of a 1 */
const network = (confidence) => async (/** @type {Float32Array} */ images) =>
  Array.from({ length: images.length / PIXELS }, (_, i) => {
    const one = confidence(images.subarray(i * PIXELS, (i + 1) * PIXELS));
    return Float32Array.from({ length: CLASSES }, (_, k) => (k === 1 ? one : k === DIGITS ? 1 - one : 0));
  });

/**
 * @param {number} together how surely a 1 and the point read as one digit
 * @param {import("../types.js").Size} [part]
 */
async function confidencesWith(together, part) {
  return judgedOf({ part, pieces: PIECES, specks: [POINT] }, (image) => (ALONE.includes(image) ? 0.7 : together));
}

/**
 * The marks in pieces, and how sure the digits are, which are all surely 1s.
 * @param {Pick<import("./found.js").Pieces, "pieces" | "specks" | "part">} pieces
 * @param {(image: string) => number} confidence of a 1 at first sight
 */
async function judgedOf(pieces, confidence) {
  const read = network((image) => confidence(String(image)));
  const glance = async (/** @type {Float32Array} */ images) =>
    Float32Array.from((await read(images)).flatMap((each) => [...each]));
  const nothing = { others: [], wholes: [], cells: [], fields: [], leftOut: 0, scale: 1, corner: { x: 0, y: 0 } };
  const judge = { glance, judge: network(() => 0.99) };
  const course = { pace: createPace(), onProgress: () => {} };
  const { found, judged } = await judgedIn({ ...nothing, ...pieces }, judge, course);
  return found.map(({ mark = "" }, i) => mark || judged[i][1].toFixed(2)).sort();
}

test("a digit beside which a mark may have been lost is no surer than eight tenths", async () => {
  assert.deepEqual(await confidencesWith(0.75), ["0.80", "0.80"]);
  assert.deepEqual(await confidencesWith(0.6), [".", "0.99", "0.99"]);
});

test("what comes up to the edge of a part may be cut: a digit is in doubt, a mark at its side none", async () => {
  const [first, second] = PIECES.map(({ box }) => box);
  assert.deepEqual(await confidencesWith(0.6, { width: 900, height: 900 }), [".", "0.99", "0.99"]);
  assert.deepEqual(await confidencesWith(0.6, { width: second.x + second.width, height: 900 }), [".", "0.80", "0.99"]);
  assert.deepEqual(await confidencesWith(0.6, { width: 900, height: first.y + first.height }), [".", "0.80", "0.80"]);
  const width = POINT.box.x + POINT.box.width;
  assert.ok(!(await confidencesWith(0.6, { width, height: 900 })).includes("."));
});

test("a part of a digit that stands low beside the others may be a mark: the digit is in doubt", async () => {
  const [body, next] = [60, 120].map((x) => pieceOf([stroke([x, 50], [x, 150])]));
  const beside = async (/** @type {number} */ length, /** @type {number} */ gap) => {
    const low = pieceOf([stroke([60 + gap, 150 - length], [60 + gap, 150])]);
    const alone = [body, low].map((piece) => String(fromPieces([piece])));
    const how = (/** @type {string} */ image) => (alone.includes(image) ? 0.3 : 0.97);
    return judgedOf({ pieces: [body, low, next], specks: [] }, how);
  };
  assert.deepEqual(await beside(16, 12), ["0.80", "0.99"]);
  assert.deepEqual(await beside(16, 8), ["0.99", "0.99"], "one that touches it");
});
