import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, isTyping } from "./keys.js";

const FULL = { canUndo: true, canClear: true };
const EMPTY = { canUndo: false, canClear: false };

/** A key that is pressed alone, or with others. @param {string} key @param {object} [others] */
const pressed = (key, others) => ({
  ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false },
  ...others,
});

test("Enter submits, but not while it ends a composition", () => {
  assert.equal(actionOf(pressed("Enter"), EMPTY), "submit");
  assert.equal(actionOf(pressed("Enter", { isComposing: true }), FULL), null);
});

test("Ctrl+Z and Cmd+Z undo where there is something to undo", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    assert.equal(actionOf(pressed("z", held), FULL), "undo");
    assert.equal(actionOf(pressed("Z", held), FULL), "undo"); // with caps lock
    assert.equal(actionOf(pressed("z", held), EMPTY), null);
    assert.equal(actionOf(pressed("z", { ...held, shiftKey: true }), FULL), null);
  }
  assert.equal(actionOf(pressed("z"), FULL), null);
});

test("Escape clears where there is something to clear", () => {
  assert.equal(actionOf(pressed("Escape"), FULL), "clear");
  assert.equal(actionOf(pressed("Escape"), EMPTY), null);
});

test("digits and Backspace mean the text", () => {
  assert.deepEqual(["0", "9", "Backspace"].map(isTyping), [true, true, true]);
  assert.deepEqual(["a", "10", "Enter", "Delete"].map(isTyping), [false, false, false, false]);
});
