import assert from "node:assert/strict";
import { test } from "node:test";
import { fileOf, strokesOfFile } from "./file.js";

const STROKES = [
  [
    { x: 500.04, y: 100, t: 1000 },
    { x: 499.96, y: 600.25, t: 1030.4 },
  ],
  [{ x: 1, y: 2 }],
];

const DIGIT = {
  ...{ digit: 1, confidence: 0.9, rejected: false, row: 0, alternatives: [{ digit: 7, confidence: 0.05 }] },
  ...{ probabilities: new Array(10).fill(0.1), image: new Float32Array(784) },
  box: { x: 500, y: 100, width: 0, height: 500 },
};

const blob = (/** @type {string} */ text) => new Blob([text]);

test("a drawing comes back from its file, to a tenth of a unit, with times from its start on", async () => {
  assert.deepEqual(await strokesOfFile(blob(fileOf(STROKES, { text: "1", digits: [DIGIT] }, "default"))), [
    [
      { x: 500, y: 100, t: 0 },
      { x: 500, y: 600.3, t: 30 },
    ],
    [{ x: 1, y: 2 }],
  ]);
});

test("a file says what it is, and what was read by which network", () => {
  const { format, version, model, reading } = JSON.parse(fileOf(STROKES, { text: "1", digits: [DIGIT] }, "three-conv"));
  assert.deepEqual([format, version, model, reading.text], ["digitpad drawing", 1, "three-conv", "1"]);
  assert.deepEqual(Object.keys(reading.digits[0]).sort(), [
    ...["alternatives", "box", "confidence", "digit", "doubtful", "probabilities", "rejected", "row"],
  ]);
});

test("a file says which digits are in doubt", () => {
  const digits = [0.9, 0.89].map((confidence) => ({ ...DIGIT, confidence }));
  const { reading } = JSON.parse(fileOf(STROKES, { text: "11", digits }, "default"));
  assert.deepEqual(
    reading.digits.map((/** @type {{ doubtful: boolean }} */ { doubtful }) => doubtful),
    [false, true],
  );
});

test("empty strokes are left out, and what else a file holds is not minded", async () => {
  const text = '{"strokes": [[], [{"x": 1, "y": 2, "t": "late", "z": 3}]], "others": 1}';
  assert.deepEqual(await strokesOfFile(blob(text)), [[{ x: 1, y: 2 }]]);
});

test("of a drawing with more than can be opened, as much is saved as can be", async () => {
  const line = (/** @type {number} */ y) => Array.from({ length: 300 }, (_, i) => ({ x: 1 + i, y, t: 16 * i }));
  const file = blob(
    fileOf(
      Array.from({ length: 2100 }, (_, i) => line(i / 3)),
      { text: "", digits: [] },
      "default",
    ),
  );
  const strokes = await strokesOfFile(file);
  assert.equal(strokes.length, 2000);
  assert.deepEqual([strokes[0][0].x, strokes[0].at(-1)?.x, strokes[0][0].y], [1, 300, 33.3]);
});

test("the largest that is saved is opened again", async () => {
  const points = Array.from({ length: 10_000 }, (_, i) => ({ x: 999.94 - i / 100, y: 123.46, t: 1e6 + 16.7 * i }));
  const digits = Array(500).fill({ ...DIGIT, probabilities: new Array(10).fill(1 / 3e5), confidence: 1 / 3 });
  const file = blob(fileOf([points], { text: "1".repeat(500), digits }, "default"));
  assert.equal((await strokesOfFile(file))[0].length, 10_000);
});

const JSON_TO_CHOOSE = 'Choose a file that "Save as JSON" has saved.';
const NO_DRAWINGS = {
  "not JSON": ["\x89PNG\r\n", "it is not JSON, or only a part of it"],
  "cut off": ['{"format": "digitpad drawing", "strokes": [[{"x": 1', "it is not JSON, or only a part of it"],
  "something else": ['{"a": 1}', "it holds no strokes"],
  null: ["null", "it holds no strokes"],
  "without points": ['{"strokes": [[], []]}', "nothing is drawn in it"],
  "without strokes": ['{"strokes": [7]}', "one of its strokes is not a list of points"],
  "without numbers": [
    '{"strokes": [[{"x": "1", "y": 2}]]}',
    "one of its points can't be drawn, since its x is not a number and its y is 2",
  ],
  "with numbers that are none": [
    '{"strokes": [[{"x": 1, "y": 1e999}]]}',
    "one of its points can't be drawn, since its x is 1 and its y is Infinity",
  ],
};

for (const [name, [text, why]] of Object.entries(NO_DRAWINGS))
  test(`a file that is ${name} is told as no drawing`, async () => {
    await assert.rejects(strokesOfFile(blob(text)), {
      message: `This file can't be opened as a drawing: ${why}. ${JSON_TO_CHOOSE}`,
    });
  });

test("a file of the future asks for the page of the future", async () => {
  await assert.rejects(strokesOfFile(blob('{"version": 2, "strokes": [[{"x": 1, "y": 2}]]}')), {
    message: /^This drawing was saved by a newer version of this page\. Reload the page/,
  });
});

test("a file that is far too large is not even read", async () => {
  const large = new Blob([new Uint8Array(4_800_000)]);
  await assert.rejects(strokesOfFile(large), {
    message: /it has 4\.80 MB, and drawings have 0\.75 MB at most\. Choose/,
  });
});

test("what was joined or split comes back from a file, and what is no group does not", async () => {
  const grouped = [[{ x: 1, y: 2, group: 5 }], [{ x: 7, y: 7 }]];
  assert.deepEqual(await strokesOfFile(blob(fileOf(grouped, { text: "1", digits: [] }, "default"))), grouped);
  const other = JSON.stringify({ version: 1, strokes: [[{ x: 1, y: 2, group: "5" }]] });
  assert.deepEqual(await strokesOfFile(blob(other)), [[{ x: 1, y: 2 }]]);
});
