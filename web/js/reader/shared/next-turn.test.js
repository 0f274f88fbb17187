import assert from "node:assert/strict";
import test from "node:test";
import { createPace } from "./next-turn.js";
import { unlessAborted } from "./unless-aborted.js";

test("at its next turn, work that is no longer wanted ends with the signal's reason", async () => {
  const given = new AbortController();
  const pace = createPace(given.signal);
  await pace.turn();
  given.abort(new Error("something newer came"));
  await assert.rejects(pace.turn(), { message: "something newer came" });
});

test("work that is not given up comes to its end, and its failure is told", async () => {
  const { signal } = new AbortController();
  assert.equal(await unlessAborted(signal, async () => 7), 7);
  assert.equal(await unlessAborted(undefined, async () => 8), 8);
  const failing = async () => Promise.reject(new Error("broken"));
  await assert.rejects(unlessAborted(signal, failing), { message: "broken" });
});

test("who gives up is told so at once, whatever the work does", async () => {
  const given = new AbortController();
  const endless = unlessAborted(given.signal, () => new Promise(() => {}));
  given.abort();
  await assert.rejects(endless, { name: "AbortError" });
});

test("what is given up before it begins does not begin", async () => {
  let begun = 0;
  const work = async () => begun++;
  await assert.rejects(unlessAborted(AbortSignal.abort("not now"), work), (reason) => reason === "not now");
  assert.equal(begun, 0);
});

test("work that fails after it was given up bothers nobody", async () => {
  const given = new AbortController();
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const reading = unlessAborted(given.signal, () => new Promise((_, reject) => (fail = reject)));
  given.abort();
  fail(new Error("late"));
  await assert.rejects(reading, { name: "AbortError" });
  await new Promise((resolve) => setTimeout(resolve)); // an unhandled rejection would fail this test
});

test("what is no signal is refused", async () => {
  const signal = /** @type {any} */ ({ aborted: false });
  await assert.rejects(
    unlessAborted(signal, async () => 7),
    { name: "TypeError", message: /AbortSignal/ },
  );
});
