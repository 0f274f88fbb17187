import assert from "node:assert/strict";
import test from "node:test";
import { readingOf } from "../../reader/reading.js";
import { likeliest, nameOf, scoresOf } from "./answers.js";

const BOX = { x: 0, y: 0, width: 1, height: 1 };

test("the answers are the probabilities that the reading was made of, no digit among them", () => {
  const given = Float32Array.from([0.02, 0.05, 0, 0, 0, 0, 0, 0.6, 0, 0.03, 0.3]);
  const found = [{ box: BOX, image: new Float32Array(784) }];
  const [digit] = readingOf(found, [given], 0.1).digits;
  for (const each of [digit, { ...digit, digit: 1, confidence: 1, readAs: digit }])
    scoresOf(each).forEach((score, i) => assert.ok(Math.abs(score - given[i]) < 1e-6, `${i}: ${score}`));
  assert.equal(nameOf(likeliest(scoresOf(digit))), "7");
  assert.equal(nameOf(likeliest([0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.9])), "no digit");
});
