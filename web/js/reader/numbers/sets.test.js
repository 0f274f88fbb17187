import assert from "node:assert/strict";
import test from "node:test";
import { components } from "./sets.js";

test("components hold what belongs together, in order", () => {
  assert.deepEqual(
    components(7, [
      [5, 1],
      [2, 4],
      [4, 6],
    ]),
    [[0], [1, 5], [2, 4, 6], [3]],
  );
});
