import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { instantiate } from "./bridge.js";

const tfjs = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"));
const bytes = new Uint8Array(await readFile(join(tfjs, "dist", "tfjs-backend-wasm-simd.wasm")));

const MEGABYTE = 2 ** 20;

test("the view of memory is the memory as it is, also after it has grown", async () => {
  const module = await instantiate(bytes);
  const before = module.HEAPU8.length;
  const address = module._malloc(64 * MEGABYTE);
  assert.ok(address > 0);
  assert.ok(before < 64 * MEGABYTE, "so it has grown");
  assert.ok(module.HEAPU8.length >= address + 64 * MEGABYTE);
  const last = address + 64 * MEGABYTE - 1;
  module.HEAPU8[last] = 7;
  assert.equal(module.HEAPU8[last], 7);
});

test("the view stays the same one as long as memory does not grow", async () => {
  const module = await instantiate(bytes);
  assert.equal(module.HEAPU8, module.HEAPU8);
});

test("memory grows by a fifth more than is asked for, and not far beyond", async () => {
  const module = await instantiate(bytes);
  module._malloc(100 * MEGABYTE);
  const large = module.HEAPU8.length;
  module._malloc(MEGABYTE);
  module._malloc(MEGABYTE);
  const grown = module.HEAPU8.length / large;
  assert.ok(grown > 1.15 && grown < 1.3, `${grown}`);
});

test("there may be more than a GB", async () => {
  const module = await instantiate(bytes);
  assert.ok(module._malloc(1.3e9) > 0);
});

test("what does not fit into 2 GB gets no memory, and the memory stays as it was", async () => {
  const module = await instantiate(bytes);
  const before = module.HEAPU8.length;
  assert.equal(module._malloc(2.2e9), 0);
  assert.equal(module.HEAPU8.length, before);
});

test("kernels compute on arrays that lie in memory, their shapes coming by way of the stack", async () => {
  const module = await instantiate(bytes);
  module.cwrap("init", null, [])();
  const tensor = (/** @type {number} */ id, /** @type {number[]} */ values) => {
    const address = module._malloc(4 * values.length);
    module.HEAPU8.set(new Uint8Array(Float32Array.from(values).buffer), address);
    module.tfjs.registerTensor(id, values.length, address);
    return address;
  };
  tensor(1, [1, 2, 3]);
  tensor(2, [10, 20, 30]);
  const sum = tensor(3, [0, 0, 0]);
  const shape = new Uint8Array(Int32Array.of(3).buffer);
  const add = module.cwrap("Add", null, ["number", "array", "number", "number", "array", "number", "number", "number"]);
  const FLOAT32 = 0;
  add(1, shape, 1, 2, shape, 1, FLOAT32, 3);
  assert.deepEqual([...new Float32Array(module.HEAPU8.slice(sum, sum + 12).buffer)], [11, 22, 33]);
  // The stack, of some 64 KB, is given back each time. (Only the first number of these arrays is the shape.)
  const large = new Uint8Array(8192);
  large.set(shape);
  for (let i = 0; i < 20; i++) add(1, large, 1, 2, shape, 1, FLOAT32, 3);
});

test("a function that the file does not have is told of", async () => {
  const module = await instantiate(bytes);
  assert.throws(() => module.cwrap("Undo", null, []), /no function Undo/);
});

test("bytes that are no wasm are told of, and the next try starts afresh", async () => {
  await assert.rejects(instantiate(Uint8Array.of(1, 2, 3, 4)), WebAssembly.CompileError);
  assert.ok((await instantiate(bytes)).HEAPU8.length > 0);
});
