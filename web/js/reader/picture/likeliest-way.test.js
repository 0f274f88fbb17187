import assert from "node:assert/strict";
import test from "node:test";
import { likeliestWays, waysReading } from "./likeliest-way.js";

const HEIGHT = 60;

const PEN = 6;

/** @param {number} strokes that it goes through, of a pen's width each */
const cut = (strokes) => ({ columns: new Int32Array(HEIGHT), middle: 0, cut: strokes, strokes, longest: 1 });

/**
 * A window with the ink of so long a stroke.
 * @param {number} from
 * @param {number} to
 * @param {number} width
 * @param {number} [length] heights
 */
const edge = (from, to, width, length = 2) => ({
  ...{ from, to },
  window: {
    piece: { box: { x: 0, y: 0, width, height: HEIGHT }, values: Float32Array.of(length * PEN * HEIGHT) },
    dropped: 0,
  },
});

/**
 * @param {import("./cuts.js").Cut[]} cuts
 * @param {import("./lattice.js").Edge[]} edges
 * @param {import("./lattice.js").Joint[]} [joints]
 */
const latticeOf = (cuts, edges, joints = []) => ({ cuts, edges, joints, whole: { height: HEIGHT, pen: PEN } });

/** What reads as a digit with a probability, and else as none. @param {number} digit @param {number} probability */
function read(digit, probability) {
  const probabilities = new Float32Array(11);
  probabilities[digit] = probability;
  probabilities[10] = 1 - probability;
  return { probabilities };
}

/** @param {import("./likeliest-way.js").Way[]} ways */
const cutsAlong = ([{ way }]) => way.flatMap(({ to }) => to);

test("two halves of a ring that may be 1s are less likely than the 0", () => {
  const edges = [edge(0, 1, 24, 1.2), edge(0, 2, 52, 2.4), edge(1, 2, 24, 1.2)];
  const lattice = latticeOf([cut(0), cut(2), cut(0)], edges);
  assert.deepEqual(cutsAlong(likeliestWays(lattice, [read(1, 0.6), read(0, 0.95), read(1, 0.6)])), [2]);
});

test("two 1s that touch in one stroke are likelier than what is hardly a digit", () => {
  const edges = [edge(0, 1, 20, 1.2), edge(0, 2, 44, 2.4), edge(1, 2, 20, 1.2)];
  const lattice = latticeOf([cut(0), cut(1), cut(0)], edges);
  assert.deepEqual(cutsAlong(likeliestWays(lattice, [read(1, 0.99), read(4, 0.05), read(1, 0.99)])), [1, 2]);
});

test("ways that read the same count together", () => {
  const cuts = [cut(0), cut(1), cut(1), cut(1), cut(1), cut(0)];
  const same = [1, 2, 3].flatMap((at) => [edge(0, at, 40), edge(at, 5, 40)]);
  const edges = [...same, edge(0, 4, 40), edge(4, 5, 40)].sort((a, b) => a.from - b.from);
  const scores = edges.map(({ from, to }) =>
    from === 4 || to === 4 ? read(from === 4 ? 8 : 3, 0.95) : read(from === 0 ? 5 : 6, 0.9),
  );
  const [first, second] = likeliestWays(latticeOf(cuts, edges), scores);
  assert.deepEqual([first.text, second.text], ["56", "38"]);
  assert.ok(first.sum > second.sum && first.value < second.value, "neither way alone is the likeliest");
});

test("two windows may share the ink where digits are written over each other", () => {
  // A 1 and a 0 of one stroke's width in common: neither is whole without it.
  const cuts = [cut(0), cut(1), cut(1), cut(0)];
  const edges = [edge(0, 1, 6, 0.5), edge(0, 2, 16, 1.3), edge(1, 3, 52, 2.4), edge(2, 3, 44, 1.8)];
  const scores = [read(1, 0.2), read(1, 0.99), read(0, 0.99), read(6, 0.02)];
  const shared = [
    { from: 1, to: 2, ink: -0.2 },
    { from: 2, to: 1, ink: 0.2 },
  ];
  const [{ way }] = likeliestWays(latticeOf(cuts, edges, shared), scores);
  assert.deepEqual(
    way.map(({ from, to }) => [from, to]),
    [
      [0, 2],
      [1, 3],
    ],
  );
  assert.notDeepEqual(cutsAlong(likeliestWays(latticeOf(cuts, edges), scores)), [2, 3], "not without the joint");
});

test("a line that joins two digits may be in neither", () => {
  const cuts = [cut(0), cut(1), cut(1), cut(0)];
  const edges = [edge(0, 1, 50, 2.4), edge(0, 2, 70, 2.6), edge(1, 3, 70, 2.6), edge(2, 3, 50, 2.4)];
  const scores = [read(0, 0.99), read(6, 0.02), read(6, 0.02), read(0, 0.99)];
  const joints = [{ from: 1, to: 2, ink: -0.15 }];
  const [{ way }] = likeliestWays(latticeOf(cuts, edges, joints), scores);
  assert.deepEqual(
    way.map(({ from, to }) => [from, to]),
    [
      [0, 1],
      [2, 3],
    ],
  );
});

test("a digit that a window is hardly read as is in a reading that is asked for, and not among the likeliest", () => {
  const lattice = latticeOf([cut(0), cut(1), cut(0)], [edge(0, 1, 50), edge(1, 2, 50)]);
  const scores = [read(0, 0.9), read(6, 0.9)];
  assert.deepEqual(
    likeliestWays(lattice, scores).map(({ text }) => text),
    ["06"],
  );
  const asked = waysReading(lattice, scores, ["08", "06", "0", "066"]);
  assert.deepEqual(
    asked.map(({ text, way }) => [text, way.length]),
    [
      ["06", 2],
      ["08", 2],
    ],
  );
  assert.ok(asked[0].sum > asked[1].sum + 1);
});

test("a way that reads what is asked for counts as it does among all", () => {
  const lattice = latticeOf([cut(0), cut(1), cut(0)], [edge(0, 1, 50), edge(1, 2, 50)]);
  const scores = [read(0, 0.9), read(6, 0.9)];
  assert.ok(Math.abs(waysReading(lattice, scores, ["06"])[0].sum - likeliestWays(lattice, scores)[0].sum) < 1e-9);
});

test("there is none where no window leads to the end", () => {
  const lattice = latticeOf([cut(0), cut(1), cut(0)], [edge(0, 1, 20)]);
  assert.deepEqual(likeliestWays(lattice, [read(1, 0.99)]), []);
});
