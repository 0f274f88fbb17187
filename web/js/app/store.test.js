import assert from "node:assert/strict";
import test from "node:test";
import { createStore } from "./store.js";

/** A store whose frames come when they are called for. @param {{ a: number, b: number }} initial */
function storeWithFrames(initial) {
  /** @type {(() => void)[]} */
  const frames = [];
  /** @type {{ a: number, b: number }[]} */
  const shown = [];
  const store = createStore(
    initial,
    (state) => shown.push(state),
    (frame) => frames.push(frame),
  );
  return { store, frames, shown, nextFrame: () => frames.shift()?.() };
}

test("nothing is shown before something changes", () => {
  const { frames, shown } = storeWithFrames({ a: 1, b: 2 });
  assert.deepEqual([frames.length, shown.length], [0, 0]);
});

test("a patch holds at once, leaves the rest as it is, and is shown in the next frame", () => {
  const { store, shown, nextFrame } = storeWithFrames({ a: 1, b: 2 });
  store.update({ b: 3 });
  assert.deepEqual(store.state, { a: 1, b: 3 });
  assert.equal(shown.length, 0);
  nextFrame();
  assert.deepEqual(shown, [{ a: 1, b: 3 }]);
});

test("many changes are shown once, the newest of them", () => {
  const { store, frames, shown, nextFrame } = storeWithFrames({ a: 0, b: 0 });
  for (let a = 1; a <= 5; a++) store.update({ a });
  assert.equal(frames.length, 1);
  nextFrame();
  assert.deepEqual(shown, [{ a: 5, b: 0 }]);
  store.update({ a: 6 });
  assert.equal(frames.length, 1);
});

test("what changes while it is shown is shown in another frame", () => {
  /** @type {(() => void)[]} */
  const frames = [];
  /** @type {number[]} */
  const shown = [];
  const store = createStore(
    { a: 1 },
    ({ a }) => {
      shown.push(a);
      if (a === 2) store.update({ a: 3 });
    },
    (frame) => frames.push(frame),
  );
  store.update({ a: 2 });
  while (frames.length) frames.shift()?.();
  assert.deepEqual(shown, [2, 3]);
});

test("a state that was handed out never changes", () => {
  const { store } = storeWithFrames({ a: 1, b: 2 });
  const before = store.state;
  store.update({ a: 9 });
  assert.deepEqual(before, { a: 1, b: 2 });
});
