import assert from "node:assert/strict";
import test from "node:test";
import { createTurns, newestOnly } from "./latest.js";

/** A promise and what settles it. */
function settled() {
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((then, fail) => {
    resolve = () => then(undefined);
    reject = fail;
  });
  return { promise, resolve, reject };
}

const aWhile = () => new Promise((resolve) => setTimeout(resolve));

test("a turn lasts until somebody else asks for one", () => {
  const turns = createTurns();
  const first = turns.next();
  assert.equal(first.aborted, false);
  const second = turns.next();
  assert.deepEqual([first.aborted, second.aborted], [true, false]);
});

test("a turn can be ended without another", () => {
  const turns = createTurns();
  turns.end();
  const turn = turns.next();
  assert.equal(turn.aborted, false);
  turns.end();
  assert.equal(turn.aborted, true);
});

test("all turns end for one reason, which is no new error each time", () => {
  const turns = createTurns();
  const [first, second] = [turns.next(), turns.next()];
  turns.end();
  assert.equal(/** @type {Error} */ (first.reason).name, "AbortError");
  assert.equal(first.reason, second.reason);
});

test("what waits for a turn's end is told of it", () => {
  const turns = createTurns();
  let told = 0;
  turns.next().addEventListener("abort", () => told++);
  turns.next();
  turns.next();
  assert.equal(told, 1);
});

test("turns of one thing are nothing to another", () => {
  const turn = createTurns().next();
  createTurns().next();
  assert.equal(turn.aborted, false);
});

test("of what comes while a job is done, only the newest gets its job, and after it", async () => {
  /** @type {string[]} */
  const done = [];
  const work = settled();
  const give = newestOnly(async (/** @type {string} */ item) => {
    done.push(`${item} begins`);
    if (item === "first") await work.promise;
    done.push(`${item} ends`);
  });
  const given = [give("first")];
  await aWhile();
  given.push(give("second"), give("third"));
  await aWhile();
  assert.deepEqual(done, ["first begins"]);
  work.resolve();
  await Promise.all(given);
  assert.deepEqual(done, ["first begins", "first ends", "third begins", "third ends"]);
});

test("a job that fails tells whoever gave the item, and nobody else", async () => {
  const work = settled();
  const give = newestOnly(async (/** @type {string} */ item) => {
    if (item === "bad") await work.promise;
  });
  const bad = give("bad");
  await aWhile();
  const good = give("good");
  work.reject(new Error("It fails."));
  await assert.rejects(bad, /It fails/);
  await good;
});
