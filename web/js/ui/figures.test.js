import test from "node:test";
import assert from "node:assert/strict";
import { duration, small, written } from "./figures.js";

test("thousands are separated", () => {
  assert.equal(written(98299), "98,299");
  assert.equal(written(200), "200");
  assert.equal(written(1000), "1,000");
  assert.equal(written(20000000), "20,000,000");
});

test("small numbers have two significant figures", () => {
  assert.equal(small(0.0020813), "0.0021");
  assert.equal(small(0.000001049), "0.000001");
  assert.equal(small(0.25), "0.25");
  assert.equal(small(0), "0");
});

test("durations have decimals where they are short", () => {
  assert.equal(duration(0.5178), "0.52 ms");
  assert.equal(duration(9.994), "9.99 ms");
  assert.equal(duration(10), "10 ms");
  assert.equal(duration(143.6), "144 ms");
});
