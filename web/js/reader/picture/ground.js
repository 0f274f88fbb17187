/**
 * The ground of a picture: what the paper would look like without ink, under whatever light falls on it.
 *
 * @typedef {{ width: number, height: number, values: Float32Array }} Field one number a pixel, row by row
 */

/**
 * The grey closing (Serra, "Image Analysis and Mathematical Morphology", 1982): whatever is dark and narrower than the
 * window disappears; slopes of light and the edges of shadows stay where they are.
 * @param {Field} field
 * @param {number} reach pixels; the window is 2·reach + 1 wide and high. Beyond the edges there is nothing: a dark
 *   strip along an edge counts as ground, a stroke that runs into the edge does not.
 * @returns {Field}
 */
export function closing({ width, height, values }, reach) {
  const [wide, high] = [width + 2 * reach, height + 2 * reach];
  const padded = new Float32Array(wide * high).fill(-Infinity);
  for (let y = 0; y < height; y++) {
    padded.set(values.subarray(y * width, (y + 1) * width), (y + reach) * wide + reach);
  }
  spreadLargest(padded, wide, high, reach);
  const turned = transposed({ width: wide, height: high, values: padded });
  spreadLargest(turned.values, high, wide, reach);
  negate(turned.values);
  spreadLargest(turned.values, high, wide, reach);
  const back = transposed(turned);
  spreadLargest(back.values, wide, high, reach);
  const closed = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y + reach) * wide + reach;
    for (let x = 0; x < width; x++) closed[y * width + x] = -back.values[from + x];
  }
  return { width, height, values: closed };
}

/**
 * @param {Field} field
 * @param {number} reach pixels; the window is 2·reach + 1 wide and high
 * @returns {Float32Array} the largest value around each pixel
 */
export function largestAround({ width, height, values }, reach) {
  const turned = transposed({ width, height, values });
  spreadLargest(turned.values, height, width, reach);
  const back = transposed(turned);
  spreadLargest(back.values, width, height, reach);
  return back.values;
}

/**
 * Replaces each value by the largest one of its row within reach, in a time that does not depend on the reach (van
 * Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992).
 * @param {Float32Array} values
 * @param {number} width
 * @param {number} height
 * @param {number} reach
 */
function spreadLargest(values, width, height, reach) {
  const window = 2 * reach + 1;
  const length = Math.ceil((width + 2 * reach) / window) * window;
  const row = new Float32Array(length).fill(-Infinity); // with nothing around it
  const toEnd = new Float32Array(length); // the largest from here to the end of its block, one window long
  for (let y = 0; y < height; y++) {
    const from = y * width;
    row.set(values.subarray(from, from + width), reach);
    for (let block = length; block > 0; block -= window) {
      let largest = -Infinity;
      for (let i = block - 1; i >= block - window; i--) {
        if (row[i] > largest) largest = row[i];
        toEnd[i] = largest;
      }
    }
    let fromStart = -Infinity; // the largest from the start of the block to here
    for (let i = 0, inBlock = 0; i < width + 2 * reach; i++, inBlock++) {
      if (inBlock === window) [inBlock, fromStart] = [0, -Infinity];
      if (row[i] > fromStart) fromStart = row[i];
      const to = i - 2 * reach;
      if (to >= 0) values[from + to] = fromStart > toEnd[to] ? fromStart : toEnd[to];
    }
  }
}

/** @param {Float32Array} values */
function negate(values) {
  for (let i = 0; i < values.length; i++) values[i] = -values[i];
}

/**
 * Rows as columns.
 * @param {Field} field
 * @returns {Field}
 */
export function transposed({ width, height, values }) {
  const turned = new Float32Array(values.length);
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const [bottom, right] = [Math.min(height, top + TILE), Math.min(width, left + TILE)];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) turned[x * height + y] = values[y * width + x];
      }
    }
  }
  return { width: height, height: width, values: turned };
}

/**
 * A smoothed copy: each value the mean of its neighbourhood, weighted 1 2 1 both ways.
 * @param {Field} field
 * @returns {Field}
 */
export function smoothed({ width, height, values }) {
  const across = new Float32Array(values.length);
  const smooth = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    for (let x = 0; x < width; x++) {
      const at = from + x;
      across[at] = (values[x > 0 ? at - 1 : at] + 2 * values[at] + values[x < width - 1 ? at + 1 : at]) / 4;
    }
  }
  for (let y = 0; y < height; y++) {
    const [above, below] = [y > 0 ? -width : 0, y < height - 1 ? width : 0];
    for (let at = y * width; at < (y + 1) * width; at++) {
      smooth[at] = (across[at + above] + 2 * across[at] + across[at + below]) / 4;
    }
  }
  return { width, height, values: smooth };
}

/**
 * Means of blocks of by×by pixels; what is left over at the right and lower edges makes smaller blocks.
 * @param {Field} field
 * @param {number} by a whole number
 * @returns {Field}
 */
export function reduced({ width, height, values }, by) {
  const [wide, high] = [Math.ceil(width / by), Math.ceil(height / by)];
  const sums = new Float32Array(wide * high);
  const counts = new Float32Array(wide * high);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / by) * wide;
    for (let x = 0; x < width; x++) {
      const to = row + Math.floor(x / by);
      sums[to] += values[y * width + x];
      counts[to]++;
    }
  }
  return { width: wide, height: high, values: sums.map((sum, i) => sum / counts[i]) };
}

// Into how many bins [0, 1] is divided for counting. Larger, quantiles are more exact, and take longer where few
// values are counted.
const BINS = 2048;

// Two shares of a normal distribution, and how many standard deviations below its mean they end. Their distance gives
// the deviation. Both are low, so that ink, which lies above, moves them little: larger shares would take ink for
// noise.
const LOW = { share: 0.1, deviations: 1.2816 };
const HIGH = { share: 0.3, deviations: 0.5244 };

// Pixels of a side of the squares that are transposed one after the other: two of them fit into a processor's cache.
// Larger, transposing slows down.
const TILE = 32;

/**
 * The mean and the deviation of a field's values in each part of it, where the minority that lies far above the
 * others, the ink, does not count.
 * @param {Field} field values in [0, 1]
 * @param {number} side pixels of a part, about
 * @returns {{ middle: Field, spread: Field }} one value a part: the mean and the standard deviation
 *   of what is not ink, taken to be normal
 */
export function localNoise({ width, height, values }, side) {
  const [wide, high] = [Math.max(1, Math.round(width / side)), Math.max(1, Math.round(height / side))];
  const middle = new Float32Array(wide * high);
  const spread = new Float32Array(wide * high);
  const counts = new Uint32Array(BINS);
  for (let row = 0; row < high; row++) {
    const [top, bottom] = [Math.floor((row * height) / high), Math.floor(((row + 1) * height) / high)];
    for (let column = 0; column < wide; column++) {
      const [left, right] = [Math.floor((column * width) / wide), Math.floor(((column + 1) * width) / wide)];
      counts.fill(0);
      for (let y = top; y < bottom; y++) {
        for (let at = y * width + left; at < y * width + right; at++) counts[Math.floor((BINS - 1) * values[at])]++;
      }
      const number = (bottom - top) * (right - left);
      const [low, high] = [percentile(counts, LOW.share * number), percentile(counts, HIGH.share * number)];
      const deviation = (high - low) / (LOW.deviations - HIGH.deviations);
      middle[row * wide + column] = (low + LOW.deviations * deviation) / BINS;
      spread[row * wide + column] = deviation / BINS;
    }
  }
  return {
    middle: { width: wide, height: high, values: middle },
    spread: { width: wide, height: high, values: spread },
  };
}

/**
 * @param {Float32Array} values in [0, 1]
 * @param {number} share
 * @returns {number} what such a share of the values is less than, to a bin
 */
export function quantile(values, share) {
  const counts = new Uint32Array(BINS);
  for (let i = 0; i < values.length; i++) counts[Math.floor((BINS - 1) * values[i])]++;
  return percentile(counts, share * values.length) / BINS;
}

/**
 * @param {Uint32Array} counts
 * @param {number} rank
 * @returns {number} where, in bins, so many of the counted lie below
 */
function percentile(counts, rank) {
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (below + counts[bin] >= rank && counts[bin] > 0) return bin + (rank - below) / counts[bin];
    below += counts[bin];
  }
  return counts.length;
}

/**
 * A coarse field enlarged to a size, by linear interpolation between the middles of its parts.
 * @param {Field} coarse
 * @param {number} width
 * @param {number} height
 * @returns {Field}
 */
export function enlarged(coarse, width, height) {
  const values = new Float32Array(width * height);
  const across = places(width, coarse.width);
  const down = places(height, coarse.height);
  const row = new Float32Array(coarse.width);
  for (let y = 0; y < height; y++) {
    const [upper, lower, share] = [down.first[y] * coarse.width, down.second[y] * coarse.width, down.share[y]];
    for (let i = 0; i < coarse.width; i++) {
      row[i] = coarse.values[upper + i] * (1 - share) + coarse.values[lower + i] * share;
    }
    for (let x = 0; x < width; x++) {
      values[y * width + x] = row[across.first[x]] * (1 - across.share[x]) + row[across.second[x]] * across.share[x];
    }
  }
  return { width, height, values };
}

/**
 * @param {number} length
 * @param {number} parts
 */
function places(length, parts) {
  const at = Float32Array.from({ length }, (_, i) =>
    Math.min(parts - 1, Math.max(0, ((i + 0.5) * parts) / length - 0.5)),
  );
  const first = Uint16Array.from(at, Math.floor);
  return {
    first,
    second: first.map((i) => Math.min(parts - 1, i + 1)),
    share: at.map((value, i) => value - first[i]),
  };
}
