import assert from "node:assert/strict";
import test from "node:test";
import { added, asked, by, count, empty, fileOf, kept, own, takenBack } from "./collection.js";

const stroke = [
  { x: 1.234, y: 2, t: 5 },
  { x: 30, y: 40 },
];

/** @param {import("./collection.js").Collection} collection @param {number} times */
function written(collection, times) {
  const labels = [];
  for (let i = 0; i < times; i++) {
    const label = asked(collection);
    if (label === null) break;
    labels.push(label);
    collection = added(collection, { label, strokes: [stroke] });
  }
  return { collection, labels };
}

test("everybody is asked for ten of each digit, and never for the same one twice in a row", () => {
  const { collection, labels } = written(by(empty(), "Ann"), 1000);
  assert.equal(labels.length, 100);
  for (let digit = 0; digit < 10; digit++) assert.equal(labels.filter((label) => label === digit).length, 10);
  assert.ok(labels.every((label, i) => label !== labels[i - 1]));
  assert.notDeepEqual(labels.slice(0, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(asked(collection), null);
  assert.notEqual(asked(by(collection, "Bob")), null);
});

test("a new round does not begin with the digit that was written last", () => {
  const once = [0, 1, 2, 4, 5, 6, 7, 8, 9, 3].reduce(
    (collection, label) => added(collection, { label, strokes: [stroke] }),
    by(empty(), "Ann"),
  );
  assert.notEqual(asked(once), 3);
});

test("what is taken back is asked for again, and leaves nothing of a person who wrote nothing else", () => {
  const { collection, labels } = written(by(empty(), "Ann"), 3);
  const back = takenBack(collection);
  assert.deepEqual([own(back).length, asked(back)], [2, labels[2]]);
  assert.equal(count(collection), 3);
  assert.deepEqual(takenBack(takenBack(back)).writers, []);
});

test("somebody who comes back goes on where they stopped", () => {
  const ann = written(by(empty(), "Ann"), 4).collection;
  const both = written(by(ann, "Bob"), 2).collection;
  assert.equal(own(by(both, " Ann ")).length, 4);
  assert.equal(count(both), 6);
});

test("the file has who wrote what, in tenths and without times, and is kept as it is", () => {
  const { collection } = written(by(empty(), "Ann"), 1);
  const file = JSON.parse(fileOf(collection));
  const [{ label }] = own(collection);
  const strokes = [
    [
      { x: 1.2, y: 2 },
      { x: 30, y: 40 },
    ],
  ];
  assert.deepEqual(file, {
    format: "digitpad digits",
    version: 1,
    writers: [{ name: "Ann", digits: [{ label, strokes }] }],
  });
  assert.deepEqual(kept(fileOf(collection)).writers, file.writers);
  for (const other of [null, "", "{", "[]", '{"format":"digitpad drawing"}']) assert.deepEqual(kept(other), empty());
});
