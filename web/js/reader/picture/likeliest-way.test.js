import assert from "node:assert/strict";
import test from "node:test";
import { likeliestWay } from "./likeliest-way.js";

const HEIGHT = 60;

/** @param {number} strokes that it goes through, of a pen's width each */
const cut = (strokes) => ({ columns: new Int32Array(HEIGHT), middle: 0, cut: strokes, strokes, longest: 1 });

/** @param {number} from @param {number} to @param {number} width */
const edge = (from, to, width) => ({
  ...{ from, to },
  window: { piece: { box: { x: 0, y: 0, width, height: HEIGHT }, values: new Float32Array() }, dropped: 0 },
});

/** What reads as a digit with a probability. @param {number} digit @param {number} probability */
const read = (digit, probability) => ({
  probabilities: Float32Array.from({ length: 11 }, (_, i) => (i === digit ? probability : (1 - probability) / 10)),
});

/** @param {{ way: import("./lattice.js").Edge[] }} likeliest */
const cutsAlong = ({ way }) => way.flatMap(({ to }) => to);

test("two halves of a ring that surely read as 1 are less likely than the 0", () => {
  const lattice = { cuts: [cut(0), cut(2), cut(0)], edges: [edge(0, 1, 12), edge(0, 2, 48), edge(1, 2, 12)] };
  assert.deepEqual(cutsAlong(likeliestWay(lattice, [read(1, 0.99), read(0, 0.8), read(1, 0.99)], HEIGHT)), [2]);
});

test("two 1s that touch in one stroke are likelier than what is hardly a digit", () => {
  const lattice = { cuts: [cut(0), cut(1), cut(0)], edges: [edge(0, 1, 20), edge(0, 2, 44), edge(1, 2, 20)] };
  assert.deepEqual(cutsAlong(likeliestWay(lattice, [read(1, 0.99), read(4, 0.05), read(1, 0.99)], HEIGHT)), [1, 2]);
});

test("ways that read the same count together", () => {
  const cuts = [cut(0), cut(1), cut(1), cut(1), cut(1), cut(0)];
  const same = [1, 2, 3].flatMap((at) => [edge(0, at, 40), edge(at, 5, 40)]);
  const edges = [...same, edge(0, 4, 40), edge(4, 5, 40)].sort((a, b) => a.from - b.from);
  const scores = edges.map(({ from, to }) =>
    from === 4 || to === 4 ? read(from === 4 ? 8 : 3, 0.95) : read(from === 0 ? 5 : 6, 0.9),
  );
  const [first] = likeliestWay({ cuts, edges }, scores, HEIGHT).way;
  assert.notEqual(first.to, 4);
});

test("there is none where no window leads to the end", () => {
  const lattice = { cuts: [cut(0), cut(1), cut(0)], edges: [edge(0, 1, 20)] };
  assert.deepEqual(likeliestWay(lattice, [read(1, 0.99)], HEIGHT), { way: [], value: -Infinity });
});
