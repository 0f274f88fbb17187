import assert from "node:assert/strict";
import { test } from "node:test";
import { after, numbersOf, shownOf } from "./steady.js";

/** @param {number} x @param {number} y @param {number} [width] */
const boxAt = (x, y, width = 100) => ({ x, y, width, height: 50 });

/** @param {import("./steady.js").Seen[][]} frames one after the other */
function texts(...frames) {
  /** @type {import("./steady.js").Held[]} */
  let held = [];
  return frames.map((seen) => shownOf((held = after(held, seen))).map(({ text }) => text));
}

/** @param {string} text */
const here = (text) => [{ text, box: boxAt(10, 10) }];

test("a number is shown once two frames have it", () => {
  assert.deepEqual(texts(here("7"), here("7"), here("7")), [[], ["7"], ["7"]]);
});

test("what one frame has and no other is never shown", () => {
  assert.deepEqual(texts(here("7"), [], [], []), [[], [], [], []]);
});

test("a slip of one frame, or of two, is outvoted", () => {
  const shown = texts(...["7", "7", "7", "1", "7", "1", "1", "7"].map(here));
  assert.deepEqual(shown.slice(1), Array(7).fill(["7"]));
});

test("another number in the same place is shown once it has more votes", () => {
  const shown = texts(...["7", "7", "7", "7", "3", "3", "3", "3", "3"].map(here));
  assert.deepEqual(shown[7], ["7"]);
  assert.deepEqual(shown[8], ["3"]);
});

test("what has gone is shown for three frames more", () => {
  const shown = texts(here("7"), here("7"), here("7"), [], [], [], []);
  assert.deepEqual(shown.slice(3), [["7"], ["7"], ["7"], []]);
});

test("numbers keep their places and are read in rows, whatever the order of a frame", () => {
  const [a, b, c] = [
    { text: "1", box: boxAt(300, 12) },
    { text: "2", box: boxAt(10, 10) },
    { text: "3", box: boxAt(10, 90) },
  ];
  assert.deepEqual(texts([a, b, c], [c, a, b], [b, c, a])[2], ["2", "1", "3"]);
});

test("of two readings of the same ink, the one with more votes is shown", () => {
  const whole = [{ text: "1234", box: boxAt(0, 0, 400) }];
  const halves = [
    { text: "12", box: boxAt(0, 0, 100) },
    { text: "34", box: boxAt(300, 0, 100) },
  ];
  assert.deepEqual(texts(whole, whole, whole, whole, halves, halves, halves)[6], ["1234"]);
});

test("a box glides to where its number is, and does not follow a slip", () => {
  const at = (/** @type {string} */ text, /** @type {number} */ x) => [{ text, box: boxAt(x, 10) }];
  let held = after([], at("7", 10));
  for (const x of [10, 10, 30]) held = after(held, at("7", x));
  const [{ id, box }] = shownOf(held);
  assert.ok(box.x > 10 && box.x < 30);
  const [slipped] = shownOf(after(held, at("1", 60)));
  assert.deepEqual(slipped, { id, text: "7", box });
});

test("what is unreadable as a whole is no number", () => {
  const number = (/** @type {string} */ text) => ({ ...{ text, value: null, digits: [], marks: [] }, confidence: 1 });
  const rows = [{ numbers: ["?", "2?", "-", "12.5"].map((text) => ({ ...number(text), box: boxAt(0, 0) })) }];
  assert.deepEqual(
    numbersOf({ text: "", digits: [], rows }).map(({ text }) => text),
    ["2?", "12.5"],
  );
});
