/**
 * Rows of boxes that are alike, as forms have them for the digits of a number: combs, whose boxes share their walls,
 * and boxes apart from each other. The walls of such a row are known by where they must stand, also where a digit
 * touches them or crosses them, so that by themselves they would not be told from its strokes.
 *
 *        ┌───┬───┬───┬───┐         ┌───┐ ┌───┐ ┌───┐
 *        │ 4 │ 7 │ 1 │ 1 │         │ 4 │ │ 7 │ │ 1 │        a rail above and one below, and between them walls
 *        └───┴───┴───┴───┘         └───┘ └───┘ └───┘        at equal distances
 *
 *        │ 4   7   1   1 │
 *        └───┴───┴───┴───┘         or a rail below alone, with ticks that stand on it
 *
 * @typedef {import("./lines.js").Ink} Ink
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("../types.js").Box} Box
 *
 * @typedef {object} Comb
 * @property {Line[]} walls
 * @property {Line[]} rails the lines above and below
 * @property {Box[]} cells from left to right
 *
 * @typedef {object} Pair of rails
 * @property {Rail} top
 * @property {Rail} bottom
 * @property {number} first column that both have
 * @property {number} last
 * @property {number} height of the row, about
 * @property {number} tall rows between their middles: of walls, or of ticks
 *
 * @typedef {{ line: Line, parts: Line[] }} Rail a line, or several behind each other, as the sides of boxes are
 *
 * @typedef {{ from: number, to: number, lean: number }} Post columns, at its foot, in which a wall may stand; `lean`:
 *   by how many columns its head is further right
 */

import { union } from "../numbers/rectangle.js";
import { appended, isSmooth } from "./lines.js";
import { rowAt } from "./sides.js";
import { isInCell } from "./grids.js";

// Widths of strokes: how far two rails may be apart to be one, as the sides of boxes in a row are. Larger, separate
// boxes in a table are one row.
const GAP = 6;

// How much two rails of a row differ at their ends, as a share of its height, and by how much their distance changes
// along the row. Larger, lines of different boxes are taken for rails of one.
const ENDS = 0.5;
const PARALLEL = 0.12;

// The height of a row in widths of strokes, and in pixels, and its length in heights. Larger, small rows are missed;
// smaller, lines through print are taken for rails.
const HEIGHT = { strokes: 3, pixels: 16, most: 240 };
const LENGTH = 1.2;

// Ticks: their height in widths of strokes at least, as a share of the row's, and as one of the walls at its ends; how
// many there are. Larger, small ticks are missed; smaller, strokes that stand on a line are ticks.
const TICKS = { least: 1.5, share: 0.4, low: 0.28, count: 4 };

// The height of a comb of ticks that has no higher walls at its ends, in widths of its boxes. Larger, what is printed
// above it counts as written in it.
const OPEN = 1.2;

// The width of a box, in heights, at least and at most. Larger and smaller, columns of tables, and letters, are boxes.
const WIDTH = { least: 0.3, most: 2.2 };

// A share of the rows between two rails that hold ink where a wall is. Larger, faint walls are missed; smaller, strokes
// of digits are walls.
const COVERED = 0.86;

// The same where a wall must be that is not so well covered. Larger, broken walls are read; smaller, columns of which
// one is twice as wide as the others are boxes.
const FAINT = 0.6;

// Columns beside its place in which the ink of a wall may be: none, so that the walls of two boxes are two, or one
// where walls are thin and bent.
const SLACKS = /** @type {(0 | 1)[]} */ ([0, 1]);

// Rows for each row between the rails: how far a wall leans, as it does where a page is turned, or seen from aside.
// Larger, slanted strokes are taken for walls.
const LEAN = 0.12;

// How far from its place a wall may be: columns, and a share of the distance between walls. Larger, strokes are walls.
const AWAY = { columns: 2, share: 0.06 };

// The gap between two boxes, as a share of the distance from box to box. Larger, walls and strokes are taken for boxes.
const APART = 0.3;

// Walls: how many there are at least, and which share of those that should be there was found. Larger, rows of few
// boxes, or faint ones, are missed; smaller, digits that reach from line to line are taken for walls.
const WALLS = { least: 3, share: 0.8 };

// A share of the corners of boxes that hold ink. Larger, boxes with round corners are missed; smaller, a row of zeros
// is a row of boxes.
const CORNERS = 0.7;

// Boxes of a row. Larger, it takes longer, by the square.
const MOST = 40;

// Rails that are looked at: the longest, and pairs of them, the lowest. A form of 30 rows has some 100 of each. Larger,
// pictures with thousands of lines take longer.
const RAILS = 200;
const PAIRS = 200;

// Upright lines, half as long as a row is high at least, without which there are no walls to look for. Larger, rows
// whose digits touch most walls are missed; smaller, print takes longer.
const UPRIGHT = { count: 2, share: 0.5 };

// Columns, and steps of them, by which walls are tried to lean. Larger, high rows take longer.
const MOST_LEANING = 12;
const STEPS = 40;

/**
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {number} strokeWidth
 * @param {import("./paper.js").Turn} turn
 * @returns {Promise<Comb[]>} in no particular order
 */
export async function combsIn(lines, ink, strokeWidth, turn) {
  const rails = railsAmong(lines, strokeWidth);
  /** @type {Comb[]} */
  const combs = [];
  for (const pair of pairsOf(rails, strokeWidth)) {
    if (!hasUprights(pair, lines) || combs.some((comb) => isTaken(pair, comb))) continue;
    await turn();
    const comb = combBetween(pair, ink, lines, WALLS.least);
    if (comb) combs.push(comb);
  }
  for (const rail of rails) {
    const isIn = (/** @type {Comb} */ comb) =>
      rail.parts.some((part) => comb.rails.includes(part) || liesIn(part, comb));
    if (combs.some(isIn)) continue;
    await turn();
    const comb = combOn(rail, lines, ink, strokeWidth);
    if (comb) combs.push(comb);
  }
  return combs;
}

/**
 * @param {Line[]} lines
 * @param {number} strokeWidth
 * @returns {Rail[]}
 */
function railsAmong(lines, strokeWidth) {
  const level = lines.filter(({ isUpright }) => !isUpright);
  const longest = level.toSorted((a, b) => b.middles.length - a.middles.length).slice(0, RAILS);
  /** @type {Rail[]} */
  const rails = [];
  for (const line of longest.toSorted((a, b) => a.first - b.first)) {
    const before = rails.find((rail) => goesOn(rail.line, line, strokeWidth));
    if (before) {
      before.line = { ...before.line, ...appended(before.line, from(line, endOf(before.line))) };
      before.parts.push(line);
    } else rails.push({ line, parts: [line] });
  }
  return rails.filter(({ line }) => isSmooth(line));
}

/** @param {Line} line @returns {number} the column after its last */
const endOf = ({ first, middles }) => first + middles.length;

/** @param {Line} line @param {number} column @returns {Line} without what is before the column */
const from = (line, column) =>
  column <= line.first ? line : { ...line, first: column, middles: line.middles.subarray(column - line.first) };

/**
 * Whether a line lies behind another one, or goes on where that one follows a stroke at its end.
 * @param {Line} line
 * @param {Line} next
 * @param {number} strokeWidth
 */
function goesOn(line, next, strokeWidth) {
  const gap = next.first - endOf(line);
  if (gap > GAP * strokeWidth || -gap > Math.min(GAP * strokeWidth, next.middles.length / 2)) return false;
  const step = Math.abs(rowAt(next, endOf(line)) - rowAt(line, endOf(line)));
  return step <= Math.max(2, line.thickness / 2) + LEAN * Math.max(0, gap);
}

/**
 * @param {Rail[]} rails
 * @param {number} strokeWidth
 * @returns {Pair[]} the lowest ones first, since what is between them is not part of a higher one
 */
function pairsOf(rails, strokeWidth) {
  const pairs = rails.flatMap((top) =>
    rails.flatMap((bottom) => {
      const [a, b] = [top.line, bottom.line];
      const first = Math.max(a.first, b.first);
      const last = Math.min(a.first + a.middles.length, b.first + b.middles.length) - 1;
      if (last <= first) return [];
      const [left, right] = [first, last].map((column) => rowAt(b, column) - rowAt(a, column));
      const height = (left + right) / 2;
      if (
        Math.min(left, right) < Math.max(HEIGHT.pixels, HEIGHT.strokes * strokeWidth) ||
        last - first < LENGTH * height ||
        height > HEIGHT.most
      )
        return [];
      const ends = [a.first - b.first, a.first + a.middles.length - b.first - b.middles.length];
      const areAlike = ends.every((away) => Math.abs(away) <= ENDS * height);
      return areAlike && Math.abs(left - right) <= PARALLEL * height
        ? [{ top, bottom, first, last, height, tall: height }]
        : [];
    }),
  );
  return pairs.sort((a, b) => a.height - b.height).slice(0, PAIRS);
}

/** @param {Pair} pair @param {Line[]} lines */
function hasUprights({ top, bottom, first, last, height }, lines) {
  let count = 0;
  for (const { isUpright, first: head, middles } of lines) {
    if (!isUpright || middles.length < UPRIGHT.share * height) continue;
    const x = Math.round(middles[middles.length >> 1]);
    if (x < first - height || x > last + height) continue;
    const [from, to] = [Math.max(head, rowAt(top.line, x)), Math.min(head + middles.length, rowAt(bottom.line, x))];
    if (to - from >= UPRIGHT.share * height && ++count === UPRIGHT.count) return true;
  }
  return false;
}

/**
 * Whether a pair holds a row of boxes that was found already, between the same rails or others.
 * @param {Pair} pair
 * @param {Comb} comb
 */
function isTaken({ top, bottom, first, last }, { cells }) {
  const [left, right] = [cells[0], cells[cells.length - 1]];
  const middle = Math.round((left.x + right.x + right.width) / 2);
  const row = left.y + left.height / 2;
  return middle > first && middle < last && row > rowAt(top.line, middle) && row < rowAt(bottom.line, middle);
}

/**
 * A comb of ticks that stand on a rail.
 * @param {Rail} rail
 * @param {Line[]} lines
 * @param {Ink} ink
 * @param {number} strokeWidth
 * @returns {Comb | null}
 */
function combOn(rail, lines, ink, strokeWidth) {
  const { line } = rail;
  const reach = line.thickness + 2;
  const lengths = lines
    .filter(({ isUpright, first, middles }) => {
      const [foot, end] = [Math.round(middles[middles.length - 1]), first + middles.length - 1];
      const isBeside = foot >= line.first - reach && foot < line.first + line.middles.length + reach;
      return isUpright && isBeside && Math.abs(end - rowAt(line, foot)) <= reach;
    })
    .map(({ middles }) => middles.length)
    .filter((length) => length >= TICKS.least * strokeWidth)
    .sort((a, b) => a - b);
  if (lengths.length < 2) return null;
  // Ticks that are too short for lines by themselves are known by the walls at the ends.
  const highest = lengths[lengths.length - 1];
  if (highest < HEIGHT.pixels) return null;
  for (const tall of [lengths[lengths.length >> 2], TICKS.low * highest]) {
    if (tall < TICKS.least * strokeWidth) continue;
    const top = { ...line, middles: line.middles.map((row) => row - tall) };
    const size = { height: tall / TICKS.share, tall, first: line.first, last: endOf(line) - 1 };
    const comb = combBetween({ ...size, top: { line: top, parts: [] }, bottom: rail }, ink, lines, TICKS.count);
    if (comb) return withEnds(comb, ink);
  }
  return null;
}

/**
 * @param {Comb} comb of ticks
 * @param {Ink} ink
 * @returns {Comb} with walls at its ends as high as they are, and cells as high as these
 */
function withEnds({ walls, rails, cells }, ink) {
  const last = walls.length - 1;
  const grown = walls.map((wall, i) => (i === 0 || i === last ? goneOn(wall, ink) : wall));
  const higher = Math.min(walls[0].first - grown[0].first, walls[last].first - grown[last].first);
  const most = Math.max(higher, OPEN * cells[0].width - cells[0].height);
  return {
    walls: grown,
    rails,
    cells: cells.map((cell) => ({ ...cell, y: cell.y - most, height: cell.height + most })),
  };
}

/**
 * @param {Line} wall
 * @param {Ink} ink
 * @returns {Line} as far upwards as there is ink
 */
function goneOn(wall, { width, mask }) {
  const { first, middles } = wall;
  const slope = (middles[middles.length - 1] - middles[0]) / Math.max(1, middles.length - 1);
  const above = [];
  for (let row = first - 1; row >= 0; row--) {
    const x = middles[0] - slope * (first - row);
    const at = row * width + Math.round(x);
    if (x < 1 || x >= width - 1 || !(mask[at] || mask[at - 1] || mask[at + 1])) break;
    above.unshift(x);
  }
  return { ...wall, first: first - above.length, middles: Float32Array.from([...above, ...middles]) };
}

/**
 * @param {Pair} pair
 * @param {Ink} ink
 * @param {Line[]} lines
 * @param {number} least walls
 * @returns {Comb | null} null where no boxes are between them
 */
function combBetween(pair, ink, lines, least) {
  for (const slack of SLACKS) {
    const posts = postsBetween(pair, ink, slack);
    const fit = bestFit(posts, pair, least);
    const comb = fit && combOf(fit, posts, pair, ink, lines);
    if (comb) return comb;
  }
  return null;
}

/**
 * @param {Fit} fit
 * @param {Post[]} posts
 * @param {Pair} pair
 * @param {Ink} ink
 * @param {Line[]} lines
 * @returns {Comb | null} null where a wall is missing, or its corners are open
 */
function combOf(fit, posts, pair, ink, lines) {
  const places = fit.places.flatMap((place) => wallAt(place, posts, pair, fit.pitch, ink) ?? []);
  const areTicks = pair.top.parts.length === 0;
  if (areTicks && fit.step > 1) return null; // two 4s, rather than open boxes
  if (places.length < fit.places.length || !areClosed(places, pair, ink)) return null;
  const walls = places.map((wall) => lines.find((line) => isAlong(line, wall)) ?? wall);
  return {
    walls,
    rails: [...pair.top.parts, ...pair.bottom.parts],
    cells: cellsOf(places, fit.step, pair),
  };
}

/**
 * Whether walls meet their rails, as the sides of zeros in print don't.
 * @param {Line[]} walls
 * @param {Pair} pair
 * @param {Ink} ink
 */
function areClosed(walls, { top, bottom }, { width, mask }) {
  const rails = [top, bottom].filter(({ parts }) => parts.length > 0);
  const corners = walls.flatMap(({ middles }) =>
    rails.map(({ line }) => {
      const x = line === top.line ? middles[0] : middles[middles.length - 1];
      return mask[Math.round(rowAt(line, Math.round(x))) * width + Math.round(x)];
    }),
  );
  return corners.filter(Boolean).length >= CORNERS * corners.length;
}

/** Whether a line is a wall, or goes on beyond it, as that of a table does. @param {Line} line @param {Line} wall */
function isAlong({ isUpright, first, middles, thickness }, wall) {
  const end = first + middles.length;
  const [from, to] = [wall.first, wall.first + wall.middles.length];
  const reach = Math.max(2, thickness / 2);
  if (!isUpright || first > from + thickness + 2 || end < to - thickness - 2) return false;
  return [0.25, 0.5, 0.75].every((share) => {
    const row = Math.round(from + share * (to - from));
    return Math.abs(middles[row - first] - wall.middles[row - from]) <= reach;
  });
}

/**
 * Where the ink reaches from one rail to the other in a straight line. All walls of a row lean alike.
 * @param {Pair} pair
 * @param {Ink} ink
 * @param {0 | 1} slack
 * @returns {Post[]} from left to right
 */
function postsBetween(pair, ink, slack) {
  const most = Math.min(MOST_LEANING, Math.ceil(LEAN * pair.tall));
  const step = Math.max(1, Math.round(pair.tall / STEPS));
  /** @type {Post[]} */
  let best = [];
  let columns = 0;
  for (let lean = -most; lean <= most; lean += step) {
    const posts = postsLeaning(lean, pair, ink, slack);
    const covered = posts.reduce((sum, { from, to }) => sum + Math.min(to - from + 1, pair.tall / 8), 0);
    if (covered > columns) [best, columns] = [posts, covered];
  }
  return best;
}

/**
 * @param {number} lean columns
 * @param {Pair} pair
 * @param {Ink} ink
 * @param {0 | 1} slack
 * @returns {Post[]}
 */
function postsLeaning(lean, pair, ink, slack) {
  const { first, last } = pair;
  const beyond = Math.ceil(pair.height * ENDS);
  /** @type {Post[]} */
  const posts = [];
  for (let x = Math.max(0, first - beyond); x <= Math.min(ink.width - 1, last + beyond); x++) {
    if (coverAt(x, lean, pair, ink, slack, COVERED) === 0) continue;
    const post = posts.at(-1);
    if (post && post.to === x - 1) post.to = x;
    else posts.push({ from: x, to: x, lean });
  }
  return posts;
}

/**
 * @param {number} foot column at the lower rail
 * @param {number} lean
 * @param {Pair} pair
 * @param {Ink} ink
 * @param {0 | 1} slack
 * @param {number} least share of the rows between the rails
 * @returns {number} the share of them that hold ink; 0 where it is less than the least
 */
function coverAt(foot, lean, pair, { width, mask }, slack, least) {
  const top = Math.ceil(rowAt(pair.top.line, foot) + pair.top.line.thickness / 2);
  const bottom = Math.floor(rowAt(pair.bottom.line, foot) - pair.bottom.line.thickness / 2);
  const most = (1 - least) * (bottom - top + 1);
  let missing = 0;
  for (let y = top; y <= bottom; y++) {
    const x = Math.round(foot + (lean * (bottom - y)) / Math.max(1, bottom - top));
    const at = y * width + x;
    const beside = slack && ((x > 0 && mask[at - 1]) || (x < width - 1 && mask[at + 1]));
    const isInk = x >= 0 && x < width && (mask[at] || beside);
    if (!isInk && ++missing > most) return 0;
  }
  return 1 - missing / Math.max(1, bottom - top + 1);
}

/**
 * @typedef {{ places: number[], pitch: number, step: 1 | 2 }} Fit `places`: columns at the foot of the walls; `step`:
 *   from the wall on a cell's left to that on the next one's left
 */

/**
 * @param {Post[]} posts
 * @param {Pair} pair
 * @param {number} least walls
 * @returns {Fit | null} the walls at equal distances that most of the posts stand at
 */
function bestFit(posts, pair, least) {
  if (posts.length < least) return null;
  const [start, end] = [middleOf(posts[0]), middleOf(posts[posts.length - 1])];
  const isNearEnd = start - pair.first <= ENDS * pair.height && pair.last - end <= ENDS * pair.height;
  if (!isNearEnd) return null;
  /** @type {Fit | null} */
  let best = null;
  let most = 0;
  for (let count = 2; count <= MOST; count++) {
    if ((end - start) / count < WIDTH.least * pair.height) break;
    for (const gap of gapsOf((end - start) / count)) {
      const pitch = (end - start + gap) / count;
      if (pitch - gap > WIDTH.most * pair.height || pitch - gap < WIDTH.least * pair.height) continue;
      const places = placesOf(start, count, pitch, gap);
      const { found, away } = matched(places, posts, pitch);
      const value = found - away - 2 * (places.length - found);
      if (found < Math.max(least, WALLS.share * places.length) || value <= most) continue;
      [best, most] = [{ places, pitch, step: gap > 0 ? 2 : 1 }, value];
    }
  }
  return best;
}

/** @param {Post} post */
const middleOf = ({ from, to }) => (from + to) / 2;

/** @param {number} pitch @returns {number[]} columns that may be between two boxes */
function gapsOf(pitch) {
  const most = Math.floor(APART * pitch);
  return [0, ...Array.from({ length: Math.max(0, most - 2) }, (_, i) => i + 3)];
}

/** @param {number} start @param {number} count @param {number} pitch @param {number} gap @returns {number[]} */
function placesOf(start, count, pitch, gap) {
  if (gap === 0) return Array.from({ length: count + 1 }, (_, i) => start + i * pitch);
  return Array.from({ length: 2 * count }, (_, i) => start + (i >> 1) * pitch + (i % 2) * (pitch - gap));
}

/**
 * @param {number[]} places
 * @param {Post[]} posts
 * @param {number} pitch
 * @returns {{ found: number, away: number }} how many posts stand at a place; how far from it they all are, as shares
 *   of the most that they may be
 */
function matched(places, posts, pitch) {
  /** @type {Map<Post, number>} */
  const all = new Map();
  for (const place of places) {
    const post = postAt(place, posts, pitch);
    if (post) all.set(post, Math.min(all.get(post) ?? Infinity, Math.abs(middleOf(post) - place)));
  }
  const sum = [...all.values()].reduce((a, b) => a + b, 0);
  return { found: all.size, away: sum / (AWAY.columns + AWAY.share * pitch) };
}

/** @param {number} place @param {Post[]} posts @param {number} pitch @returns {Post | undefined} the nearest one */
function postAt(place, posts, pitch) {
  let least = AWAY.columns + AWAY.share * pitch;
  let nearest;
  for (const post of posts) {
    const away = Math.max(post.from - place, place - post.to, 0);
    if (away > least || (nearest && away === least)) continue;
    [nearest, least] = [post, away];
  }
  return nearest;
}

/**
 * The column near a place in which there is most ink from one rail to the other; -1 where there is hardly any.
 * @param {number} place
 * @param {number} lean
 * @param {Pair} pair
 * @param {number} pitch
 * @param {Ink} ink
 */
function likeliestNear(place, lean, pair, pitch, ink) {
  const away = Math.ceil(AWAY.columns + AWAY.share * pitch);
  let [best, most] = [-1, 0];
  for (let x = Math.round(place) - away; x <= place + away; x++) {
    const covered = coverAt(x, lean, pair, ink, 1, FAINT);
    if (covered <= most) continue;
    [best, most] = [x, covered];
  }
  return best;
}

/**
 * @param {number} place
 * @param {Post[]} posts
 * @param {Pair} pair
 * @param {number} pitch
 * @param {Ink} ink
 * @returns {Line | null} null where there is none
 */
function wallAt(place, posts, pair, pitch, ink) {
  const post = postAt(place, posts, pitch);
  const foot = post
    ? Math.min(post.to, Math.max(post.from, place))
    : likeliestNear(place, posts[0].lean, pair, pitch, ink);
  if (foot < 0) return null;
  const [head, base] = [rowAt(pair.top.line, Math.round(foot)), rowAt(pair.bottom.line, Math.round(foot))];
  const [first, last] = [Math.round(head), Math.round(base)];
  const lean = posts[0].lean;
  const ways = Float32Array.from(
    { length: last - first + 1 },
    (_, i) => foot + (lean * (last - first - i)) / (last - first),
  );
  const runs = Array.from(ways, (x, i) => runAt(ink, Math.round(x), first + i));
  const lengths = runs.flatMap((run) => (run ? [run.to - run.from + 1] : [])).sort((a, b) => a - b);
  const thickness = lengths[lengths.length >> 2] ?? 1;
  const middles = ways.map((x, i) => {
    const run = runs[i];
    return run && run.to - run.from < 1.5 * thickness ? (run.from + run.to) / 2 : x;
  });
  return { isUpright: true, first, middles, thickness, thickest: thickness };
}

/**
 * @param {Ink} ink
 * @param {number} column
 * @param {number} row
 * @returns {{ from: number, to: number } | null} the ink there, in its row
 */
function runAt({ width, mask }, column, row) {
  const line = row * width;
  const at = [column, column - 1, column + 1].find((x) => x >= 0 && x < width && mask[line + x]);
  if (at === undefined) return null;
  let [from, to] = [at, at];
  while (from > 0 && mask[line + from - 1]) from--;
  while (to < width - 1 && mask[line + to + 1]) to++;
  return { from, to };
}

/**
 * @param {Line[]} walls
 * @param {1 | 2} step
 * @param {Pair} pair
 * @returns {Box[]}
 */
function cellsOf(walls, step, { top, bottom }) {
  const cells = [];
  for (let i = 0; i + 1 < walls.length; i += step) {
    const [left, right] = [walls[i], walls[i + 1]].map(({ middles }) => middles[middles.length >> 1]);
    const middle = Math.round((left + right) / 2);
    const [above, below] = [rowAt(top.line, middle), rowAt(bottom.line, middle)];
    cells.push({ x: left, y: above, width: right - left, height: below - above });
  }
  return cells;
}

/**
 * @param {Line[]} lines
 * @param {Comb[]} combs
 * @returns {Line[]} with the walls of combs, and without what else was found in them: strokes of digits
 */
export function withCombs(lines, combs) {
  const walls = combs.flatMap((comb) => comb.walls);
  const rails = combs.flatMap((comb) => comb.rails);
  const others = lines.filter((line) => rails.includes(line) || !combs.some((comb) => liesIn(line, comb)));
  return [...others, ...walls.filter((wall) => !others.includes(wall))];
}

/** Whether a line lies in a comb with its whole length. @param {Line} line @param {Comb} comb */
function liesIn({ isUpright, first, middles }, { cells, walls }) {
  const slack = walls[0].thickness + 2;
  const [left, right] = [cells[0].x - slack, cells[cells.length - 1].x + cells[cells.length - 1].width + slack];
  const at = middles[middles.length >> 1];
  const ends = isUpright ? [at, at] : [first, first + middles.length - 1];
  const rows = isUpright ? [first, first + middles.length - 1] : [at, at];
  if (ends[0] < left || ends[1] > right) return false;
  return rows.every((row) => cells.some(({ y, height }) => row >= y - slack && row <= y + height + slack));
}

/** Whether a cell that lines close is one of a comb, or a part of it. @param {Box} cell @param {Comb} comb */
export const isIn = (cell, { cells }) => isInCell(cell, union(cells));
