import assert from "node:assert/strict";
import test from "node:test";
import { bounded, passed, readable } from "./gate.js";

/** @param {number} count */
const points = (count) => Array.from({ length: count }, (_, i) => ({ x: i, y: -i }));

/** @param {{ length: number }[]} strokes */
const lengths = (strokes) => strokes.map(({ length }) => length);

test("ordinary strokes are read as they are, without those that have no points", () => {
  const stroke = [{ x: 1, y: 2, t: 3 }];
  assert.deepEqual(readable([[], stroke, []]), [stroke]);
  assert.equal(readable([stroke])[0], stroke);
});

test("of very many points only some are used, evenly, the ends of each stroke among them", () => {
  const read = readable([points(10_000), points(9_999), points(2), points(1)]);
  assert.deepEqual(lengths(read), [4998, 4998, 2, 1]);
  assert.deepEqual([read[0][0].x, read[0].at(-1)?.x, read[1].at(-1)?.x], [0, 9999, 9998]);
  const steps = read[0].slice(1).map(({ x }, i) => x - read[0][i].x);
  assert.deepEqual([Math.min(...steps), Math.max(...steps)], [2, 3]);
  assert.equal(readable([points(10_000)])[0].length, 10_000);
});

test("what was thinned is not thinned again, however many strokes it has", () => {
  const drawing = bounded(Array(700).fill(points(200)));
  const count = lengths(drawing).reduce((a, b) => a + b);
  assert.ok(count > 9_000 && count <= 10_000, `${count}`);
  assert.deepEqual(passed(drawing, 2000), drawing);
});

test("there may be 500 strokes and a million points to read", () => {
  assert.equal(readable(Array(500).fill(points(1))).length, 500);
  assert.throws(() => readable(Array(501).fill(points(1))), {
    name: "TypeError",
    message: /at most 500 strokes at once; 501 came\. Read them in parts\.$/,
  });
  const many = points(10_000);
  assert.ok(readable(Array(100).fill(many)).length === 100);
  assert.throws(() => readable([...Array(100).fill(many), points(1)]), {
    name: "TypeError",
    message: /at most 1,000,000 points at once; 1,000,001 came/,
  });
});

test("of what was drawn here the newest 2,000 strokes pass", () => {
  const strokes = points(2001).map((point) => [point]);
  assert.deepEqual(bounded(strokes), strokes.slice(1));
});

test("coordinates whose squares are no finite numbers any more are none", () => {
  assert.equal(readable([[{ x: 9e99, y: -9e99 }]]).length, 1);
  for (const x of [2e100, -2e100, Infinity, NaN]) {
    assert.throws(() => readable([[{ x, y: 0 }]]), /none beyond ±1e\+100; a point came whose x is/, `${x}`);
  }
});

test("what are no strokes is told to a caller with what came", () => {
  /** @type {[any, RegExp][]} */
  const cases = [
    [[{ x: 1, y: 1 }], /a stroke came that is no array, but object/],
    [Array(1), /a stroke came that is no array, but undefined/],
    [[[{ x: 1 }]], /whose x is 1 and y is undefined/],
    [[[{ x: "1", y: 1 }]], /whose x is string and y is 1/],
    [[[null]], /whose x is undefined and y is undefined/],
  ];
  for (const [strokes, message] of cases) assert.throws(() => readable(strokes), { name: "TypeError", message });
});
