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

/** A view of one picture of 100 by 50. @param {File} origin @param {number} quarters */
const view = (origin, quarters) => {
  const size = quarters % 2 ? { width: 50, height: 100 } : { width: 100, height: 50 };
  return /** @type {import("./sheets.js").Sheet} */ ({
    ...sheet("a"),
    size,
    picture: /** @type {any} */ ({ origin, quarters }),
  });
};

test("a picture that is turned stays in its place, and so does what was changed in it, which can be undone", () => {
  const table = createSheets();
  const origin = new File([], "a.png");
  const [a, b, turned] = [view(origin, 0), sheet("b"), view(origin, 1)];
  for (const each of [a, b]) table.put(each);
  const [first, second] = [
    { place: { x: 90, y: 10 }, text: "1", accepted: [] },
    { place: { x: 20, y: 40 }, text: "2", accepted: [] },
  ];
  table.change(a.key, [first]);
  table.change(b.key, edits("3"));
  table.change(a.key, [first, second]);
  table.put(turned);
  assert.equal(table.all[0], turned);
  const placed = (/** @type {typeof a} */ { key }) =>
    table.editsOf(key).map(({ place, text }) => [Math.round(place.x), Math.round(place.y), text]);
  assert.deepEqual(placed(turned), [[40, 90, "1"], [10, 20, "2"]]); // prettier-ignore
  assert.equal(table.undo()?.key, turned.key);
  assert.deepEqual(placed(turned), [[40, 90, "1"]]);
  table.redo();
  table.put(view(origin, 2));
  table.put(a);
  assert.deepEqual(placed(a), [[90, 10, "1"], [20, 40, "2"]]); // prettier-ignore
  for (const key of [a.key, b.key, a.key]) assert.equal(table.undo()?.key, key);
  assert.deepEqual([placed(a), table.canUndo], [[], false]);
});

test("what was learnt from a picture that is turned was learnt where it stands now", () => {
  const table = createSheets();
  const origin = new File([], "a.png");
  const [a, turned] = [view(origin, 0), view(origin, 1)];
  table.put(a);
  table.learn(a.key, { image: [1], before: undefined, after: { digit: 3 } }, { x: 90, y: 10 });
  table.put(turned);
  const { x, y } = table.undo()?.place ?? { x: 0, y: 0 };
  assert.deepEqual([Math.round(x), Math.round(y)], [40, 90]);
});

test("a turned picture that is smaller has what was changed in the same places of what is seen", () => {
  const table = createSheets();
  const origin = new File([], "a.png");
  const [a, turned] = [view(origin, 0), { ...view(origin, 3), size: { width: 25, height: 50 } }];
  table.put(a);
  table.change(a.key, [{ place: { x: 90, y: 10 }, text: "1", accepted: [] }]);
  table.put(turned);
  const [{ place }] = table.editsOf(turned.key);
  assert.deepEqual([Math.round(place.x), Math.round(place.y)], [5, 5]);
});

test("what was learnt from a picture is a step among those of its cells", () => {
  const table = createSheets();
  const a = sheet("a");
  const learnt = { image: [1], before: undefined, after: { digit: 3 } };
  table.change(a.key, edits("1"));
  table.learn(a.key, learnt, { x: 3, y: 4 });
  assert.equal(table.undo()?.learnt, learnt);
  assert.deepEqual(table.editsOf(a.key), edits("1"));
  assert.equal(table.redo()?.learnt, learnt);
  table.undo();
  table.change(a.key, edits("2"));
  assert.equal(table.canRedo, false);
});
