/**
 * What a camera reads, held steady: each number keeps its place over the frames, its readings vote, and its box glides.
 * A slip of one frame is outvoted, and what is seen for a moment only is never shown. Pure.
 *
 *     let held = [];
 *     held = after(held, numbersOf(reading));
 *     shownOf(held); // [{ id, text, box }, …]
 *
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {{ text: string, box: Box }} Seen a number as one frame has it
 *
 * @typedef {object} Held a number over the frames
 * @property {number} id the same as long as it is held
 * @property {Box} box gliding after those of its readings
 * @property {(string | null)[]} votes its readings in the last frames, the newest last; null where it was not seen
 * @property {string} text the one that has won
 */

// Frames whose readings vote: 9 are about a second. Larger, and a number put in another's place is seen later; smaller,
// and slips come through.
const VOTERS = 9;

// Votes that a reading needs before it is shown. Larger, numbers come later, on slow devices by seconds; smaller, slips
// are shown at once.
const ENOUGH = 2;

// Frames without a number after which it is gone. Larger, boxes stay where nothing is any more; smaller, they flicker.
const GONE = 4;

// How far two boxes cover each other, of what both cover, to be the same number's. Larger, and numbers are lost in a
// hand that shakes; smaller, and neighbours take each other's places.
const SAME = 0.3;

// Of two numbers, the part of the smaller one in the other from which they are two readings of the same ink, such as
// "12 34" and "1234". Larger, both are shown; smaller, close rows hide each other.
const TWICE = 0.4;

// How far a box glides to its newest place with each frame. Larger, it trembles with the hand; smaller, it lags behind.
const GLIDE = 0.5;

/**
 * The numbers of a reading that can be told; what is unreadable as a whole is not, since much in a room is no number.
 * @param {import("../../reader/types.js").Reading} reading
 * @returns {Seen[]}
 */
export const numbersOf = ({ rows }) =>
  rows.flatMap(({ numbers }) => numbers.filter(({ text }) => /\d/.test(text)).map(({ text, box }) => ({ text, box })));

/**
 * @param {Held[]} held before the frame
 * @param {Seen[]} seen in it
 * @returns {Held[]}
 */
export function after(held, seen) {
  const pairs = held
    .flatMap((each) => seen.map((one) => ({ each, one, alike: alike(each.box, one.box) })))
    .filter(({ alike }) => alike >= SAME)
    .sort((a, b) => b.alike - a.alike);
  /** @type {Map<Held, Seen>} */
  const matched = new Map();
  const taken = new Set();
  for (const { each, one } of pairs) {
    if (matched.has(each) || taken.has(one)) continue;
    matched.set(each, one);
    taken.add(one);
  }
  const kept = held.map((each) => withVote(each, matched.get(each))).filter(isThere);
  let id = Math.max(0, ...held.map((each) => each.id));
  const come = seen.filter((one) => !taken.has(one)).map(({ text, box }) => ({ id: ++id, box, votes: [text], text }));
  return [...kept, ...come];
}

/**
 * Those with votes enough, from top to bottom as rows are read; of two for the same ink, the one with more of them.
 * @param {Held[]} held
 * @returns {{ id: number, text: string, box: Box }[]}
 */
export function shownOf(held) {
  const ranked = held
    .filter((each) => votesFor(each) >= ENOUGH)
    .sort((a, b) => votesFor(b) - votesFor(a) || a.id - b.id);
  /** @type {Held[]} */
  const shown = [];
  for (const each of ranked) if (!shown.some((other) => within(each.box, other.box) > TWICE)) shown.push(each);
  return shown.sort(inReadingOrder).map(({ id, text, box }) => ({ id, text, box }));
}

/** @param {Held} held @param {Seen | undefined} seen @returns {Held} */
function withVote(held, seen) {
  const votes = [...held.votes, seen?.text ?? null].slice(-VOTERS);
  const text = winner(votes, held.text);
  const isHeard = seen && (seen.text === text || !votes.includes(text));
  return { ...held, votes, text, box: isHeard ? between(held.box, seen.box) : held.box };
}

/**
 * Another text takes the place of the one that has won so far once it has more votes.
 * @param {(string | null)[]} votes
 * @param {string} before
 */
function winner(votes, before) {
  const texts = new Set(votes.filter((vote) => vote !== null));
  let text = before;
  for (const other of texts) if (count(votes, other) > count(votes, text)) text = other;
  return text;
}

/** @param {(string | null)[]} votes @param {string} text */
const count = (votes, text) => votes.filter((vote) => vote === text).length;

/** @param {Held} held */
const votesFor = ({ votes, text }) => count(votes, text);

/** @param {Held} held */
const isThere = ({ votes }) => votes.length < GONE || votes.slice(-GONE).some((vote) => vote !== null);

/** @param {{ box: Box }} a @param {{ box: Box }} b */
function inReadingOrder({ box: a }, { box: b }) {
  const isSameRow = Math.abs(a.y + a.height / 2 - b.y - b.height / 2) < Math.min(a.height, b.height) / 2;
  return isSameRow ? a.x - b.x : a.y - b.y;
}

/** @param {Box} from @param {Box} to @returns {Box} */
function between(from, to) {
  const glided = (/** @type {keyof Box} */ side) => from[side] + GLIDE * (to[side] - from[side]);
  return { x: glided("x"), y: glided("y"), width: glided("width"), height: glided("height") };
}

/** @param {Box} a @param {Box} b @returns {number} the area of what both cover */
function common(a, b) {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** @param {Box} box */
const area = ({ width, height }) => width * height;

/** @param {Box} a @param {Box} b @returns {number} what both cover, of what either does, in [0, 1] */
const alike = (a, b) => common(a, b) / Math.max(area(a) + area(b) - common(a, b), 1e-9);

/** @param {Box} a @param {Box} b @returns {number} how much of the smaller one lies in the other, in [0, 1] */
const within = (a, b) => common(a, b) / Math.max(Math.min(area(a), area(b)), 1e-9);
