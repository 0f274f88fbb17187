import assert from "node:assert/strict";
import test from "node:test";
import { graphOf, NAMES, runOf } from "./networks.fixture.js";
import { stagesOf } from "./stages.js";

const EMPTY = new Float32Array(784);
const layersBy = (/** @type {string} */ name) => runOf(graphOf(name))(EMPTY);

test("a student sees every layer but the input, once and in order", () => {
  for (const name of NAMES) {
    const layers = layersBy(name);
    const stages = stagesOf(layers, "student");
    assert.deepEqual(
      stages.map(({ index }) => index),
      [...layers.keys()].slice(1),
      name,
    );
    assert.ok(
      stages.every(({ size }) => size),
      name,
    );
  }
});

test("a pupil sees the first patterns, each pooling, the last maps and the evidence", () => {
  const stages = stagesOf(layersBy("default"), "pupil");
  assert.deepEqual(
    stages.map(({ title }) => title),
    ["Small patterns", "A coarser look", "A coarser look", "Patterns of patterns", "Evidence"],
  );
  assert.deepEqual(
    stages.map(({ part }) => part),
    ["search", "search", "search", "search", "decide"],
  );
  for (const name of NAMES) {
    const layers = layersBy(name);
    const shown = stagesOf(layers, "pupil");
    assert.ok(shown.length >= 4 && shown.length <= 6, name);
    assert.equal(layers[shown[shown.length - 1].index + 1].kind, "softmax", name);
  }
});

test("no sentence is said twice", () => {
  for (const name of NAMES)
    for (const level of /** @type {const} */ (["pupil", "student"])) {
      const said = stagesOf(layersBy(name), level).flatMap(({ said }) => said || []);
      assert.equal(new Set(said).size, said.length, `${name}, ${level}`);
      assert.ok(said.length >= 3, name);
    }
});
