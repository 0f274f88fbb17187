import assert from "node:assert/strict";
import test from "node:test";
import { stillShown } from "./shown.js";

/** @param {string} name @param {number} activated @param {string[]} [tabs] */
const kept = (name, activated, tabs = []) => ({ name, activated, tabs });
const shown = (/** @type {Parameters<typeof stillShown>} */ ...given) => [...stillShown(...given)].sort();

test("a tab shows the build that was in use when it was opened", () => {
  const all = [kept("a", 1), kept("b", 2, ["of a"]), kept("c", 3, ["of a", "of b"])];
  assert.deepEqual(shown(all, ["of a"]), ["a"]);
  assert.deepEqual(shown(all, ["of b", "of c"]), ["b", "c"]);
  assert.deepEqual(shown(all, []), []);
});

test("a build that was never put to use is shown by no tab, whatever tab is open", () => {
  assert.deepEqual(shown([kept("a", 1), kept("failed", 0), kept("skipped", 0)], ["of a"]), ["a"]);
});

test("in which order builds were fetched does not matter, but in which they were put to use", () => {
  assert.deepEqual(shown([kept("back again", 9, ["early"]), kept("between", 5, ["early"])], ["now"]), ["back again"]);
});

test("where nobody knows what a tab shows, all that was ever in use stays", () => {
  const all = [kept("of an earlier worker", NaN), kept("a", 1, ["early"]), kept("failed", 0)];
  assert.deepEqual(shown(all, ["early"]), ["a", "of an earlier worker"]);
});
