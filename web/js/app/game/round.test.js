import assert from "node:assert/strict";
import { test } from "node:test";
import { after, begun, countOf, outcome, told, verdict } from "./round.js";

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
  assert.match(outcome({ ...round, right: [one], tricky: [one] }), /2 numbers .* read 1 as asked, and 1 otherwise/);
});

test("a number that is read otherwise is told, and what is read as asked needs no words", () => {
  assert.equal(told({ asked: "47", read: "47" }), "");
  assert.equal(told({ asked: "47", read: "4\n7" }), "Read as 4 / 7, not as 47.");
  assert.match(told({ asked: "47", read: "" }), /Nothing was read; 47/);
});

test("nobody has beaten the network who does not say so", () => {
  assert.doesNotMatch(verdict(0, 3), /You have/);
  assert.equal(verdict(1, 1), "You have beaten the network.");
  assert.match(verdict(1, 3), /once in 3/);
  assert.match(verdict(2, 3), /2 times in 3/);
});
