/**
 * Where a piece of a picture may be two digits that touch: the seams along which it can be cut.
 *
 * A seam runs from top to bottom through as little ink as it can: it is the cheapest path through the piece's pixels.
 * It follows the gaps between digits as a falling drop does (Congedo, Dimauro, Impedovo and Pirlo, "Segmentation of
 * numeric strings", 1995), but does not get caught. There are more seams than digits: which of them are right shows
 * when the parts are read.
 *
 * @typedef {import("./paper.js").Piece} Piece
 * @typedef {import("./ground.js").Field} Field
 * @typedef {{ columns: Int32Array, cut: number }} Seam the first column right of it, for each row; how much ink it cuts
 */

import { reduced } from "./ground.js";

// Widths of a piece, in heights of it. A narrower one is one digit, and a wider one is a line: neither is cut. Larger,
// the first leaves two narrow digits uncut, and the second cuts lines for nothing, which takes time.
const NARROWEST = 0.5;
const FLATTEST = 6;

// A share of a piece's box. With more ink it is a dash or a blot, and not cut. Larger, these are cut for nothing.
const SOLID = 0.7;

// Shares of the height. At each of them a seam is led through every column. More of them take longer.
const THROUGH = [0.3, 0.5, 0.7];

// Pixels full of ink, what a step sideways costs: of seams that cut the same ink the straightest is taken. Larger,
// seams cut through strokes rather than go round them.
const STEP = 0.1;

// A share of the ink that a square of the piece's height holds: two seams have at least this much between them.
// Larger, one of two seams that belong close together is missed; smaller, nearly equal ones take the room of others.
const LEAST = 0.07;

// Seams in such a square. Larger, more parts have to be read, which takes longer.
const MOST = 4;

// Shares of the height. A dip of the outline is at least so deep, and two that belong together are no further apart
// across. Larger, DIP misses digits that touch along much of their sides; larger, ASKEW tries more seams.
const DIP = 0.06;
const ASKEW = 0.4;

// Of the ink, in [0, 1]: where the outline is. Larger, faint strokes count as ground.
const EDGE = 0.4;

// Pixels of height in which seams are looked for. Larger, it takes longer and finds the same ones.
const FINEST = 96;

/**
 * @param {Piece} piece
 * @returns {Piece[]} its parts, from left to right; the piece alone where it can't be two digits
 */
export function cutPiece(piece) {
  const { width, height } = piece.box;
  if (width < NARROWEST * height || width > FLATTEST * height) return [piece];
  if (inkIn(piece) > SOLID * width * height) return [piece];
  const seams = seamsOf(piece);
  const ends = [new Int32Array(height), ...seams, new Int32Array(height).fill(width)];
  return ends.slice(1).flatMap((right, i) => partBetween(piece, ends[i], right) ?? []);
}

/**
 * @param {Piece} piece
 * @returns {Int32Array[]} the seams that cut the least ink, from left to right, none across another
 */
function seamsOf({ box, values }) {
  const by = Math.ceil(box.height / FINEST);
  const coarse = reduced({ ...box, values }, by);
  return chosenSeams(coarse).map((seam) =>
    Int32Array.from({ length: box.height }, (_, y) => Math.min(box.width, by * seam[Math.floor(y / by)])),
  );
}

/**
 * @param {Field} piece
 * @returns {Int32Array[]}
 */
function chosenSeams(piece) {
  const { width, height } = piece;
  const dense = (inkIn(piece) * height) / width; // the ink in a square
  const before = inkBefore(piece);
  const between = (/** @type {Int32Array} */ a, /** @type {Int32Array} */ b) => {
    let sum = 0;
    for (let y = 0, row = 0; y < height; y++, row += width + 1)
      sum += Math.abs(before[row + a[y]] - before[row + b[y]]);
    return sum;
  };
  /** @type {Int32Array[]} */
  const chosen = [new Int32Array(height), new Int32Array(height).fill(width)];
  const most = 2 + Math.ceil((MOST * width) / height);
  const seams = [seamsBetweenValleys(piece), allSeams(piece)].flatMap((some) => some.sort((a, b) => a.cut - b.cut));
  for (const { columns } of seams) {
    if (chosen.length === most) break;
    if (chosen.every((other) => between(columns, other) >= LEAST * dense)) chosen.push(columns);
  }
  const ordered = chosen.slice(2).sort((a, b) => total(a) - total(b));
  for (let i = 1; i < ordered.length; i++) {
    ordered[i] = ordered[i].map((column, y) => Math.max(column, ordered[i - 1][y]));
  }
  return ordered;
}

/** @param {{ values: Float32Array }} piece */
function inkIn({ values }) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/** @param {Int32Array} values */
function total(values) {
  return values.reduce((a, b) => a + b, 0);
}

/**
 * @param {Field} piece
 * @returns {Float64Array} for each row width + 1 sums: the ink left of each column, and all of it
 */
function inkBefore({ width, height, values }) {
  const sums = new Float64Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) sums[y * (width + 1) + x + 1] = sums[y * (width + 1) + x] + values[y * width + x];
  }
  return sums;
}

/**
 * Where two round digits touch, the outline dips from above and from below: seams that lead from one dip to the other.
 * (Cuts between concave corners are those of Strathy, Suen and Krzyzak, "Segmentation of handwritten digits using
 * contour features", 1993.)
 * @param {Field} piece
 * @returns {Seam[]}
 */
function seamsBetweenValleys(piece) {
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
 * @returns {Seam[]} the cheapest through each column at some heights
 */
function allSeams(piece) {
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

/**
 * @param {Piece} piece
 * @param {Int32Array} left its first column, for each row
 * @param {Int32Array} right the column after its last
 * @returns {Piece | null} null where there is no ink
 */
function partBetween({ box, values }, left, right) {
  let [from, to, top, bottom] = [box.width, -1, -1, -1];
  for (let y = 0; y < box.height; y++) {
    const row = y * box.width;
    for (let x = left[y]; x < right[y]; x++) {
      if (values[row + x] <= 0) continue;
      if (x < from) from = x;
      if (x > to) to = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  if (to < from) return null;
  const part = { x: box.x + from, y: box.y + top, width: to - from + 1, height: bottom - top + 1 };
  const ink = new Float32Array(part.width * part.height);
  for (let y = top; y <= bottom; y++) {
    const [first, end] = [Math.max(from, left[y]), Math.min(right[y], to + 1)];
    const row = y * box.width;
    if (end > first) ink.set(values.subarray(row + first, row + end), (y - top) * part.width + first - from);
  }
  return { box: part, values: ink };
}
