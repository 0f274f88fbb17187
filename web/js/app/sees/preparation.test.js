import assert from "node:assert/strict";
import test from "node:test";
import { fromStrokes } from "../../reader/ink.js";
import { DRAWINGS, placed } from "../../reader/shared/drawings.fixture.js";
import { preparationFor, preparationOf } from "./preparation.js";

/** @typedef {import("../../reader/types.js").Stroke} Stroke */
/** @typedef {import("../../reader/types.js").Digit} Digit */

const TWO = placed(DRAWINGS.two, { x: 300, y: 200, size: 250 });
const FIVE = placed(DRAWINGS.five, { x: 700, y: 220, size: 200 });

/** @param {Stroke[]} strokes */
function digitOf(strokes) {
  const [xs, ys] = [strokes.flat().map(({ x }) => x), strokes.flat().map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  return /** @type {Digit} */ (/** @type {unknown} */ ({ box, image: fromStrokes(strokes) }));
}

for (const [name, strokes] of Object.entries(DRAWINGS)) {
  test(`the steps of ${name} end with what the network gets`, () => {
    const { image, fitted, centred, shift, mass, scale } = /** @type {any} */ (preparationOf(strokes));
    assert.deepEqual(image, fromStrokes(strokes));
    const heights = (/** @type {Stroke[]} */ of) => of.flat().map(({ y }) => y);
    assert.ok(Math.abs(Math.max(...heights(fitted)) - Math.min(...heights(fitted)) - 17.4) < 0.5); // 20 less the pen
    assert.ok(scale > 0);
    assert.ok(Math.abs(centred[0][0].x - fitted[0][0].x - shift.x) < 1e-9);
    assert.ok(Math.abs(mass.x + shift.x - 14) < 1e-9 && Math.abs(mass.y + shift.y - 14) < 1e-9);
  });
}

test("of a number, the steps are those of the digit that is looked at", () => {
  const digits = [digitOf(TWO), digitOf(FIVE)];
  const preparation = preparationFor([...TWO, ...FIVE], digits, digits[1]);
  assert.deepEqual(preparation?.strokes, FIVE);
  assert.deepEqual(preparation?.image, digits[1].image);
});

test("digits whose boxes overlap are told apart by what lies within each", () => {
  const near = placed(DRAWINGS.five, { x: 400, y: 200, size: 250 });
  const digits = [digitOf(TWO), digitOf(near)];
  assert.ok(digits[1].box.x < digits[0].box.x + digits[0].box.width - 20);
  for (const [i, own] of [TWO, near].entries())
    assert.deepEqual(preparationFor([...TWO, ...near], digits, digits[i])?.strokes, own);
});

test("a stroke through two digits is divided, and ink that is told from no other's has no steps", () => {
  const both = [[...TWO[0], ...FIVE[0]], FIVE[1]];
  const digits = [digitOf(TWO), digitOf(FIVE)];
  assert.deepEqual(preparationFor(both, digits, digits[0])?.strokes, TWO);
  const other = /** @type {Digit} */ ({ ...digits[0], image: digits[1].image });
  assert.equal(preparationFor(both, [other, digits[1]], other), null);
  assert.equal(preparationOf([]), null);
});
