import assert from "node:assert/strict";
import test from "node:test";
import { fromStrokes } from "../../reader/ink.js";
import { DRAWINGS } from "../../reader/shared/drawings.fixture.js";
import { accountOf } from "./account.js";
import { graphOf, NAMES, runOf } from "./networks.fixture.js";
import { stepsOf } from "./steps.js";

/** @typedef {import("../../reader/network/engine/plan.js").Step} Step */

const IMAGES = [DRAWINGS.two, DRAWINGS.eight].map((strokes) => /** @type {Float32Array} */ (fromStrokes(strokes)));

/** Of each layer some sixty numbers, at the edges and within. @param {number[]} shape */
function placesIn(shape) {
  const [height, width, channels] = shape.length === 3 ? shape : [1, 1, shape[0]];
  const count = height * width * channels;
  return Array.from({ length: Math.min(count, 60) }, (_, i) => {
    const at = Math.floor((i * count) / Math.min(count, 60));
    const pixel = Math.floor(at / channels);
    return { at, place: { x: pixel % width, y: Math.floor(pixel / width), channel: at % channels } };
  });
}

for (const name of NAMES) {
  test(`what is said to make a number of ${name} makes it, in every layer`, () => {
    const graph = graphOf(name);
    const run = runOf(graph);
    for (const image of IMAGES) {
      const layers = run(image);
      stepsOf(graph, layers).forEach(({ step, from }, i) => {
        const { kind, shape, values } = layers[i];
        if (kind === "input") return assert.equal(step, null);
        assert.ok(step, `${kind} is taken apart`);
        const inputs = from.map((place) => layers[place]);
        for (const { at, place } of placesIn(shape)) {
          const { value } = accountOf(step, inputs, place);
          const allowed = 1e-5 * Math.max(1, Math.abs(values[at]));
          assert.ok(
            Math.abs(value - values[at]) <= allowed,
            `${kind} ${JSON.stringify(place)}: ${value}, ${values[at]}`,
          );
        }
      });
    }
  });
}

const plane = (/** @type {number} */ size, channels = 1) => ({
  height: size,
  width: size,
  channels,
  isVector: false,
  border: 0,
});
const vector = (/** @type {number} */ channels) => ({ height: 1, width: 1, channels, isVector: true, border: 0 });
const of = (/** @type {number[]} */ ...values) => ({ values: Float32Array.from(values) });
const ORIGIN = { x: 0, y: 0, channel: 0 };

test("products, their sum, the bias and what is cut off are told one by one", () => {
  /** @type {Step} */
  const step = {
    kind: "product",
    from: plane(2),
    to: plane(2),
    window: { height: 3, width: 3, stride: 1, top: 1, left: 1 },
    weights: Float32Array.of(9, 9, 9, 9, 2, -3, 9, 0.5, 1),
    bias: Float32Array.of(-4),
    isRelu: true,
  };
  const account = accountOf(step, [of(1, 2, 4, 8)], ORIGIN);
  const [{ terms }] = account.parts;
  assert.deepEqual(
    terms.map(({ isOutside }) => isOutside),
    [true, true, true, true, false, false, true, false, false],
  );
  assert.deepEqual(
    terms.map(({ product }) => product),
    [0, 0, 0, 0, 2, -6, 0, 2, 8],
  );
  assert.deepEqual([account.sum, account.bias, account.total, account.value], [6, -4, 2, 2]);
  const dark = accountOf({ ...step, bias: Float32Array.of(-7) }, [of(1, 2, 4, 8)], ORIGIN);
  assert.deepEqual([dark.total, dark.value], [-1, 0]);
});

test("each map has its own weights, and its own sum", () => {
  /** @type {Step} */
  const step = { kind: "product", from: vector(2), to: vector(3), weights: Float32Array.of(1, 2, 3, 10, 20, 30) };
  const { parts, value } = accountOf(step, [of(2, 5)], { ...ORIGIN, channel: 1 });
  assert.deepEqual(
    parts.map(({ channel, sum }) => [channel, sum]),
    [
      [0, 4],
      [1, 100],
    ],
  );
  assert.equal(value, 104);
});

test("a depthwise layer looks at one map alone", () => {
  /** @type {Step} */
  const step = {
    kind: "depthwise",
    from: plane(2, 2),
    to: { ...plane(1, 2) },
    window: { height: 2, width: 2, stride: 1, top: 0, left: 0 },
    weights: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40),
  };
  const input = of(1, 0, 0, 1, 0, 0, 1, 2);
  assert.equal(accountOf(step, [input], ORIGIN).value, 5);
  assert.equal(accountOf(step, [input], { ...ORIGIN, channel: 1 }).value, 100);
});

test("pooling takes the largest of its window, also of what is below zero", () => {
  /** @type {Step} */
  const step = {
    kind: "pool",
    from: plane(4),
    to: plane(2),
    window: { height: 2, width: 2, stride: 2, top: 0, left: 0 },
  };
  const input = of(0, 0, -4, -3, 0, 0, -2, -9, 0, 0, 0, 0, 0, 0, 0, 0);
  const { how, value, parts } = accountOf(step, [input], { x: 1, y: 0, channel: 0 });
  assert.deepEqual([how, value], ["largest", -2]);
  assert.deepEqual(
    parts[0].terms.map(({ place }) => [place.x, place.y]),
    [
      [2, 0],
      [3, 0],
      [2, 1],
      [3, 1],
    ],
  );
});

test("means, sums, factors and shares", () => {
  const input = of(1, 2, 3, 6);
  assert.equal(accountOf({ kind: "mean", from: plane(2), to: vector(1) }, [input], ORIGIN).value, 3);
  assert.equal(
    accountOf({ kind: "sum", from: plane(2), and: plane(2), to: plane(2) }, [input, of(5, 0, 0, 0)], ORIGIN).value,
    6,
  );
  const scaled = { weights: Float32Array.of(-2), bias: Float32Array.of(0.5) };
  const { how, value } = accountOf({ kind: "pool", from: plane(2), to: plane(2), ...scaled }, [input], ORIGIN);
  assert.deepEqual([how, value], ["each", -1.5]);
  assert.equal(
    accountOf({ kind: "flatten", from: plane(2), to: vector(4) }, [input], { ...ORIGIN, channel: 3 }).value,
    6,
  );
  const share = accountOf({ kind: "softmax", from: vector(2), to: vector(2) }, [of(1000, 1000 + Math.log(3))], ORIGIN);
  assert.ok(Math.abs(share.value - 0.25) < 1e-5);
});
