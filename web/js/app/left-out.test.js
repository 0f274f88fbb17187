import assert from "node:assert/strict";
import test from "node:test";
import { createLeftOutNotice, onlyNewestRead, someInkNotRead } from "./left-out.js";
import { INITIAL } from "./state.js";
import { createStore } from "./store.js";

const newStore = () =>
  createStore(
    INITIAL,
    () => {},
    () => {},
  );

test("where there is more ink than can be read at once, it says how much of it is read", () => {
  assert.match(onlyNewestRead(1500), /^Only the newest 1,500 strokes are read: /);
  assert.match(onlyNewestRead(1), /^Only the newest stroke is read: /);
});

test("where there is more in a picture, it says how much is left out and how to have it read", () => {
  assert.match(someInkNotRead(1500), /1,500 marks are left out\. .* drag a rectangle over/);
  assert.match(someInkNotRead(1), /1 mark is left out\. .* drag a rectangle over/);
});

test("the notice stays until all is read, and leaves others alone", () => {
  const store = newStore();
  const say = createLeftOutNotice(store);
  store.update({ notice: "Only one picture is read at a time." });
  say("");
  assert.equal(store.state.notice, "Only one picture is read at a time.");
  say("Only the newest stroke is read.");
  assert.equal(store.state.notice, "Only the newest stroke is read.");
  say("");
  assert.equal(store.state.notice, "");
  say("Only the newest stroke is read.");
  store.update({ notice: "The storage is full." });
  say("");
  assert.equal(store.state.notice, "The storage is full.");
});
