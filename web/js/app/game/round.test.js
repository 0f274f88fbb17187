import assert from "node:assert/strict";
import { test } from "node:test";
import { after, begun, countOf, outcome } from "./round.js";

/** @param {...number} values one after the other, and again from the first */
const chances = (...values) => {
  let at = 0;
  return () => values[at++ % values.length];
};

test("numbers of one to three digits are asked for", () => {
  assert.equal(begun(chances(0, 0.7)).asked, "7");
  assert.equal(begun(chances(0.99, 0.4)).asked, "494");
});

test("the same number is never asked for twice in turn", () => {
  const same = chances(0, 0.7);
  const round = begun(same);
  assert.equal(after(round, { read: "7", strokes: [] }, same).asked, "8");
});

test("what was read as asked is right, and all else is tricky", () => {
  const chance = chances(0, 0.7, 0, 0.2, 0, 0.5);
  let round = begun(chance);
  for (const read of ["7", "3", ""]) round = after(round, { read, strokes: [] }, chance);
  const plain = (/** @type {import("./round.js").Written[]} */ all) => all.map(({ asked, read }) => [asked, read]);
  assert.deepEqual(plain(round.right), [["7", "7"]]);
  assert.deepEqual(plain(round.tricky), [
    ["2", "3"],
    ["5", ""],
  ]);
  assert.equal(countOf(round), 3);
});

test("how it ended is said in words", () => {
  const one = { asked: "7", read: "7", strokes: [] };
  const round = { asked: "1", right: [], tricky: [] };
  assert.match(outcome(round), /Nothing was written/);
  assert.match(outcome({ ...round, right: [one] }), /1 number .* read it\./);
  assert.match(outcome({ ...round, right: [one, one] }), /2 numbers .* all of them/);
  assert.match(outcome({ ...round, right: [one], tricky: [one] }), /2 numbers .* failed at 1/);
});
