import assert from "node:assert/strict";
import test from "node:test";
import { noiseOf } from "./pictures.fixture.js";
import { removeLines } from "./ruled.js";

/** @typedef {import("./ground.js").Field} Field */

const SIZE = { width: 504, height: 220 };
const NOISE = 0.01; // the standard deviation everywhere

/**
 * The contrast of a page with horizontal lines, two pixels high, and its noise.
 * @param {{ rows: number[], dark?: number, slope?: number, from?: number, to?: number, bend?: number, fold?: number,
 *   high?: number }} lines
 */
function ruled({ rows, dark = 0.2, slope = 0, from = 0, to = SIZE.width, bend = 0, fold = 0, high = 2 }) {
  const { width, height } = SIZE;
  const grain = noiseOf(NOISE);
  const values = Float32Array.from({ length: width * height }, grain);
  for (const row of rows) {
    for (let x = from; x < to; x++) {
      const bent = bend * Math.sin((3 * x) / width) + (x > width / 2 ? fold : 0);
      const y = Math.round(row + slope * (x - width / 2) + bent);
      for (let at = Math.max(0, y); at < Math.min(height, y + high); at++) values[at * width + x] += dark;
    }
  }
  return { contrast: { ...SIZE, values }, noise: { ...SIZE, values: new Float32Array(values.length).fill(NOISE) } };
}

/** The mean of a field's values in a row, but for the columns at its ends. @param {Field} field @param {number} row */
function meanOf({ width, values }, row) {
  const part = values.subarray(row * width + 20, (row + 1) * width - 20);
  return part.reduce((a, b) => a + b, 0) / part.length;
}

const upright = ({ width, height, values } = /** @type {Field} */ ({})) => ({
  width: height,
  height: width,
  values: Float32Array.from(values, (_, i) => values[(i % height) * width + Math.floor(i / height)]),
});

test("a line becomes ground, and the noise under it rises by a fifth of its contrast", () => {
  const { contrast, noise } = ruled({ rows: [130] });
  const darkness = removeLines(contrast, noise);
  assert.ok(Math.abs(meanOf(contrast, 130)) < 0.01, `${meanOf(contrast, 130)}`);
  assert.ok(Math.abs(meanOf(darkness, 130) - 0.2) < 0.02);
  assert.ok(Math.abs(meanOf(noise, 130) - (NOISE + 0.2 * 0.2)) < 0.004, `${meanOf(noise, 130)}`);
  assert.ok(Math.abs(meanOf(noise, 120) - NOISE) < 1e-6);
  assert.equal(meanOf(darkness, 120), 0);
});

test("ink on a line keeps its contrast, as far as it is darker than the line", () => {
  const { contrast, noise } = ruled({ rows: [130] });
  for (let y = 120; y < 142; y++) contrast.values.fill(0.6, y * SIZE.width + 300, y * SIZE.width + 306);
  removeLines(contrast, noise);
  const left = contrast.values[130 * SIZE.width + 303];
  assert.ok(Math.abs(left - 0.5) < 0.02, `${left}: (0.6 - 0.2) / (1 - 0.2)`);
});

/** @type {Record<string, Parameters<typeof ruled>[0]>} */
const FOUND = {
  "a faint line": { rows: [130], dark: 0.018 },
  "lines of squared paper": { rows: [30, 70, 110, 150, 190] },
  "a slanting line": { rows: [130], slope: 0.1 },
  "a rising line": { rows: [130], slope: -0.1 },
  "a line that bends": { rows: [130], bend: 6 },
  "a line that is folded in the middle": { rows: [130], fold: 3 },
  "a line over six tenths of the page": { rows: [130], from: 0, to: 303 },
  "a line at the lower edge": { rows: [216] },
};
for (const [name, lines] of Object.entries(FOUND)) {
  test(`found: ${name}`, () => {
    const { contrast, noise } = ruled(lines);
    const darkness = removeLines(contrast, noise);
    const { rows, from = 0, to = SIZE.width } = lines;
    const length = to - from;
    const found = darkness.values.reduce((sum, value) => sum + Number(value > 0.01), 0);
    assert.ok(found >= 0.9 * 2 * length * rows.length, `${found} pixels`);
    assert.ok(found <= 3 * 2 * length * rows.length, `${found} pixels`);
  });
}

/** @type {Record<string, Parameters<typeof ruled>[0]>} */
const LEFT = {
  "a line over four tenths of the page: the bar of a large digit": { rows: [130], from: 90, to: 292 },
  "a bar, ten rows high": { rows: [130], high: 10 },
  "a line that is too steep": { rows: [130], slope: 0.15 },
  "a line that is hardly darker than the noise": { rows: [130], dark: 0.004 },
  nothing: { rows: [] },
};
for (const [name, lines] of Object.entries(LEFT)) {
  test(`left as it is: ${name}`, () => {
    const { contrast, noise } = ruled(lines);
    const before = contrast.values.slice();
    const darkness = removeLines(contrast, noise);
    assert.ok(darkness.values.every((value) => value === 0));
    assert.deepEqual(contrast.values, before);
  });
}

test("lines from top to bottom are found, too", () => {
  const { contrast, noise } = ruled({ rows: [60, 180] });
  const darkness = removeLines(upright(contrast), upright(noise));
  assert.ok(Math.abs(meanOf(upright(darkness), 180) - 0.2) < 0.02);
});

test("lines that leave the page above or below are known by the others", () => {
  // Falling by a tenth: the last is only in the left quarter of the page.
  const { contrast, noise } = ruled({ rows: [40, 80, 120, 160, 231], slope: 0.1 });
  const darkness = removeLines(contrast, noise);
  const y = Math.round(231 + 0.1 * (50 - SIZE.width / 2));
  assert.ok(darkness.values[y * SIZE.width + 50] > 0.1);
});

test("a page with writing on its lines keeps them out of it", () => {
  const { contrast, noise } = ruled({ rows: [130] });
  const strokes = [0, 1, 2, 3, 4, 5].map((i) => 30 + 80 * i); // upright ones, a seventh of the line
  for (const x of strokes)
    for (let y = 100; y < 145; y++) contrast.values.fill(0.5, y * SIZE.width + x, y * SIZE.width + x + 11);
  const darkness = removeLines(contrast, noise);
  assert.ok(meanOf(darkness, 130) > 0.15);
  assert.ok(contrast.values[115 * SIZE.width + 33] > 0.45);
});
