import test from "node:test";
import assert from "node:assert/strict";
import { confidencePercent, percent, shortPercent } from "./percent.js";

test("a measured share has two decimals, or as many as asked for, and may be all", () => {
  assert.equal(percent(0.99678), "99.68%");
  assert.equal(percent(1), "100.00%");
  assert.equal(percent(0), "0.00%");
  assert.equal(percent(0.0651, 1), "6.5%");
  assert.equal(percent(0.2, 0), "20%");
});

test("a share in short has no decimals that it does not need", () => {
  assert.equal(shortPercent(0.05), "5%");
  assert.equal(shortPercent(0.035), "3.5%");
  assert.equal(shortPercent(1 / 3), "33.33%");
});

test("a confidence has one decimal and is never all", () => {
  assert.equal(confidencePercent(0.9712), "97.1%");
  assert.equal(confidencePercent(0.0004), "0.0%");
  assert.equal(confidencePercent(0.99949), "99.9%");
  assert.equal(confidencePercent(0.99951), "99.9%");
  assert.equal(confidencePercent(1), "99.9%");
});
