import assert from "node:assert/strict";
import test from "node:test";
import { fromStrokes } from "../ink.js";
import { DRAWINGS } from "../shared/drawings.fixture.js";
import { createHead } from "./head.js";
import { moved } from "./second-look.js";

/** @typedef {{ scores: number[], features: number[], image: Float32Array }} Shown one image, as a network sees it */

const FEATURES = 20;

/** @param {keyof typeof DRAWINGS} name */
const imageOf = (name) => /** @type {Float32Array} */ (fromStrokes(DRAWINGS[name]));

/** What a network finds, of a kind: kinds have nothing in common. @param {number} kind @returns {number[]} */
const featuresOf = (kind) => Array.from({ length: FEATURES }, (_, i) => Number(i === kind));

/**
 * What it finds in something of one kind that looks a little of another.
 * @param {number} angle between the two, degrees
 */
const between = (angle) =>
  featuresOf(1).map((value, i) => {
    const radians = (angle / 180) * Math.PI;
    return Math.cos(radians) * value + Math.sin(radians) * featuresOf(2)[i];
  });

/** @param {number} digit @param {number} [probability] */
const sureOf = (digit, probability = 0.999) =>
  Array.from({ length: 11 }, (_, k) => (k === digit ? probability : (1 - probability) / 10));

/** @param {Shown[]} all */
const seen = (all) => ({
  scores: Float32Array.from(all.flatMap(({ scores }) => scores)),
  features: Float32Array.from(all.flatMap(({ features }) => features)),
  images: Float32Array.from(all.flatMap(({ image }) => [...image])),
});

/** @param {Shown[]} known @param {number[]} told @param {Shown[]} asked @returns {Promise<number[][]>} 11 of each */
async function judged(known, told, asked) {
  const head = await createHead(seen(known), told);
  const scores = await head(seen(asked));
  return asked.map((_, i) => [...scores.subarray(11 * i, 11 * (i + 1))]);
}

/** @param {number[]} found @param {number[]} expected @param {number} tolerance */
const about = (found, expected, tolerance) =>
  found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) <= tolerance, `${found}, not ${expected}`));

const total = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);

const ONE = { scores: sureOf(1), features: featuresOf(1), image: imageOf("slanting bar") };

for (const told of [7, 10]) {
  for (const probability of [0.4, 0.9, 0.999, 1 - 1e-7]) {
    test(`a correction to ${told} is read as told where the network was sure by ${probability}`, async () => {
      const corrected = { ...ONE, scores: sureOf(1, probability) };
      const [scores] = await judged([corrected], [told], [corrected]);
      assert.ok(scores[told] >= 0.95, `${scores}`);
      assert.ok(Math.abs(total(scores) - 1) < 1e-5);
    });
  }
}

test("what is like it to the network but not to the eye stays, and the other way round", async () => {
  const asked = [
    { ...ONE, image: imageOf("eight") },
    { ...ONE, features: featuresOf(2) },
    { scores: sureOf(8), features: featuresOf(3), image: imageOf("eight") },
  ];
  const scores = await judged([ONE], [7], asked);
  assert.ok(scores[0][1] > 0.95 && scores[1][1] > 0.95);
  about(scores[2], asked[2].scores, 1e-4);
});

test("a slip against a sure network reaches less far than a correction of an unsure one", async () => {
  const [sure, unsure] = [0.9999, 0.5].map((probability) => ({ ...ONE, scores: sureOf(1, probability) }));
  const [afterSlip] = await judged([sure], [7], [{ ...sure, features: between(34.5) }]);
  const [afterCorrection] = await judged([unsure], [7], [{ ...unsure, features: between(34.5) }]);
  assert.ok(afterSlip[1] > 0.8, `${afterSlip}`);
  assert.ok(afterCorrection[7] > 0.5, `${afterCorrection}`);
});

/** @param {number} share @param {number} least @param {number} most */
const within = (share, least, most) => assert.ok(share > least && share < most, `${share}, not ${least} to ${most}`);

test("a correction reaches as far as two digits of one writer are alike, and no further", async () => {
  const [unsure, sure] = [0.5, 0.9999].map((probability) => ({ ...ONE, scores: sureOf(1, probability) }));
  const seven = async (/** @type {Shown} */ corrected, /** @type {Partial<Shown>} */ asked) =>
    (await judged([corrected], [7], [{ ...corrected, ...asked }]))[0][7];
  const slanted = (/** @type {number} */ slant) => ({ image: moved(ONE.image, { slant }) });
  within(await seven(unsure, slanted(0.1)), 0.8, 0.85);
  within(await seven(sure, slanted(0.06)), 0.82, 0.87);
  within(await seven(sure, { features: between(8) }), 0.88, 0.92);
  within(await seven(sure, {}), 0.95, 0.97); // no more than is needed
});

test("a network that has no class for what it is told can be talked round, and around it, too", async () => {
  const never = { ...ONE, scores: sureOf(1, 1) };
  const [same, like] = await judged([never], [10], [never, { ...never, features: between(20) }]);
  within(same[10], 0.95, 0.97);
  within(like[10], 0.4, 0.5);
});

test("confirming what is read surely changes nothing", async () => {
  const asked = [ONE, { scores: sureOf(2, 0.6), features: featuresOf(2), image: imageOf("two") }];
  (await judged([ONE], [1], asked)).forEach((scores, i) => about(scores, asked[i].scores, 2e-3));
});

test("corrections that contradict each other, and networks that find nothing, give probabilities", async () => {
  const nothing = { scores: sureOf(3), features: Array(FEATURES).fill(0), image: new Float32Array(784) };
  const five = { scores: sureOf(5), features: featuresOf(5), image: imageOf("five") };
  const scores = await judged([ONE, ONE, nothing], [7, 2, 4], [ONE, nothing, five]);
  for (const each of scores) {
    assert.ok(each.every(Number.isFinite));
    assert.ok(Math.abs(total(each) - 1) < 1e-5);
  }
  assert.ok(scores[2][5] > 0.99);
});

test("while two hundred corrections are learnt, others get their turns", async () => {
  const images = Object.keys(DRAWINGS).map((name) => imageOf(/** @type {keyof typeof DRAWINGS} */ (name)));
  const known = Array.from({ length: 200 }, (_, i) => ({
    scores: sureOf(i % 10),
    features: featuresOf(i % FEATURES),
    image: images[i % images.length],
  }));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await createHead(
    seen(known),
    known.map((_, i) => (i + 3) % 10),
  );
  clearInterval(timer);
  assert.ok(turns >= 3, `${turns}`);
});
