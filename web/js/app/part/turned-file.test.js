import assert from "node:assert/strict";
import test from "node:test";
import { placeOf } from "./turned-file.js";

/** Where a point of a picture comes to. @param {ReturnType<typeof placeOf>} place @param {[number, number]} point */
const placed = ({ transform: [a, b, c, d, e, f] }, [x, y]) => [a * x + c * y + e, b * x + d * y + f];

test("turned to the right, the upper left corner comes to the upper right, then lower right, then lower left", () => {
  const places = [0, 1, 2, 3].map((quarters) => placeOf({ width: 300, height: 100 }, quarters));
  assert.deepEqual(
    places.map(({ width, height }) => [width, height]),
    [
      [300, 100],
      [100, 300],
      [300, 100],
      [100, 300],
    ],
  );
  assert.deepEqual(
    places.map((place) => placed(place, [0, 0])),
    [
      [0, 0],
      [100, 0],
      [300, 100],
      [0, 300],
    ],
  );
  assert.deepEqual(
    places.map((place) => placed(place, [300, 100])),
    [
      [300, 100],
      [0, 300],
      [0, 0],
      [100, 0],
    ],
  );
});

test("a turned picture has 16 megapixels at most, and is filled to its edges", () => {
  const place = placeOf({ width: 12_000, height: 8000 }, 1);
  assert.ok(place.width * place.height <= 16e6 && place.width * place.height > 15.9e6);
  const [x, y] = placed(place, [12_000, 8000]);
  assert.ok(Math.abs(x) < 1e-6 && Math.abs(y - place.height) < 1e-6);
});
