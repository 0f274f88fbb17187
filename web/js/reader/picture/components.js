/**
 * Connected components: which pixels of ink hang together, by sides or corners.
 *
 * They are found from runs, the stretches of ink within one row, of which there are far fewer than pixels: each run
 * joins those of the row above that it touches (Rosenfeld and Pfaltz, "Sequential operations in digital picture
 * processing", 1966).
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./lines.js").Ink} Ink
 *
 * @typedef {object} Component
 * @property {Box} box
 * @property {number} mass how many pixels it has
 * @property {Int32Array} runs its pixels, row by row: of each run the index of its first, and the index after its last
 *
 * @typedef {{ count: number, ends: Int32Array, firstOfRow: Int32Array }} Runs `ends`: as in a component; `firstOfRow`:
 *   of each row the number of its first run, and of the row after the last
 */

// Components of one picture: the largest. A page of handwriting has some 1,000, a photograph with its grain 4,000 at
// most. Larger, pictures of dust and noise, which have up to 600,000, take longer; smaller, small writing on a full
// page is lost.
const MOST = 6000;

/**
 * @param {Ink} ink
 * @param {number} [sure] components without any pixel of so much in the mask don't count: thresholding with hysteresis
 *   (Canny, "A computational approach to edge detection", 1986)
 * @returns {Component[]} at most MOST of them, in the order of their first sure pixels
 */
export function connected({ width, height, mask }, sure = 1) {
  const runs = runsIn({ width, height, mask });
  const { labels, count } = joinedRuns(runs, width);
  const firstSure = new Int32Array(count).fill(-1); // of each component the number of its first run that is sure
  for (let run = 0; run < runs.count; run++) {
    const label = labels[run];
    if (firstSure[label] < 0 && mask[runs.ends[2 * run]] >= sure) firstSure[label] = run;
  }
  const all = firstSure.map((_, label) => label).filter((label) => firstSure[label] >= 0);
  const chosen = all.length > MOST ? largest(all, runs, labels, width) : all;
  chosen.sort((a, b) => firstSure[a] - firstSure[b]);
  const places = new Int32Array(count).fill(-1);
  chosen.forEach((label, i) => (places[label] = i));
  return grouped(
    runs,
    labels.map((label) => places[label]),
    chosen.length,
    width,
  );
}

/**
 * Components that have taken in the fainter ink around them, each pixel going to the component that reaches it first.
 * @param {Component[]} components
 * @param {Field} field all that is above 0 in it is ink
 * @returns {Component[]}
 */
export function grown(components, { width, height, values }) {
  const owners = new Int32Array(width * height); // of each pixel the number of its component, from 1 on; 0: none
  const reached = new Int32Array(width * height); // pixels in the order in which they are reached
  let end = 0;
  components.forEach(({ runs }, i) => {
    for (let run = 0; run < runs.length; run += 2) {
      for (let at = runs[run]; at < runs[run + 1]; at++) reached[end++] = at;
      owners.fill(i + 1, runs[run], runs[run + 1]);
    }
  });
  for (let next = 0; next < end; next++) {
    const at = reached[next];
    const [x, y] = [at % width, Math.floor(at / width)];
    const [lastX, lastY] = [Math.min(width - 1, x + 1), Math.min(height - 1, y + 1)];
    for (let ny = Math.max(0, y - 1); ny <= lastY; ny++) {
      for (let nx = Math.max(0, x - 1); nx <= lastX; nx++) {
        const neighbour = ny * width + nx;
        if (owners[neighbour] > 0 || values[neighbour] <= 0) continue;
        owners[neighbour] = owners[at];
        reached[end++] = neighbour;
      }
    }
  }
  const runs = runsIn({ width, height, mask: owners });
  const ownerOf = (/** @type {unknown} */ _, /** @type {number} */ run) => owners[runs.ends[2 * run]] - 1;
  return grouped(runs, new Int32Array(runs.count).map(ownerOf), components.length, width);
}

/**
 * @param {{ width: number, height: number, mask: Uint8Array | Int32Array }} ink
 * @returns {Runs} each of one value above 0
 */
function runsIn({ width, height, mask }) {
  /** @type {Int32Array} */
  let ends = new Int32Array(1024);
  let end = 0;
  const firstOfRow = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    firstOfRow[y] = end >> 1;
    for (let at = y * width, after = at + width; at < after;) {
      const value = mask[at];
      if (value === 0) at++;
      else {
        if (end === ends.length) ends = lengthened(ends);
        ends[end++] = at;
        while (at < after && mask[at] === value) at++;
        ends[end++] = at;
      }
    }
  }
  firstOfRow[height] = end >> 1;
  return { count: end >> 1, ends: ends.subarray(0, end), firstOfRow };
}

/** @param {Int32Array} values @returns {Int32Array} twice as long */
function lengthened(values) {
  const longer = new Int32Array(2 * values.length);
  longer.set(values);
  return longer;
}

/**
 * @param {Runs} runs
 * @param {number} width
 * @returns {{ labels: Int32Array, count: number }} of each run which component it belongs to; how many there are
 */
function joinedRuns({ count: all, ends, firstOfRow }, width) {
  const parents = new Int32Array(all).map((_, run) => run);
  const root = (/** @type {number} */ run) => {
    while (parents[run] !== run) run = parents[run] = parents[parents[run]];
    return run;
  };
  const join = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [a, b] = [root(one), root(other)];
    if (a < b) parents[b] = a;
    else parents[a] = b;
  };
  for (let y = 0; y < firstOfRow.length - 1; y++) {
    let above = y > 0 ? firstOfRow[y - 1] : 0;
    for (let run = firstOfRow[y]; run < firstOfRow[y + 1]; run++) {
      if (run > firstOfRow[y] && ends[2 * run - 1] === ends[2 * run]) join(run - 1, run);
      const [from, to] = [ends[2 * run] - width, ends[2 * run + 1] - width];
      while (above < firstOfRow[y] && ends[2 * above + 1] < from) above++;
      for (let other = above; other < firstOfRow[y] && ends[2 * other] <= to; other++) join(other, run);
    }
  }
  let count = 0;
  const labels = parents; // a root comes before the other runs of its component
  for (let run = 0; run < all; run++) labels[run] = parents[run] === run ? count++ : labels[parents[run]];
  return { labels, count };
}

/**
 * @param {Int32Array} chosen numbers of components
 * @param {Runs} runs
 * @param {Int32Array} labels of each run the number of its component
 * @param {number} width
 * @returns {Int32Array} MOST of them, those that extend furthest
 */
function largest(chosen, { count, ends }, labels, width) {
  const length = chosen.reduce((most, label) => Math.max(most, label), 0) + 1;
  const [left, right] = [new Int32Array(length).fill(width), new Int32Array(length)];
  const [top, bottom] = [new Int32Array(length).fill(-1), new Int32Array(length)];
  for (let run = 0; run < count; run++) {
    const label = labels[run];
    const y = Math.floor(ends[2 * run] / width);
    left[label] = Math.min(left[label], ends[2 * run] - y * width);
    right[label] = Math.max(right[label], ends[2 * run + 1] - y * width);
    if (top[label] < 0) top[label] = y;
    bottom[label] = y + 1;
  }
  const extent = (/** @type {number} */ label) => Math.max(right[label] - left[label], bottom[label] - top[label]);
  return chosen.sort((a, b) => extent(b) - extent(a)).slice(0, MOST);
}

/**
 * @param {Runs} runs
 * @param {Int32Array} labels of each run the number of its component; below 0: it is in none
 * @param {number} count of components
 * @param {number} width
 * @returns {Component[]}
 */
function grouped({ count: all, ends }, labels, count, width) {
  const starts = new Int32Array(count + 1); // where the runs of each component begin
  for (let run = 0; run < all; run++) if (labels[run] >= 0) starts[labels[run] + 1] += 2;
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i];
  const sorted = new Int32Array(starts[count]);
  const next = starts.slice();
  for (let run = 0; run < all; run++) {
    if (labels[run] < 0) continue;
    const to = next[labels[run]];
    sorted[to] = ends[2 * run];
    sorted[to + 1] = ends[2 * run + 1];
    next[labels[run]] += 2;
  }
  return Array.from({ length: count }, (_, i) => measured(sorted.subarray(starts[i], starts[i + 1]), width));
}

/**
 * @param {Int32Array} runs at least one, from top to bottom
 * @param {number} width
 * @returns {Component}
 */
function measured(runs, width) {
  const [top, bottom] = [Math.floor(runs[0] / width), Math.floor(runs[runs.length - 2] / width)];
  let [left, right, mass] = [width, 0, 0];
  for (let i = 0; i < runs.length; i += 2) {
    const x = runs[i] % width;
    const length = runs[i + 1] - runs[i];
    if (x < left) left = x;
    if (x + length > right) right = x + length;
    mass += length;
  }
  return { box: { x: left, y: top, width: right - left, height: bottom - top + 1 }, mass, runs };
}
