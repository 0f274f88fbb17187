import assert from "node:assert/strict";
import test from "node:test";
import { createJudge } from "./judge.js";

/**
 * A network that is as sure that an image is a 3 as its first pixel says, and else takes it for no digit; and how many
 * images it got each time.
 * @param {{ temperature?: number, doubt?: number }} [calibration]
 */
function network(calibration) {
  /** @type {number[]} */
  const calls = [];
  const classify = async (/** @type {Float32Array} */ images) => {
    const count = images.length / 784;
    calls.push(count);
    const outputs = new Float32Array(11 * count);
    for (let i = 0; i < count; i++) {
      outputs[11 * i + 3] = images[784 * i];
      outputs[11 * i + 10] = 1 - images[784 * i];
    }
    return outputs;
  };
  return {
    calls,
    card: { name: "test", classes: 11, files: {}, calibration },
    classify,
    look: async (/** @type {Float32Array} */ images) => ({
      probabilities: await classify(images),
      features: Float32Array.from(
        { length: (2 * images.length) / 784 },
        (_, i) => images[784 * (i >> 1) + 1 + (i % 2)],
      ),
    }),
  };
}

/**
 * An image whose first pixel is `sureness`, and the next two what the network finds in it, with ink in the middle.
 * @param {number} sureness @param {[number, number]} [features]
 */
function imageOf(sureness, features = [1, 0]) {
  const image = new Float32Array(784);
  image.set([sureness, ...features]);
  image.fill(1, 390, 400);
  return image;
}

/** @param {Float32Array[]} images */
const together = (...images) => Float32Array.from(images.flatMap((image) => [...image]));

const round = (/** @type {number} */ share) => Math.round(1000 * share) / 1000;

test("a glance is one look, calibrated", async () => {
  const { calls, ...all } = network({ temperature: 2, doubt: 0.95 });
  const glanced = await createJudge(all).glance(together(imageOf(0.9), imageOf(0.5)));
  assert.deepEqual(
    [3, 10, 14, 21].map((i) => round(glanced[i])),
    [0.75, 0.25, 0.5, 0.5],
  );
  assert.deepEqual(calls, [2]);
});

test("a judgement looks again at what is in doubt, and at nothing else", async () => {
  const { calls, ...all } = network({ doubt: 0.95 });
  const [sure, unsure] = await createJudge(all).judge(together(imageOf(0.96), imageOf(0.9375)));
  assert.deepEqual(calls, [2, 4]);
  assert.equal(round(sure[3]), 0.96);
  // Some of the five looks see what is beyond the edge in place of the first pixel, and take it for no digit.
  assert.ok(unsure[3] < 0.9, `${unsure[3]}`);
  assert.ok(Math.abs(unsure.reduce((a, b) => a + b) - 1) < 1e-6);
});

test("a second look is calibrated as the first one is", async () => {
  const { calls: _, ...all } = network({ temperature: 2, doubt: 0.95 });
  const [judged] = await createJudge(all).judge(new Float32Array(784).fill(0.8));
  // Of the five looks three see 0.8 in the first pixel, which is 2/3 after calibration, and two what is beyond the
  // edge.
  assert.equal(round(judged[3]), 0.4);
});

test("without doubts, as of a card that has none, a judgement is one look", async () => {
  const { calls, ...all } = network();
  await createJudge(all).judge(together(imageOf(0.2), imageOf(0.9)));
  assert.deepEqual(calls, [2]);
});

test("glances that are known save the first look, and the second where it was taken", async () => {
  const { calls, ...all } = network({ doubt: 0.95 });
  const { glance, judge } = createJudge(all);
  const images = imageOf(0.5);
  const glances = [await glance(images)];
  const [first] = await judge(images, glances);
  const [again] = await judge(images, glances);
  assert.deepEqual(calls, [1, 4]);
  assert.equal(again, first);
});

test("what was learnt has the last word, and the judge that it was learnt by stays as it was", async () => {
  const { calls, ...all } = network({ doubt: 0.95 });
  const judge = createJudge(all);
  const image = imageOf(0.5);
  const taught = await judge.taught([{ image, digit: 8 }]);
  assert.deepEqual(calls, [1, 4], "it learns from what it would judge");
  calls.length = 0;
  const glanced = await taught.glance(image);
  assert.equal(glanced.indexOf(Math.max(...glanced)), 8);
  assert.deepEqual(calls, [1]);
  const [judged] = await taught.judge(image);
  assert.ok(judged[8] >= 0.94, `${judged[8]}`);
  assert.deepEqual(calls, [1, 1, 4]);
  assert.equal((await judge.glance(image))[8], 0);
  const [unlike] = await taught.judge(imageOf(0.99, [0, 1]));
  assert.ok(unlike[3] > 0.9, `${unlike[3]}`);
});

test("that something is no digit can be learnt", async () => {
  const { calls: _, ...all } = network();
  const image = imageOf(0.99);
  const [judged] = await (await createJudge(all).taught([{ image, digit: null }])).judge(image);
  assert.ok(judged[10] >= 0.94, `${judged[10]}`);
});
