import assert from "node:assert/strict";
import { test } from "node:test";
import { addedToGroup, joinedDigits, neighbourOf, splitDigit } from "./groups.js";
import { fixed, withFixes } from "./fixes.js";
import { keptTogether } from "./together.js";

/** @typedef {import("../../reader/types.js").Digit} Digit */

const boxes = [100, 300, 500].map((x) => ({ box: { x, y: 100, width: 100, height: 200 } }));
const line = (/** @type {number[]} */ xs, y = 200) => xs.map((x) => ({ x, y }));
const [first, second, third] = [line([110, 150, 190]), line([310, 350, 390]), line([510, 550, 590])];
const groups = (/** @type {import("../../reader/types.js").Stroke[]} */ strokes) => strokes.map(([{ group }]) => group);

test("the ink of two digits is one group, and what was there stays as it was", () => {
  const strokes = [first, second, third];
  const joined = joinedDigits(strokes, boxes, [1, 2]);
  assert.deepEqual(groups(joined), [undefined, 0, 0]);
  assert.equal(joined[0], first);
  assert.deepEqual(groups(strokes), [undefined, undefined, undefined]);
});

test("a stroke through two digits stays whole where they are joined, and is divided beside a third", () => {
  assert.deepEqual(joinedDigits([[...first, ...second]], boxes, [0, 1]).length, 1);
  const divided = joinedDigits([[...first, ...second, ...third]], boxes, [0, 1]);
  assert.deepEqual(
    divided.map((stroke) => [stroke.length, stroke[0].group]),
    [
      [6, 0],
      [3, undefined],
    ],
  );
});

test("each half is a group of its own, which no other stroke has", () => {
  const told = [{ ...first[0], group: 1 }, ...first.slice(1)];
  const halves = [[line([510, 530])], [line([570, 590])]];
  assert.deepEqual(groups(splitDigit([told, second, third], boxes, 2, halves)), [1, undefined, 0, 2]);
});

test("a digit is joined with the next one of its row, and the last with the one before", () => {
  const digits = /** @type {Digit[]} */ ([0, 0, 1].map((row) => ({ row })));
  assert.deepEqual(
    [0, 1, 2, -1].map((i) => neighbourOf(digits, i)),
    [1, 0, -1, -1],
  );
});

test("ink on a group is a part of it, and ink beside it is not", () => {
  const joined = joinedDigits([first, second], boxes, [0, 1]);
  assert.deepEqual(groups(addedToGroup([...joined, line([200, 250, 450])]) ?? []), [0, 0, 0]);
  assert.equal(addedToGroup([...joined, third]), null);
  assert.equal(addedToGroup([first, second]), null);
});

test("what a digit was said to be ends where it is joined; that a number stays together does not", () => {
  const digits = /** @type {any} */ (boxes.map(({ box }) => ({ box, digit: 1, row: 0 })));
  const number = { text: "111", value: 111, digits, marks: [], confidence: 1, box: boxes[0].box };
  const reading = { text: "111", digits, rows: [{ numbers: [number] }] };
  const said = fixed(keptTogether([first, second, third], reading), digits, 1, 4);
  assert.equal(withFixes(reading, said).text, "141");
  assert.equal(withFixes(reading, joinedDigits(said, boxes, [0, 1])).text, "111");
});
