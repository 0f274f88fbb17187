import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { settingsInWords } from "./settings.js";

const MODEL = new URL("../../model/default/card.json", import.meta.url);
const { training } = JSON.parse(readFileSync(MODEL, "utf8"));

/** @param {object} changes of the settings @param {object} [augmentation] */
function rows(changes, augmentation = {}) {
  const { settings, changes: changed } = settingsInWords({
    settings: { ...changes, augmentation },
    epochs: 9,
    bestEpoch: 7,
  });
  return Object.fromEntries([...settings, ...changed]);
}

test("every setting of the network that reads the pad has a name of its own", () => {
  const { settings, changes } = settingsInWords(training);
  const { augmentation, ...others } = training.settings;
  const keys = [...Object.keys(others), ...Object.keys(augmentation)];
  const names = [...settings, ...changes].map(([name]) => name);
  assert.ok(changes.length >= 15);
  for (const key of keys) assert.ok(!names.includes(key.replaceAll("_", " ")), key);
  assert.equal(new Set(names).size, names.length);
});

test("settings are said with their units", () => {
  assert.deepEqual(rows({ learning_rate: 0.003, optimiser: "adamw", validation: 0.05, patience: 5 }), {
    "Learning rate": "0.003",
    Optimiser: "AdamW",
    "Share of the training digits kept for validation": "5%",
    "Early stopping": "after 5 epochs without a lower validation loss",
    "Epochs trained": "9; epoch 7 was kept",
  });
});

test("the epochs of distillation are said where there were any", () => {
  const { settings } = settingsInWords({ settings: {}, epochs: 9, bestEpoch: 7, distilledEpochs: 4 });
  assert.deepEqual(settings, [["Epochs trained", "9; epoch 7 was kept, and distilled for 4 more"]]);
});

test("where a network began with published weights, whose they were is said", () => {
  const training = { settings: {}, epochs: 0, bestEpoch: 0, distilledEpochs: 4, from: { network: "default" } };
  assert.deepEqual(settingsInWords(training).settings, [
    ["Epochs trained", "distilled for 4, from the published weights of default"],
  ]);
});

test("changes are said with their units", () => {
  const changes = {
    rotation: 14,
    shear: 0.25,
    shift: 2,
    coarse_sides: [11, 24],
    coarse_gamma: 0.4,
    stroke_width: 0.25,
  };
  assert.deepEqual(rows({}, changes), {
    "Epochs trained": "9; epoch 7 was kept",
    Rotation: "up to 14°",
    Shear: "up to 25% of the height",
    "Shift of pictures": "up to 2 pixels",
    "Pixels across such a scan": "11 to 24",
    "Gamma of such a scan": "0.67 to 1.49",
    "Width of the pen": "25% (standard deviation)",
  });
});

test("what is off is left out, but a seed of 0 is not", () => {
  const off = { patience: 0, pen: false, seed: 0 };
  assert.deepEqual(Object.keys(rows(off, { zoom: 0, coarse_sides: [] })), ["Random seed", "Epochs trained"]);
});

test("a setting that is not known keeps its name", () => {
  assert.equal(rows({ label_smoothing: 0.1 })["label smoothing"], "0.1");
  assert.equal(rows({ optimiser: "lion" }).Optimiser, "lion");
});

test("of a network that was trained elsewhere, no epoch is said to have been kept", () => {
  const { settings } = settingsInWords({ settings: { seed: 1 }, epochs: 0, bestEpoch: 0 });
  assert.deepEqual(settings.at(-1), ["Epochs trained", "none here: it was trained elsewhere"]);
});
