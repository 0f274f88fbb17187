import assert from "node:assert/strict";
import test from "node:test";
import { graphOf, NAMES, runOf } from "./networks.fixture.js";
import { LEVELS, nearestTo, stagesOf } from "./stages.js";

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
    ["Small patterns", "A coarser look: 14 × 14", "A coarser look: 7 × 7", "Patterns of patterns", "Evidence"],
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

test("no two stages of a level have one name", () => {
  for (const name of NAMES)
    for (const level of /** @type {const} */ (["pupil", "student"])) {
      const titles = stagesOf(layersBy(name), level).map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length, `${name}, ${level}: ${titles}`);
    }
});

test("each stage of a level leads to one of the other, and the pupil's stages to themselves", () => {
  for (const name of NAMES) {
    const [pupil, student] = LEVELS.map((level) => stagesOf(layersBy(name), level));
    for (const stage of pupil) assert.equal(nearestTo(student, stage), stage.index, name);
    for (const stage of student) {
      const found = pupil.find(({ index }) => index === nearestTo(pupil, stage));
      const isAmongPupils = pupil.some(({ index }) => index === stage.index);
      assert.equal(found?.part, stage.part, name);
      if (isAmongPupils) assert.equal(found?.index, stage.index, name);
    }
  }
  const pupil = stagesOf(layersBy("default"), "pupil");
  const at = (/** @type {number} */ index, /** @type {"search" | "decide"} */ part) =>
    nearestTo(pupil, { index, part });
  assert.deepEqual([at(2, "search"), at(6, "search"), at(12, "decide"), at(15, "decide")], [1, 3, 14, 14]);
});

test("no sentence is said twice", () => {
  for (const name of NAMES)
    for (const level of /** @type {const} */ (["pupil", "student"])) {
      const said = stagesOf(layersBy(name), level).flatMap(({ said }) => said || []);
      assert.equal(new Set(said).size, said.length, `${name}, ${level}`);
      assert.ok(said.length >= 3, name);
    }
});
