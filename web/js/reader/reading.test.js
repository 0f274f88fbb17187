import assert from "node:assert/strict";
import test from "node:test";
import { ALONE, readingOf } from "./reading.js";

const image = new Float32Array(784);
const found = [0, 1, 2].map((i) => ({
  image,
  box: { x: 20 * (i % 2), y: 100 * Math.floor(i / 2), width: 10, height: 20 },
}));

/** @param {Record<number, number>} shares @returns {Float32Array} */
const shares = (shares) => Float32Array.from({ length: 11 }, (_, digit) => shares[digit] ?? 0);

test("a reading has rows of digits, each with what else it may be", () => {
  const { text, digits } = readingOf(
    found,
    [shares({ 4: 0.5, 9: 0.25, 7: 0.125, 1: 0.0625, 10: 0.0625 }), shares({ 2: 1 }), shares({ 7: 0.75, 10: 0.25 })],
    0.3,
  );
  assert.equal(text, "42\n7");
  assert.deepEqual(
    digits.map(({ row }) => row),
    [0, 0, 1],
  );
  const [four] = digits;
  assert.deepEqual([four.digit, four.confidence, four.rejected], [4, 0.5, false]);
  assert.deepEqual(four.alternatives, [
    { digit: 9, confidence: 0.25 },
    { digit: 7, confidence: 0.125 },
    { digit: 1, confidence: 0.0625 },
  ]);
  assert.ok(Math.abs(four.probabilities[4] - 0.5 / 0.9375) < 1e-6, "given that it is a digit");
  assert.deepEqual([four.box, four.image], [found[0].box, image]);
});

test("what is less likely a digit than is asked for reads ?", () => {
  const likely = [0.31, 0.29, 0.3].map((share) => shares({ 5: share, 10: 1 - share }));
  assert.equal(readingOf(found, likely, 0.3).text, "5?\n5");
});

test("a mark that stands alone has to be likelier: in between it is doubtful", () => {
  const alone = (/** @type {number} */ share, reject = 0.1) => {
    const { text, digits } = readingOf(found.slice(0, 1), [shares({ 7: share, 10: 1 - share })], reject);
    return [text, digits[0].digit, digits[0].rejected, digits[0].doubtful ?? false];
  };
  assert.deepEqual(alone(0.52), ["7", 7, false, false]);
  assert.deepEqual(alone(0.48), ["?", 7, true, true]);
  assert.deepEqual(alone(0.12), ["?", 7, true, true]);
  assert.deepEqual(alone(0.08), ["?", 7, true, false]);
  assert.deepEqual(alone(0.55, 0.6), ["?", 7, true, false], "what the network needs, needs a lone mark, too");
  assert.deepEqual(alone(0.08, 0), ["7", 7, false, false], "of a network that refuses nothing");
  const row = readingOf(
    found,
    [0.48, 0.48, 0.08].map((share) => shares({ 7: share, 10: 1 - share })),
    0.1,
  );
  assert.equal(row.text, "77\n?");
  assert.ok(row.digits.every(({ doubtful }) => !doubtful));
});

test("in a picture, a mark that stands alone has to be less likely than a drawn one", () => {
  const pictured = [0.3, 0.2].map((share) => {
    const { text, digits } = readingOf(
      found.slice(0, 1),
      [shares({ 1: share, 10: 1 - share })],
      0.1,
      undefined,
      ALONE.pictured,
    );
    return [text, digits[0].doubtful ?? false];
  });
  assert.deepEqual(pictured, [
    ["1", false],
    ["?", true],
  ]);
});

test("nothing is an empty reading", () => assert.deepEqual(readingOf([], [], 0.3), { text: "", digits: [], rows: [] }));
