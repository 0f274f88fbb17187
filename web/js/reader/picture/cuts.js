/**
 * Where ink may be cut between two digits that touch.
 *
 * A cut runs from top to bottom. There are two kinds. One leads straight from a dip of the outline above to one below.
 * The other is the cheapest path through the pixels, that is, through little ink: it follows the gaps between digits
 * as a falling drop does (Congedo, Dimauro, Impedovo and Pirlo, "Segmentation of numeric strings", 1995), but does not
 * get caught. There is one every few pixels, so there are many more cuts than digits: which of them are right shows
 * when what lies between them is read.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {{ columns: Int32Array, cut: number }} Way the first column right of it, for each row; how much ink it cuts
 *
 * @typedef {object} Cut
 * @property {Int32Array} columns the first column right of it, for each row
 * @property {number} middle their mean
 * @property {number} cut pen widths of ink that it goes through
 * @property {number} strokes how many strokes it goes through
 * @property {number} longest the most ink that it goes through in one of them, in pen widths
 */

// Shares of the height. At each of them a path is led through every column. More of them take longer.
const THROUGH = [0.3, 0.5, 0.7];

// Pixels full of ink, what a step sideways costs: of paths that cut the same ink the straightest is taken. Larger,
// paths cut through strokes rather than go round them.
const STEP = 0.1;

// A share of the ink that a square of the ink's height holds: two cuts have at least this much between them. Larger,
// one of two cuts that belong close together is missed; smaller, nearly equal ones are tried, which takes longer.
const LEAST = { straight: 0.03, path: 0.015 };

// Straight cuts in such a square. Larger, more has to be read, which takes longer.
const MOST_STRAIGHT = 9;

// Shares of the height. A dip of the outline is at least so deep, and two that belong together are no further apart
// across. Larger, DIP misses digits that touch along much of their sides; larger, ASKEW tries more cuts.
const DIP = 0.06;
const ASKEW = 0.4;

// Of the ink, in [0, 1]: where the outline is. Larger, faint strokes count as ground.
const EDGE = 0.4;

// Ink divided by half of the length of its edges is the width of the pen, but for corners and ends, where edges are
// longer. Larger, all ink seems to be cut less.
const PER_EDGE = 2.5;

/**
 * @param {Field} ink of some digits in a row; an image of some 64 rows is enough
 * @param {number} apart shares of the height: how far a cut of the second kind is from all others. Larger, there are
 *   fewer cuts
 * @returns {Cut[]} from left to right; the first and the last are the edges
 */
export function cutsOf(ink, apart) {
  const { width, height } = ink;
  const edges = [0, width].map((x) => ({ columns: new Int32Array(height).fill(x), cut: 0 }));
  const pen = penOf(ink);
  return chosenWays(ink, apart, edges)
    .map((way) => ({ ...way, middle: middleOf(way), ...strokesAlong(way, ink, pen), cut: way.cut / pen }))
    .sort((a, b) => a.middle - b.middle);
}

/**
 * @param {Field} ink
 * @param {number} apart
 * @param {Way[]} edges
 */
function chosenWays(ink, apart, edges) {
  const { width, height } = ink;
  const dense = (inkIn(ink) * height) / width; // the ink in a square
  const between = inkBetweenIn(ink);
  const chosen = [...edges];
  const mostStraight = edges.length + Math.ceil((MOST_STRAIGHT * width) / height);
  for (const way of cheapestFirst(waysBetweenValleys(ink))) {
    if (chosen.length === mostStraight) break;
    if (chosen.every((other) => between(way, other) >= LEAST.straight * dense)) chosen.push(way);
  }
  for (const way of cheapestFirst(allPaths(ink))) {
    const middle = middleOf(way);
    const isApart = (/** @type {Way} */ other) =>
      Math.abs(middle - middleOf(other)) >= apart * height && between(way, other) >= LEAST.path * dense;
    if (chosen.every(isApart)) chosen.push(way);
  }
  return chosen;
}

/** @param {Way[]} ways */
const cheapestFirst = (ways) => ways.sort((a, b) => a.cut - b.cut);

/** @type {WeakMap<Int32Array, number>} what was worked out, as it is asked for again and again */
const middles = new WeakMap();

/** @param {{ columns: Int32Array }} way */
function middleOf({ columns }) {
  const known = middles.get(columns) ?? columns.reduce((a, b) => a + b, 0) / columns.length;
  middles.set(columns, known);
  return known;
}

/**
 * @param {Way} way
 * @param {Field} ink
 * @param {number} pen
 */
function strokesAlong({ columns }, { width, values }, pen) {
  let [strokes, longest, length] = [0, 0, 0];
  columns.forEach((x, y) => {
    const isInk = x < width && values[y * width + x] > EDGE;
    if (isInk && length === 0) strokes++;
    length = isInk ? length + 1 : 0;
    longest = Math.max(longest, length);
  });
  return { strokes, longest: longest / pen };
}

/** The width of the pen, in pixels, at least one. @param {Field} ink */
export function penOf({ width, height, values }) {
  let edges = 0;
  for (let at = 0; at < values.length; at++) {
    edges += Math.abs(values[at] - (at % width > 0 ? values[at - 1] : 0));
    edges += Math.abs(values[at] - (at >= width ? values[at - width] : 0));
  }
  return Math.max(1, (PER_EDGE * inkIn({ values })) / Math.max(edges, 1 / height));
}

/** @param {{ values: Float32Array }} ink */
export function inkIn({ values }) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/**
 * @param {Field} ink
 * @returns {(a: Pick<Way, "columns">, b: Pick<Way, "columns">) => number} how much of the ink lies between two ways
 */
export function inkBetweenIn({ width, height, values }) {
  const before = new Float64Array((width + 1) * height); // of each row: the ink left of each column, and all of it
  for (let y = 0; y < height; y++) {
    const row = y * (width + 1);
    for (let x = 0; x < width; x++) before[row + x + 1] = before[row + x] + values[y * width + x];
  }
  return (a, b) => {
    let sum = 0;
    for (let y = 0, row = 0; y < height; y++, row += width + 1) {
      sum += Math.abs(before[row + a.columns[y]] - before[row + b.columns[y]]);
    }
    return sum;
  };
}

/**
 * Where two round digits touch, the outline dips from above and from below: straight ways from one dip to the other.
 * (Cuts between concave corners are those of Strathy, Suen and Krzyzak, "Segmentation of handwritten digits using
 * contour features", 1993.)
 * @param {Field} piece
 * @returns {Way[]}
 */
function waysBetweenValleys(piece) {
  const { width, height, values } = piece;
  const upper = valleysOf(piece, (x, y) => values[y * width + x]);
  const lower = valleysOf(piece, (x, y) => values[(height - 1 - y) * width + x]);
  return upper.flatMap((above) =>
    lower.flatMap((below) => {
      const [from, to] = [above.depth, height - 1 - below.depth];
      if (Math.abs(above.column - below.column) > ASKEW * height) return [];
      const columns = Int32Array.from({ length: height }, (_, y) => {
        const share = Math.min(1, Math.max(0, (y - from) / Math.max(1, to - from)));
        return Math.round(above.column + share * (below.column - above.column));
      });
      return { columns, cut: columns.reduce((cut, x, y) => cut + values[y * width + x], 0) };
    }),
  );
}

/**
 * @param {Field} piece
 * @param {(column: number, depth: number) => number} inkAt
 * @returns {{ column: number, depth: number }[]} where the ink begins deeper than on both sides
 */
function valleysOf({ width, height }, inkAt) {
  const depths = Array.from({ length: width }, (_, x) => {
    let depth = 0;
    while (depth < height && inkAt(x, depth) < EDGE) depth++;
    return depth;
  });
  const valleys = [];
  for (let x = 0; x < width; x++) {
    const from = x;
    while (x + 1 < width && depths[x + 1] === depths[from]) x++;
    const rise = (/** @type {1 | -1} */ direction) => {
      let least = depths[from];
      for (let at = direction > 0 ? x : from; at >= 0 && at < width && depths[at] <= depths[from]; at += direction) {
        least = Math.min(least, depths[at]);
      }
      return depths[from] - least;
    };
    if (Math.min(rise(1), rise(-1)) >= DIP * height) valleys.push({ column: (from + x + 1) >> 1, depth: depths[from] });
  }
  return valleys;
}

/**
 * @param {Field} piece
 * @returns {Way[]} the cheapest through each column at some heights
 */
function allPaths(piece) {
  const { width, height } = piece;
  const upwards = cheapestSteps(piece, height - 1, -1);
  const downwards = cheapestSteps(piece, 0, 1);
  return THROUGH.flatMap((share) => {
    const row = Math.floor(share * height);
    return Array.from({ length: width }, (_, column) => {
      const columns = new Int32Array(height);
      columns[row] = column;
      for (let y = row - 1; y >= 0; y--) columns[y] = columns[y + 1] + downwards[(y + 1) * width + columns[y + 1]];
      for (let y = row + 1; y < height; y++) columns[y] = columns[y - 1] + upwards[(y - 1) * width + columns[y - 1]];
      return { columns, cut: columns.reduce((cut, x, y) => cut + piece.values[y * width + x], 0) };
    });
  });
}

/**
 * Where the cheapest way from each pixel leads, back to the row where all ways begin.
 * @param {Field} piece
 * @param {number} first that row
 * @param {1 | -1} direction from there
 * @returns {Int8Array} columns to the right, for each pixel
 */
function cheapestSteps({ width, height, values }, first, direction) {
  const steps = new Int8Array(width * height);
  let costs = new Float64Array(width);
  for (let y = first; y >= 0 && y < height; y += direction) {
    const next = new Float64Array(width);
    for (let x = 0; x < width; x++) {
      let [step, cost] = [0, costs[x]];
      if (x > 0 && costs[x - 1] + STEP < cost) [step, cost] = [-1, costs[x - 1] + STEP];
      if (x < width - 1 && costs[x + 1] + STEP < cost) [step, cost] = [1, costs[x + 1] + STEP];
      steps[y * width + x] = y === first ? 0 : step;
      next[x] = cost + values[y * width + x];
    }
    costs = next;
  }
  return steps;
}
