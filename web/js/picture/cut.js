/**
 * Where a piece of a picture may be two digits that touch: the seams along which it can be cut.
 *
 * A seam runs from top to bottom through as little ink as it can, the cheapest path through the piece's pixels; that
 * follows the gaps between digits as a falling drop does (Congedo, Dimauro, Impedovo and Pirlo, "Segmentation of numeric
 * strings", 1995), without getting caught.
 *
 * @typedef {import("./paper.js").Piece} Piece
 */

const NARROWEST = 0.6; // of its height; a narrower piece is one digit
const APART = 0.22; // of its height, between seams and from the piece's sides: a part is a 1 at least
const SWAY = 0.2; // of its height, how far a seam may be from where it starts
const MOST = 5; // seams

/**
 * @param {Piece} piece
 * @returns {Piece[]} its parts, from left to right; the piece alone where it is too narrow for two digits
 */
export function cutPiece(piece) {
  const { width, height } = piece.box;
  if (width < NARROWEST * height) return [piece];
  const seams = seamColumns(piece).map((column) => seamAt(piece, column));
  if (seams.length === 0) return [piece];
  const ends = [new Int32Array(height), ...seams, new Int32Array(height).fill(width)];
  return ends.slice(1).flatMap((right, i) => partBetween(piece, ends[i], right) ?? []);
}

/**
 * @param {Piece} piece
 * @returns {number[]} the columns in which there is less ink than around them, from left to right
 */
function seamColumns({ box: { width, height }, values }) {
  const ink = new Float64Array(width);
  for (let i = 0; i < values.length; i++) ink[i % width] += values[i];
  const reach = Math.max(1, Math.round(APART * height));
  const candidates = [];
  for (let x = reach; x < width - reach; x++) {
    const around = ink.subarray(x - reach, x + reach + 1);
    const deepest = around.reduce((least, value) => Math.min(least, value), Infinity);
    if (ink[x] > deepest) continue;
    // How much the ink rises on both sides before it falls lower again; a 0's flat middle is no deeper than its sides.
    const rise = Math.min(highest(ink, x, -1, 2 * reach), highest(ink, x, 1, 2 * reach)) - ink[x];
    candidates.push({ x, rise });
  }
  /** @type {number[]} */
  const chosen = [];
  for (const { x } of candidates.sort((a, b) => b.rise - a.rise)) {
    if (chosen.length < MOST && chosen.every((other) => Math.abs(other - x) >= reach)) chosen.push(x);
  }
  return chosen.sort((a, b) => a - b);
}

/**
 * @param {Float64Array} ink
 * @param {number} x
 * @param {1 | -1} direction
 * @param {number} reach
 */
function highest(ink, x, direction, reach) {
  let most = ink[x];
  for (let i = 1; i <= reach && ink[x + i * direction] !== undefined; i++) {
    most = Math.max(most, ink[x + i * direction]);
  }
  return most;
}

/**
 * @param {Piece} piece
 * @param {number} column
 * @returns {Int32Array} the first column right of the seam, for each row
 */
function seamAt({ box: { width, height }, values }, column) {
  const sway = Math.round(SWAY * height);
  const first = Math.max(1, column - sway);
  const count = Math.min(width, column + sway + 1) - first;
  const costs = new Float64Array(height * count);
  const cost = (/** @type {number} */ y, /** @type {number} */ i) =>
    values[y * width + first + i] + (0.02 * Math.abs(first + i - column)) / Math.max(1, sway);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < count; i++) {
      costs[y * count + i] = cost(y, i) + (y > 0 ? cheapest(costs, (y - 1) * count, i, count).cost : 0);
    }
  }
  const seam = new Int32Array(height);
  let at = cheapest(costs, (height - 1) * count, Math.floor(count / 2), count, count).at;
  for (let y = height - 1; y >= 0; y--) {
    seam[y] = first + at;
    if (y > 0) at = cheapest(costs, (y - 1) * count, at, count).at;
  }
  return seam;
}

/**
 * @param {Float64Array} costs
 * @param {number} row where it begins
 * @param {number} i
 * @param {number} count of costs in a row
 * @param {number} [reach]
 */
function cheapest(costs, row, i, count, reach = 1) {
  let best = { at: i, cost: costs[row + i] };
  for (let at = Math.max(0, i - reach); at <= Math.min(count - 1, i + reach); at++) {
    // A step sideways costs a little: of equally cheap seams the straight one is taken.
    const cost = costs[row + at] + (at === i ? 0 : 0.01);
    if (cost < best.cost) best = { at, cost };
  }
  return best;
}

/**
 * @param {Piece} piece
 * @param {Int32Array} left its first column, for each row
 * @param {Int32Array} right the column after its last
 * @returns {Piece | null} null where there is no ink
 */
function partBetween({ box, values }, left, right) {
  let [from, to, top, bottom] = [Infinity, -1, Infinity, -1];
  for (let y = 0; y < box.height; y++) {
    for (let x = left[y]; x < right[y]; x++) {
      if (values[y * box.width + x] <= 0) continue;
      [from, to] = [Math.min(from, x), Math.max(to, x)];
      [top, bottom] = [Math.min(top, y), y];
    }
  }
  if (to < from) return null;
  const part = { x: box.x + from, y: box.y + top, width: to - from + 1, height: bottom - top + 1 };
  const ink = new Float32Array(part.width * part.height);
  for (let y = top; y <= bottom; y++) {
    for (let x = Math.max(from, left[y]); x < Math.min(right[y], to + 1); x++) {
      ink[(y - top) * part.width + x - from] = values[y * box.width + x];
    }
  }
  return { box: part, values: ink };
}
