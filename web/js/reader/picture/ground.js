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
export function closing(field, reach) {
  return shrunk(spread(field, reach), reach);
}

/**
 * The first half of a closing: the largest value in each window, also in those whose middle lies beyond the edges.
 * @param {Field} field
 * @param {number} reach pixels
 * @returns {Field} wider and higher, by reach on each side
 */
export function spread(field, reach) {
  const window = 2 * reach + 1;
  return largestDown(largestAlong(field, window, 2 * reach), window, 2 * reach);
}

/**
 * The second half: the smallest value in each window that lies in the field.
 * @param {Field} field is changed
 * @param {number} reach pixels
 * @returns {Field} narrower and lower, by reach on each side
 */
export function shrunk(field, reach) {
  const window = 2 * reach + 1;
  negate(field.values);
  const smallest = largestAlong(largestDown(field, window, 0), window, 0);
  negate(smallest.values);
  return smallest;
}

/**
 * The largest values in windows of rows, in a time that does not depend on their length (van Herk, "A fast algorithm
 * for local minimum and maximum filters on rectangular and octagonal kernels", 1992).
 * @param {Field} field
 * @param {number} window pixels
 * @param {number} before pixels by which the first window begins before the row, and the last ends after it
 * @returns {Field} one value a window: its rows are longer by 2·before - window + 1
 */
function largestAlong({ width, height, values }, window, before) {
  const wide = width + 2 * before - window + 1;
  const largest = new Float32Array(wide * height);
  const length = Math.ceil((width + 2 * before) / window) * window;
  const row = new Float32Array(length).fill(-Infinity); // with nothing around it
  const toEnd = new Float32Array(length); // the largest from here to the end of its block, one window long
  for (let y = 0; y < height; y++) {
    row.set(values.subarray(y * width, (y + 1) * width), before);
    for (let block = length; block > 0; block -= window) {
      let most = -Infinity;
      for (let i = block - 1; i >= block - window; i--) {
        if (row[i] > most) most = row[i];
        toEnd[i] = most;
      }
    }
    let fromStart = -Infinity; // the largest from the start of the block to here
    for (let to = 0, i = 0; i < width + 2 * before; i++) {
      if (i % window === 0) fromStart = -Infinity;
      if (row[i] > fromStart) fromStart = row[i];
      if (i < window - 1) continue;
      largest[y * wide + to] = fromStart > toEnd[to] ? fromStart : toEnd[to];
      to++;
    }
  }
  return { width: wide, height, values: largest };
}

/**
 * The same in columns, whole rows at a time, as they lie in memory.
 * @param {Field} field
 * @param {number} window pixels
 * @param {number} before pixels by which the first window begins above the column, and the last ends below it
 * @returns {Field} of more rows, by 2·before - window + 1
 */
function largestDown({ width, height, values }, window, before) {
  const high = height + 2 * before - window + 1;
  const largest = new Float32Array(width * high);
  const nothing = new Float32Array(width).fill(-Infinity);
  const rowAt = (/** @type {number} */ y) =>
    y < before || y >= before + height ? nothing : values.subarray((y - before) * width, (y - before + 1) * width);
  const toEnd = new Float32Array(width * window); // of each row of a block the largest from there to the block's end
  const fromStart = new Float32Array(width); // the largest from the start of the next block to where it is known
  for (let block = 0; block < high; block += window) {
    for (let i = window - 1; i >= 0; i--) {
      const later = i === window - 1 ? nothing : toEnd.subarray((i + 1) * width, (i + 2) * width);
      largerOf(rowAt(block + i), later, toEnd.subarray(i * width, (i + 1) * width));
    }
    fromStart.fill(-Infinity);
    for (let i = 0; i < window && block + i < high; i++) {
      if (i > 0) largerOf(rowAt(block + window + i - 1), fromStart, fromStart);
      const to = (block + i) * width;
      largerOf(toEnd.subarray(i * width, (i + 1) * width), fromStart, largest.subarray(to, to + width));
    }
  }
  return { width, height: high, values: largest };
}

/** @param {Float32Array} a @param {Float32Array} b @param {Float32Array} to gets the larger value of each two */
function largerOf(a, b, to) {
  for (let i = 0; i < to.length; i++) to[i] = a[i] > b[i] ? a[i] : b[i];
}

/** @param {Float32Array} values */
function negate(values) {
  for (let i = 0; i < values.length; i++) values[i] = -values[i];
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
    const from = y * width;
    let to = Math.floor(y / by) * wide;
    for (let left = 0; left < width; left += by, to++) {
      const right = Math.min(width, left + by);
      for (let x = left; x < right; x++) sums[to] += values[from + x];
      counts[to] += right - left;
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
  const rowAt = enlargedRows(coarse, width, height);
  for (let y = 0; y < height; y++) values.set(rowAt(y), y * width);
  return { width, height, values };
}

/**
 * The same, row by row, where the whole is not needed at once.
 * @param {Field} coarse
 * @param {number} width
 * @param {number} height
 * @returns {(y: number) => Float32Array} a row, until the next one is asked for
 */
export function enlargedRows(coarse, width, height) {
  const across = places(width, coarse.width);
  const down = places(height, coarse.height);
  const between = new Float32Array(coarse.width); // a row of the coarse field, between two of its rows
  const row = new Float32Array(width);
  return (y) => {
    const [upper, lower, share] = [down.first[y] * coarse.width, down.second[y] * coarse.width, down.share[y]];
    for (let i = 0; i < coarse.width; i++) {
      between[i] = coarse.values[upper + i] * (1 - share) + coarse.values[lower + i] * share;
    }
    const { first, second, share: shares } = across;
    for (let x = 0; x < width; x++) row[x] = between[first[x]] * (1 - shares[x]) + between[second[x]] * shares[x];
    return row;
  };
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
