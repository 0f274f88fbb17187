import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { decodedWeights, plainWeights } from "./weights.js";

/** @typedef {import("./weights.js").Entry} Entry */

/** @param {Entry[]} entries @param {number[]} bytes */
const decoded = (entries, ...bytes) => decodedWeights([{ weights: entries }], Uint8Array.from(bytes));

/** @param {string} dtype @param {number[]} shape @param {any} [quantization] @returns {Entry} */
const entry = (dtype, shape, quantization) => ({ name: "a", dtype, shape, ...(quantization && { quantization }) });

const isDamaged = { name: "Error", message: /^The weights are damaged, or not those of the graph: / };
const isUnknown = { name: "ModelError", message: /^The model's weights can't be read: "a" is .*by tensorflowjs/ };

// What the converter writes

const steps = { dtype: "uint8", min: -1, scale: 0.5 };
for (const [what, written, bytes, expected] of /** @type {[string, Entry, number[], any][]} */ ([
  ["float32", entry("float32", [2]), [0, 0, 128, 63, 0, 0, 0, 192], Float32Array.of(1, -2)],
  ["int32", entry("int32", [1, 2]), [3, 0, 0, 0, 254, 255, 255, 255], Int32Array.of(3, -2)],
  ["bool", entry("bool", [3]), [1, 0, 1], Uint8Array.of(1, 0, 1)],
  ["uint8", entry("float32", [3], steps), [0, 1, 255], Float32Array.of(-1, -0.5, 126.5)],
  ["uint16", entry("float32", [2], { ...steps, dtype: "uint16" }), [2, 0, 0, 1], Float32Array.of(0, 127)],
  ["int32 as uint8", entry("int32", [2], { ...steps, scale: 0.7 }), [2, 3], Int32Array.of(0, 1)],
  ["a single number", entry("int32", []), [7, 0, 0, 0], Int32Array.of(7)],
  ["none", entry("float32", [0, 3]), [], Float32Array.of()],
])) {
  test(`weights as the converter writes them: ${what}`, () => {
    const { shape, dtype, values } = decoded([written], ...bytes).a;
    assert.deepEqual({ shape, dtype }, { shape: written.shape, dtype: written.dtype });
    assert.deepEqual(values, expected);
  });
}

test("every float16 is the number that it stands for", () => {
  const halves = { 0x3c00: 1, 0xc000: -2, 0x3555: 0.333251953125, 0x7bff: 65504, 0x0400: 2 ** -14, 0x0001: 2 ** -24 };
  const others = { 0x03ff: 1023 * 2 ** -24, 0x8000: -0, 0x7c00: Infinity, 0xfc00: -Infinity, 0x7e00: NaN };
  for (const [half, number] of Object.entries({ ...halves, ...others })) {
    const { values } = decoded([entry("float32", [1], { dtype: "float16" })], Number(half) & 255, Number(half) >> 8).a;
    assert.deepEqual([...values], [number]);
  }
});

test("weights of several groups follow each other, wherever the bytes lie", () => {
  const named = (/** @type {string} */ name) => ({ weights: [{ ...entry("float32", [1], steps), name }] });
  const bytes = Uint8Array.of(9, 9, 9, 1, 2).subarray(3);
  const { a, b, __proto__: c } = decodedWeights([named("a"), named("b")], bytes);
  assert.deepEqual([a.values[0], b.values[0], c], [-0.5, 0, Object.prototype]);
  const odd = decodedWeights([named("__proto__"), named("b")], bytes);
  assert.deepEqual(Object.keys(odd), ["__proto__", "b"]);
});

test("weights are read from Node's Buffers, too", () => {
  const bytes = Buffer.from([9, 3, 0, 0, 0, 0, 0, 128, 63]).subarray(1);
  const one = /** @type {Entry} */ ({ ...entry("float32", [1]), name: "b" });
  const { a, b } = decodedWeights([{ weights: [entry("int32", [1]), one] }], bytes);
  assert.deepEqual([a.values, b.values], [Int32Array.of(3), Float32Array.of(1)]);
});

// What can't be read

for (const [what, entries, bytes] of /** @type {[string, any, number[]][]} */ ([
  ["too few bytes", [entry("float32", [2])], [0, 0, 0, 0]],
  ["too many bytes", [entry("float32", [1])], [0, 0, 0, 0, 0]],
  ["more numbers than there is room for", [entry("float32", [2 ** 26])], []],
  ["sizes that overflow", [entry("float32", [2 ** 40, 2 ** 40])], []],
  ["a negative size", [entry("float32", [-1])], []],
  ["half a weight", [entry("float32", [0.5])], [0, 0]],
  ["no shape", [{ name: "a", dtype: "float32" }], []],
  ["no entry", [null], []],
  ["no list", 7, []],
  ["packed numbers without any code", [entry("float32", [2], { dtype: "packed", bits: 4, channels: 1 })], [0, 0]],
])) {
  test(`weights are refused: ${what}`, () => assert.throws(() => decoded(entries, ...bytes), isDamaged));
}

test("no memory is taken for what a few bytes can't be", () => {
  const most = entry("float32", [2 ** 26], { dtype: "packed", bits: 2, channels: 1 });
  const tooMany = { name: "Error", message: /their list asks for more than 33,554,432 numbers/ };
  assert.throws(() => decoded([most], ...Array(16).fill(0)), tooMany);
});

test("no manifest is refused", () => {
  for (const manifest of /** @type {any[]} */ ([null, undefined, {}, [null]])) {
    assert.throws(() => decodedWeights(manifest, new Uint8Array()), isDamaged);
  }
});

for (const unknown of [
  entry("string", [1]),
  entry("complex64", [1]),
  entry("float32", [1], { dtype: "int4" }),
  entry("float32", [1], { dtype: "uint8", min: 0 }),
  entry("float32", [1], { dtype: "uint8", min: "0", scale: 1 }),
  entry("float32", [1], {}),
  entry("int32", [1], { dtype: "float16" }),
  entry("bool", [1], steps),
  entry("int32", [1], { dtype: "packed", bits: 4, channels: 1 }),
  entry("float32", [1], { dtype: "packed", bits: 9, channels: 1 }),
  entry("float32", [1], { dtype: "packed", bits: 1, channels: 1 }),
  entry("float32", [1], { dtype: "packed", bits: 4, channels: 0 }),
  entry("float32", [1], { dtype: "packed", bits: 4, channels: 2 }),
  entry("float32", [1], { dtype: "packed" }),
]) {
  test(`weights of an unknown kind are refused: ${JSON.stringify(unknown)}`, () => {
    assert.throws(() => decoded([unknown], ...Array(16).fill(0)), isUnknown);
  });
}

// Packed weights that are damaged

const DEFAULT = new URL("../../../model/default/", import.meta.url);
const PACKED = new Uint8Array(readFileSync(new URL("weights.bin", DEFAULT)));
/** @type {{ weights: Entry[] }[]} */
const MANIFEST = JSON.parse(readFileSync(new URL("model.json", DEFAULT), "utf8")).weightsManifest;
const CODE = MANIFEST[0].weights.reduce((at, { shape, quantization }) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return at + (quantization?.dtype === "packed" ? 2 * (quantization.channels ?? 0) : quantization ? size : 4 * size);
}, 0); // where the code begins: after scales, biases and whole numbers

/** Numbers that are always the same ones. @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("the packed network of the site is whole, and most of it is code", () => {
  const weights = Object.values(decodedWeights(MANIFEST, PACKED));
  const count = weights.reduce((sum, { values }) => sum + values.length, 0);
  assert.equal(count, 97_485);
  assert.ok(weights.every(({ values }) => values.every(Number.isFinite)));
  assert.ok(CODE < 1500 && PACKED.length > 30_000);
});

test("a packed network is refused where any byte of its code is another", () => {
  const random = randomFrom(1);
  const places = [CODE, CODE + 1, CODE + 2, CODE + 3, PACKED.length - 1];
  for (let i = 0; i < 25; i++) places.push(CODE + random(PACKED.length - CODE));
  for (const place of places) {
    const damaged = PACKED.slice();
    damaged[place] ^= 1 + random(255);
    assert.throws(() => decodedWeights(MANIFEST, damaged), isDamaged, `byte ${place}`);
  }
});

test("a packed network is refused where it is cut short or goes on", () => {
  for (const length of [0, 3, CODE - 1, CODE, CODE + 3, CODE + 4, CODE + 1000, PACKED.length - 1]) {
    assert.throws(() => decodedWeights(MANIFEST, PACKED.slice(0, length)), isDamaged, `${length} bytes`);
  }
  const longer = new Uint8Array(PACKED.length + 1);
  longer.set(PACKED);
  assert.throws(() => decodedWeights(MANIFEST, longer), isDamaged);
});

test("garbage in a code's place is refused", () => {
  const random = randomFrom(2);
  for (const byte of [() => 0, () => 255, () => random(256)]) {
    const damaged = PACKED.slice();
    for (let at = CODE; at < damaged.length; at++) damaged[at] = byte();
    assert.throws(() => decodedWeights(MANIFEST, damaged), isDamaged);
  }
});

test("plain weights are what the converter would have written", () => {
  const weights = decodedWeights(MANIFEST, PACKED);
  const { specs, bytes } = plainWeights(weights);
  assert.deepEqual(decodedWeights([{ weights: specs }], bytes), weights);
});
