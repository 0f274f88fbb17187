/**
 * Sides of boxes and combs that close no cell by themselves: a digit hides where they end, or there is no line above.
 *
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 */

// The sides of boxes in a row: by how much their ends differ, as a share of their length, how far they are apart, in
// lengths, by how much a row of them slopes, and how much thicker than the other one is. Larger, 1s between boxes are
// taken away; smaller, sides that what is written touches are read.
const SIDES = { reach: 0.06, away: 3, slope: 0.12, thickness: 1.5 };

// The same for two walls that are one line, since there is hardly anything between them, and how far they are from all
// other sides, in lengths: a broad 1 that fills its box is nearer to both of its sides. Larger, double walls of narrow
// boxes are read; smaller, such 1s are taken away.
const DOUBLE = { thickness: 4, room: 0.55 };

// The ticks of a comb: how many there are at least, their length at most in heights of the writing, and by which share
// their lengths differ. Larger, combs of few boxes are read as 1s, or 1s that stand on a line are taken away.
const TICKS = { count: 3, height: 0.75, alike: 0.3 };

// Known walls on a line of a comb at most: those at its ends. Larger, commas on the lines of tables are ticks; smaller,
// ticks between walls are read.
const ENDS = 2;

/**
 * @param {Line[]} lines
 * @param {Line[]} ruled those of them that are known to be ruled
 * @param {{ ink: Ink, height: number, reach: number }} writing its height, and how far an end of a line may be from
 *   another line that it stands on, in pixels
 * @returns {Line[]} others of them that are sides of boxes or combs
 */
export function sidesAmong(lines, ruled, { ink, height, reach }) {
  const others = lines.filter((line) => !ruled.includes(line));
  const upright = byBeginning(lines.filter(({ isUpright }) => isUpright));
  const sides = others.filter((line) => {
    const beside = ruled.filter((other) => areSides(line, other) || areInRow(line, other));
    const isThin = beside.some((other) => line.thickness <= SIDES.thickness * other.thickness);
    return (isThin || isDouble(line, beside, upright)) && meetsOthers(line, lines); // last: it looks at all lines
  });
  const combs = ruled.filter(({ isUpright }) => !isUpright);
  const inCombs = combs.flatMap((line) => {
    const standing = others.filter((other) => other.isUpright && standsOn(other, line, reach));
    const walls = ruled.filter((other) => other.isUpright && reaches(other, line, reach));
    if (walls.length > ENDS) return []; // a table, in which commas stand on lines
    return [
      ...endsOf(line, standing, reach),
      ...ticksAmong(
        standing.filter((tick) => endsThere(tick, line, ink)),
        height,
      ),
    ];
  });
  return [...new Set([...sides, ...inCombs])];
}

/**
 * Whether two lines begin and end beside each other, as the sides of boxes in a row do, also where what is written in
 * a box hides that it is closed.
 * @param {Line} line
 * @param {Line} ruled
 */
function areSides(line, ruled) {
  const [length, other] = [line.middles.length, ruled.middles.length];
  const reach = reachOf(line);
  return (
    line.isUpright === ruled.isUpright &&
    Math.abs(line.first - ruled.first) <= reach &&
    Math.abs(line.first + length - ruled.first - other) <= reach &&
    Math.abs(line.middles[0] - ruled.middles[0]) <= SIDES.away * length
  );
}

/** By how much the ends of a side may be from those of another one, in pixels. @param {Line} line */
const reachOf = ({ middles }) => 2 + SIDES.reach * middles.length;

/**
 * Whether a line is two walls that hardly anything is between.
 * @param {Line} line
 * @param {Line[]} beside the sides of boxes in its row
 * @param {ReturnType<typeof byBeginning>} upright all upright lines
 */
function isDouble(line, beside, upright) {
  const { isUpright, first, middles, thickness } = line;
  const thinnest = Math.min(...beside.map((other) => other.thickness));
  if (!isUpright || beside.length === 0 || thickness > DOUBLE.thickness * thinnest) return false;
  const room = DOUBLE.room * middles.length;
  const others = upright(first - reachOf(line), first + reachOf(line));
  return others.every(
    (other) => other === line || !areSides(line, other) || Math.abs(other.middles[0] - middles[0]) >= room,
  );
}

/**
 * @param {Line[]} lines
 * @returns {(least: number, most: number) => Line[]} those of them that begin there: in a page of print there are
 *   thousands, and each has few beside it
 */
function byBeginning(lines) {
  const sorted = lines.toSorted((a, b) => a.first - b.first);
  const indexOf = (/** @type {number} */ first) => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle].first < first) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return (least, most) => sorted.slice(indexOf(least), indexOf(most + 1));
}

/**
 * Whether two lines go on each other, as the upper or lower sides of separate boxes in a row do.
 * @param {Line} line
 * @param {Line} ruled
 */
function areInRow(line, ruled) {
  const [length, other] = [line.middles.length, ruled.middles.length];
  const reach = 2 + SIDES.reach * length;
  const apart = Math.abs(line.first - ruled.first);
  return (
    line.isUpright === ruled.isUpright &&
    Math.abs(length - other) <= reach &&
    apart <= SIDES.away * length &&
    Math.abs(line.middles[0] - ruled.middles[0]) <= reach + SIDES.slope * apart
  );
}

/**
 * Whether both ends of a line lie on lines across it.
 * @param {Line} line
 * @param {Line[]} lines
 */
export function meetsOthers({ isUpright, first, middles }, lines) {
  const ends = [
    { along: first, across: middles[0] },
    { along: first + middles.length - 1, across: middles[middles.length - 1] },
  ];
  return ends.every(({ along, across }) =>
    lines.some((other) => {
      const reach = Math.ceil(other.thickness / 2) + 2;
      return other.isUpright !== isUpright && isNear(other, Math.round(across), along, reach);
    }),
  );
}

/**
 * The first and the last side of a comb: of one length, on both ends of its line.
 * @param {Line} line
 * @param {Line[]} standing what stands on it
 * @param {number} reach pixels
 * @returns {Line[]}
 */
function endsOf(line, standing, reach) {
  const [left, right] = [line.first, line.first + line.middles.length - 1].map((end) =>
    standing.find(({ middles }) => Math.abs(middles[middles.length - 1] - end) <= reach),
  );
  if (!left || !right || left === right) return [];
  const difference = Math.abs(left.middles.length - right.middles.length);
  return difference <= TICKS.alike * left.middles.length ? [left, right] : [];
}

/**
 * Whether a line that stands on another one is all there is, and not a part of a stroke that crosses it.
 * @param {Line} tick
 * @param {Line} line
 * @param {Ink} ink
 */
function endsThere({ first, middles, thickness }, line, { width, height, mask }) {
  const [above, below] = [middles[0], middles[middles.length - 1]].map(Math.round);
  const row = rowAt(line, below);
  const beyond = Math.ceil(line.thickest / 2) + 2;
  const reach = Math.ceil(thickness / 2) + 1;
  const isFree = (/** @type {number} */ y, /** @type {number} */ x) =>
    y < 0 || y >= height || !mask.subarray(y * width + Math.max(0, x - reach), y * width + x + reach + 1).includes(1);
  return isFree(first - 3, above) && isFree(Math.round(row + beyond), below);
}

/**
 * The ticks of a comb: several short lines of one length.
 * @param {Line[]} standing what stands on its line
 * @param {number} height of the writing
 * @returns {Line[]}
 */
function ticksAmong(standing, height) {
  const lengths = standing.map(({ middles }) => middles.length).sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1];
  if (standing.length < TICKS.count || usual > TICKS.height * height) return [];
  return standing.filter(({ middles }) => Math.abs(middles.length - usual) <= TICKS.alike * usual);
}

/** Whether an upright line stands on another one, or goes on below it. @param {Line} wall @param {Line} line */
function reaches({ first, middles }, line, /** @type {number} */ reach) {
  const column = Math.round(middles[middles.length >> 1]);
  const row = rowAt(line, column);
  return isNear(line, column, row, reach) && first < row && first + middles.length >= row - reach;
}

/**
 * @param {Line} tick
 * @param {Line} line
 * @param {number} reach pixels
 */
function standsOn({ first, middles }, line, reach) {
  return isNear(line, Math.round(middles[middles.length - 1]), first + middles.length - 1, reach);
}

/**
 * @param {Line} line
 * @param {number} column
 * @param {number} row
 * @param {number} reach pixels
 * @returns {boolean} whether the line is no further from there
 */
function isNear(line, column, row, reach) {
  const at = column - line.first;
  return at >= -reach && at < line.middles.length + reach && Math.abs(rowAt(line, column) - row) <= reach;
}

/** The row of a line in a column, or at its nearer end. @param {Line} line @param {number} column */
export const rowAt = ({ first, middles }, column) => middles[Math.min(middles.length - 1, Math.max(0, column - first))];
