import assert from "node:assert/strict";
import test from "node:test";
import { once } from "./once.js";

test("it is asked for once, also by those who ask at the same time", async () => {
  let asked = 0;
  const ask = once(async () => ++asked);
  assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1]);
  assert.equal(await ask(), 1);
});

test("after a failure, which everybody who asked is told, it is asked for again", async () => {
  let asked = 0;
  const ask = once(async () => {
    if (++asked === 1) throw new Error("no network");
    return asked;
  });
  await Promise.all([ask(), ask()].map((answer) => assert.rejects(answer, /no network/)));
  assert.equal(await ask(), 2);
  assert.equal(asked, 2);
});
