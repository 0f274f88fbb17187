/**
 * Where the ink of an image lies: how much each column and each row holds.
 *
 * @typedef {{ width: number, height: number, values: Float64Array }} Ink how much ink each pixel holds, in [0, 1], row
 *   by row
 */

/**
 * @param {Ink} ink
 * @returns {{ columns: Float64Array, rows: Float64Array }} how much ink each column and each row holds
 */
export function profiles({ width, height, values }) {
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      columns[x] += values[y * width + x];
      rows[y] += values[y * width + x];
    }
  }
  return { columns, rows };
}

/** @param {Float64Array} profile */
export function inked(profile) {
  return { first: profile.findIndex((value) => value > 0), last: profile.findLastIndex((value) => value > 0) };
}

/** @param {Float64Array} profile */
export function centreOfMass(profile) {
  let [mass, moment] = [0, 0];
  profile.forEach((value, i) => {
    mass += value;
    moment += value * (i + 0.5);
  });
  return moment / mass;
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
