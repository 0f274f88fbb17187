import assert from "node:assert/strict";
import test from "node:test";
import { noiseOf } from "./pictures.fixture.js";
import { twoLevels } from "./two-levels.js";

const WIDE = { width: 40, height: 25 };

/** Pixels of which a share each has a level. @param {[number, number][]} parts */
const levels = (parts) =>
  Uint8Array.from(parts.flatMap(([share, level]) => new Array(Math.round(1000 * share)).fill(level)));

/** Levels from one to another. @param {number} from @param {number} to @param {number} share */
const slope = (from, to, share) =>
  Uint8Array.from({ length: 1000 * share }, (_, i) => from + ((to - from) * i) / (1000 * share));

const both = (/** @type {Uint8Array[]} */ ...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

test("what is black and white has two levels, however much of it is ink, and with blur between", () => {
  for (const ink of [0.1, 0.3, 0.7]) {
    const found = twoLevels(
      WIDE,
      both(
        levels([
          [ink, 20],
          [0.8 - ink, 200],
        ]),
        slope(20, 200, 0.2),
      ),
    );
    assert.deepEqual([found?.dark, found?.light], [20, 200], `${ink}`);
  }
});

test("a narrow stroke that was enlarged is mostly blur, and has two levels from black to white", () => {
  const narrow = (/** @type {number} */ black) =>
    both(
      levels([
        [0.1, black],
        [0.1, 255],
      ]),
      slope(black, 255, 0.8),
    );
  assert.ok(twoLevels(WIDE, narrow(0)));
  assert.equal(twoLevels(WIDE, narrow(60)), null, "grey is no black");
});

test("a picture as narrow as a 1 may have hardly a pixel that is not edge, and no black", () => {
  const edge = (/** @type {number} */ dark) => both(slope(dark, 255, 0.99), levels([[0.01, 255]]));
  assert.ok(twoLevels({ width: 15, height: 150 }, edge(30)));
  assert.equal(twoLevels({ width: 15, height: 150 }, edge(60)), null, "as dark as in a photograph");
  assert.equal(twoLevels({ width: 60, height: 150 }, edge(30)), null, "as wide as other digits");
  assert.equal(twoLevels({ width: 150, height: 15 }, edge(30)), null, "as wide as numbers");
});

test("thin ink, grain, and a shadow are no level", () => {
  const grain = noiseOf(12);
  const grained = (/** @type {number} */ ink) => levels([[1, 0]]).map((_, i) => (i < 1000 * ink ? 40 : 180) + grain());
  assert.equal(twoLevels(WIDE, grained(0.06)), null, "a photograph");
  assert.equal(
    twoLevels(WIDE, both(levels([[0.6, 255]]), slope(90, 200, 0.38), levels([[0.02, 20]]))),
    null,
    "a shadow",
  );
  assert.equal(twoLevels(WIDE, levels([[1, 255]])), null, "nothing");
});
