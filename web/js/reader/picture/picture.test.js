import assert from "node:assert/strict";
import test from "node:test";
import { decoded } from "./picture.js";

test("bytes of all kinds are pixels, where they are as many as the size says", async () => {
  const bytes = Uint8Array.from({ length: 24 }, (_, i) => i);
  for (const data of [new Uint8ClampedArray(bytes), bytes, Buffer.from(bytes), new Uint8Array(bytes.buffer, 0, 24)]) {
    const { pixels } = await decoded({ width: 3, height: 2, data });
    assert.deepEqual(pixels, { width: 3, height: 2, data: new Uint8ClampedArray(bytes) });
  }
  const part = { width: 1, height: 1, data: new Uint8Array(bytes.buffer, 8, 4) }; // of a larger memory
  assert.deepEqual([...(await decoded(part)).pixels.data], [8, 9, 10, 11]);
});

test("what are no pixels is told without its bytes", async () => {
  const file = /** @type {any} */ (Buffer.from("\x89PNG, and 1,000 bytes more".padEnd(1026), "latin1"));
  const told = { name: "TypeError", message: /this came: Buffer of 1,026 bytes\.$/ };
  await assert.rejects(decoded(file), told);
  const colours = { width: 3, height: 2, data: new Uint8Array(18) };
  await assert.rejects(decoded(colours), { message: /4 bytes a pixel; of 3×2 pixels, 18 bytes came/ });
  const numbers = /** @type {any} */ ({ width: 1, height: 1, data: new Float32Array(4) });
  await assert.rejects(decoded(numbers), TypeError);
  const large = { width: 20_000, height: 5_001, data: new Uint8Array(4) };
  await assert.rejects(decoded(large), { name: "TypeError", message: /at most 100 megapixels/ });
});
