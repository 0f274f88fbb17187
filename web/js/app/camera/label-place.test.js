import assert from "node:assert/strict";
import { test } from "node:test";
import { sideOf } from "./label-place.js";

const BOX = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

test("a label stands above its number", () => {
  assert.equal(sideOf("305", BOX, []), "above");
});

test("at the upper edge of the picture it stands below", () => {
  assert.equal(sideOf("305", { ...BOX, y: 0.02 }, []), "below");
});

test("between rows that are close it stands at the side, at the left where there is no room at the right", () => {
  const rows = [-0.22, 0.22].map((off) => ({ ...BOX, y: BOX.y + off }));
  assert.equal(sideOf("305", BOX, rows), "right");
  const atTheEdge = { ...BOX, x: 0.78 };
  assert.equal(
    sideOf(
      "305",
      atTheEdge,
      rows.map((row) => ({ ...row, x: 0.78 })),
    ),
    "left",
  );
});

test("where everything is full it stands on its own number", () => {
  assert.equal(sideOf("305", { x: 0, y: 0, width: 1, height: 1 }, []), "within");
});

test("it stays where it was while there is room", () => {
  assert.equal(sideOf("305", BOX, [], "right"), "right");
  assert.equal(sideOf("305", BOX, [{ ...BOX, x: 0.62 }], "right"), "above");
});
