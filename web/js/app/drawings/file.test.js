import assert from "node:assert/strict";
import { test } from "node:test";
import { fileOf, strokesOfFile } from "./file.js";

const EXPECTED = 'expected JSON with "strokes", lists of points { "x": 0 to 1000, "y": 0 to 750 }';

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
    ...["alternatives", "box", "confidence", "digit", "probabilities", "rejected", "row"],
  ]);
});

test("empty strokes are left out, and what else a file holds is not minded", async () => {
  const text = '{"strokes": [[], [{"x": 1, "y": 2, "t": "late", "z": 3}]], "others": 1}';
  assert.deepEqual(await strokesOfFile(blob(text)), [[{ x: 1, y: 2 }]]);
});

const NO_DRAWINGS = {
  "not JSON": ["\x89PNG\r\n", "something that is not JSON, or only a part of it"],
  "cut off": [
    '{"format": "digitpad drawing", "strokes": [[{"x": 1',
    "something that is not JSON, or only a part of it",
  ],
  "something else": ['{"a": 1}', "something else"],
  null: ["null", "something else"],
  "without points": ['{"strokes": [[], []]}', "none with a point in it"],
  "without strokes": ['{"strokes": [7]}', "a stroke that is 7"],
  "without numbers": ['{"strokes": [[{"x": "1", "y": 2}]]}', 'a point that is {"x":"1","y":2}'],
  "of the future": [
    '{"version": 2, "strokes": [[{"x": 1, "y": 2}]]}',
    "version 2 of the format, newer than this page; reload it",
  ],
};

for (const [name, [text, got]] of Object.entries(NO_DRAWINGS))
  test(`a file that is ${name} is told as no drawing`, async () => {
    await assert.rejects(strokesOfFile(blob(text)), {
      message: `This is not a Digitpad drawing: ${EXPECTED}, got ${got}.`,
    });
  });

test("a file that is far too large is not even read", async () => {
  const large = new Blob([new Uint8Array(21_000_000)]);
  await assert.rejects(strokesOfFile(large), { message: /got a file of 21 MB\.$/ });
});
