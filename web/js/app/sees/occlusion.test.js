import assert from "node:assert/strict";
import test from "node:test";
import { fromStrokes } from "../../reader/ink.js";
import { DRAWINGS } from "../../reader/shared/drawings.fixture.js";
import { graphOf, runOf } from "./networks.fixture.js";
import { decidingInk } from "./occlusion.js";

const SIDE = 28;
const NEVER = new AbortController().signal;

test("ink that counts for the answer loses, ink against it gains, and no ink does neither", async () => {
  const image = new Float32Array(SIDE * SIDE);
  const [forIt, against] = [10 * SIDE + 10, 20 * SIDE + 20];
  image[forIt] = image[against] = 1;
  const { losses, most } = await decidingInk(image, async (given) => 3 * given[forIt] - given[against], NEVER);
  assert.equal(losses[forIt], 3);
  assert.equal(losses[against], -1);
  assert.equal(losses[0], 0);
  assert.equal(most, 3);
});

test("of a 5, the ink speaks for a 5", async () => {
  const run = runOf(graphOf("first-cnn"));
  const image = /** @type {Float32Array} */ (fromStrokes(DRAWINGS.five));
  const evidence = async (/** @type {Float32Array} */ given) => /** @type {any} */ (run(given).at(-2)).values[5];
  const { losses, most } = await decidingInk(image, evidence, NEVER);
  assert.ok(most > 1, `${most}`);
  const ofInk = losses.filter((_, at) => image[at] > 0.5);
  assert.ok(ofInk.reduce((sum, loss) => sum + loss, 0) > 0);
});

test("it ends once nobody waits for it", async () => {
  const stop = new AbortController();
  let asked = 0;
  const evidence = async () => {
    if (++asked === 3) stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 12));
    return 0;
  };
  await assert.rejects(decidingInk(new Float32Array(SIDE * SIDE).fill(1), evidence, stop.signal), /abort/i);
  assert.ok(asked < 6, `${asked}`);
});
