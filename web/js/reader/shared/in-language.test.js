import assert from "node:assert/strict";
import test from "node:test";
import { readable } from "../gate.js";
import { decoded } from "../picture/picture.js";
import { checkRegion, regionWithin } from "../picture/region.js";
import { tensorFlowRuntime } from "../packaged/tensorflow.js";
import { checkBox, checkImages, checkLessons } from "../prepared.js";
import { inLanguage } from "./in-language.js";
import { unlessAborted } from "./unless-aborted.js";

/** @param {string} lang @param {() => unknown} work which fails */
async function failureIn(lang, work) {
  const failed = await inLanguage({ lang }, work).catch((error) => error);
  assert.ok(failed instanceof Error);
  return failed.message;
}

const wrong = (/** @type {unknown} */ value) => /** @type {any} */ (value);

/** Calls that are not made as they should be. @type {Record<string, () => unknown>} */
const CALLS = {
  "no strokes": () => readable(wrong("strokes")),
  "too many strokes": () => readable(Array.from({ length: 501 }, () => [{ x: 1, y: 1 }])),
  "no point": () => readable(wrong([[{ x: 1 }]])),
  "too few bytes": () => decoded({ width: 2, height: 2, data: new Uint8Array(3) }),
  "no region": () => checkRegion({ x: 1 }),
  "a region outside": () => regionWithin({ x: 9, y: 9, width: 1, height: 1 }, { width: 5, height: 5 }),
  "no box": () => checkBox("readPrepared", null),
  "no images": () => checkImages("classify", new Float32Array(3)),
  "no corrections": () => checkLessons(wrong([1])),
  "too many corrections": () => checkLessons(wrong(Array.from({ length: 201 }))),
  "no signal": () => unlessAborted(wrong({}), async () => {}),
  "a network of the site": tensorFlowRuntime,
};

for (const [what, call] of Object.entries(CALLS))
  test(`what only a programmer can mend stays in English: ${what}`, async () => {
    const english = await failureIn("en", call);
    assert.match(english, /expects/);
    for (const lang of ["de", "ja", "ar"]) assert.equal(await failureIn(lang, call), english);
  });

test("what is for people is in their language", async () => {
  const none = () => Promise.reject(new Error("Try again"));
  assert.equal(await failureIn("de-AT", none), "Noch einmal");
  assert.equal(await failureIn("en-GB", none), "Try again");
});
