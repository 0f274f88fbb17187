import assert from "node:assert/strict";
import test from "node:test";
import { createSheets } from "./sheets.js";

/** @param {string} name @param {File | null} [origin] @returns {import("./sheets.js").Sheet} */
function sheet(name, origin = null) {
  const key = () => Promise.reject(new Error(name));
  return /** @type {any} */ ({ key, name, picture: { origin }, rows: [] });
}

/** @param {string} text @returns {import("./edits.js").Edit[]} */
const edits = (text) => [{ place: { x: 0, y: 0 }, text, accepted: [] }];

test("pictures come one below the other, and one that is read again stays in its place", () => {
  const table = createSheets();
  const [a, b] = [sheet("a"), sheet("b")];
  for (const each of [a, b, { ...a, name: "a again" }]) table.put(each);
  assert.deepEqual(
    table.all.map(({ name }) => name),
    ["a again", "b"],
  );
});

test("steps are undone and done again, whichever picture they are of, until there is a new one", () => {
  const table = createSheets();
  const [a, b] = [sheet("a"), sheet("b")];
  table.change(a.key, edits("1"));
  table.change(b.key, edits("2"));
  table.undo();
  assert.deepEqual([table.editsOf(a.key), table.editsOf(b.key)], [edits("1"), []]);
  table.undo();
  table.undo();
  assert.deepEqual([table.editsOf(a.key), table.canUndo, table.canRedo], [[], false, true]);
  table.redo();
  assert.deepEqual(table.editsOf(a.key), edits("1"));
  table.change(a.key, edits("3"));
  assert.equal(table.canRedo, false);
  table.undo();
  assert.deepEqual(table.editsOf(a.key), edits("1"));
});

test("a picture that is read again keeps what was changed", () => {
  const table = createSheets();
  const a = sheet("a");
  table.put(a);
  table.change(a.key, edits("1"));
  table.put({ ...a });
  assert.deepEqual(table.editsOf(a.key), edits("1"));
});

test("a picture that is turned stays in its place, and what was changed in it before can't be undone then", () => {
  const table = createSheets();
  const origin = new File([], "a.png");
  const [a, b, turned] = [sheet("a", origin), sheet("b"), sheet("a turned", origin)];
  for (const each of [a, b]) table.put(each);
  table.change(a.key, edits("1"));
  table.change(b.key, edits("2"));
  table.put(turned);
  assert.deepEqual(
    table.all.map(({ name }) => name),
    ["a turned", "b"],
  );
  assert.deepEqual(table.editsOf(turned.key), []);
  assert.equal(table.undo()?.key, b.key);
  assert.equal(table.undo(), undefined);
  table.put(a);
  assert.deepEqual(table.editsOf(a.key), edits("1"));
});

test("what was learnt from a picture is a step among those of its cells", () => {
  const table = createSheets();
  const a = sheet("a");
  const learnt = { image: [1], before: undefined, after: { digit: 3 } };
  table.change(a.key, edits("1"));
  table.learn(a.key, learnt);
  assert.equal(table.undo()?.learnt, learnt);
  assert.deepEqual(table.editsOf(a.key), edits("1"));
  assert.equal(table.redo()?.learnt, learnt);
  table.undo();
  table.change(a.key, edits("2"));
  assert.equal(table.canRedo, false);
});
