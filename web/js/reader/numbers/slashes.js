/**
 * Slashes between numbers, which read as a 1: told by how high they are beside the digits, how much they lean, and that
 * they make a date or a fraction of what is beside them.
 *
 * @typedef {import("../types.js").Box} Box
 * @typedef {import("./numbers.js").Token} Token
 */
import { SIDE } from "../shared/contract.js";
import { isUsual } from "./dates.js";
import { DOUBT } from "./doubt.js";
import { SHORTEST } from "./numbers.js";
import { heightOf } from "./rectangle.js";

// A line: how much it spreads across, as a share of how much it spreads along (variances). Larger, 7s are taken for
// lines.
const LINE = 0.03;

// What a slash leans to the right at least, across to down. Larger, steep slashes read as 1.
const LEAN = 0.2;

// The same beside another slash, of one that by itself goes so far beyond the digits, as BEYOND has it. Smaller, 1s are
// taken for slashes.
const STEEP = { lean: 0.14, beyond: 0.3 };

// How much beyond the digits a slash goes: what it is higher than most of them, and what it goes below both of its
// neighbours, twice, in their heights. The two of a date together have to, or one alone. Larger, slashes read as 1.
const BEYOND = { date: 0.12, alone: 0.22 };

// What may be a slash and reads as a 1: so straight, as LINE has it (few 1s that lean are), leaning so
// much, so much more than the other digits and than the other 1s, and going so far beyond them. Larger `line`, and
// smaller others, more 1s are to be checked; the other way round, slashes read as 1 and nobody is told.
const MAYBE = { line: 0.02, lean: 0.22, more: 0.2, moreThanOnes: 0.1, beyond: 0.05 };

// A date, with a digit for each digit, and fractions. What comes before or after is another number.
const DATES = [/^(\d\d?\/\d\d?\/(\d\d){1,2}|\d{4}\/\d\d?\/\d\d?)$/, /^\d{1,4}\/\d{1,4}$/];

// Such a day with two digits each for day and month: with fewer, too many numbers would be one.
const DAY = /^\d\d\/\d\d\/(\d\d){1,2}$/;

/**
 * @param {Token[]} tokens of a number, from left to right
 * @returns {Token[]} with marks where slashes are, and 1s in doubt that may be some
 */
export function withSlashes(tokens) {
  // In boxes nobody writes any.
  if (tokens.length < SHORTEST || tokens.some(({ comb }) => comb !== undefined)) return tokens;
  const shapes = tokens.map(({ mark, digit }) => (mark ? NONE : shapeOf(digit.image)));
  const leans = shapes.map(({ lean, line }) => (line <= LINE ? lean : 0));
  if (!leans.some((lean) => lean >= LEAN)) return tokens;
  const height = heightOf(tokens.filter((_, i) => leans[i] < LEAN)) || Infinity;
  const beyond = tokens.map((_, i) => beyondOf(tokens, i) / height);
  const isSteep = (/** @type {number} */ i) => leans[i] >= STEEP.lean && beyond[i] >= STEEP.beyond;
  const lines = tokens.flatMap((_, i) => (leans[i] >= LEAN || isSteep(i) ? [i] : []));
  const pairs = lines
    .flatMap((i) => lines.filter((j) => j >= i).map((j) => [...new Set([i, j])]))
    .filter((at) => at.some((i) => leans[i] >= LEAN));
  const known = tokens.filter(({ mark }) => mark === "/").length;
  const [best] = pairs
    .map((at) => ({ at, sum: at.reduce((sum, i) => sum + beyond[i], 0) }))
    .filter(({ at, sum }) => isWritten(tokens, at) && sum >= (at.length + known > 1 ? BEYOND.date : BEYOND.alone))
    .sort((a, b) => b.at.length - a.at.length || b.sum - a.sum);
  if (best) return tokens.map((token, i) => (best.at.includes(i) ? { ...token, mark: "/" } : token));
  const maybe = (/** @type {number[]} */ at) =>
    isWritten(tokens, at) &&
    (makeDay(tokens, at) || at.every((i) => beyond[i] >= MAYBE.beyond && mayBeSlash(tokens, shapes, i, at)));
  const inDoubt = new Set(pairs.filter(maybe).flat());
  return tokens.map((token, i) => (inDoubt.has(i) ? { ...token, digit: doubtful(token.digit) } : token));
}

/**
 * Whether something is a straighter line, and leans more, than a 1 beside such digits, and such other 1s.
 * @param {Token[]} tokens
 * @param {Shape[]} shapes of these
 * @param {number} i
 * @param {number[]} at where slashes may be, this one among them
 */
function mayBeSlash(tokens, shapes, i, at) {
  const { line, lean } = shapes[i];
  if (line > MAYBE.line || lean < MAYBE.lean) return false;
  const others = tokens.flatMap(({ mark, digit }, j) =>
    mark || at.includes(j) ? [] : [{ digit, lean: shapes[j].lean }],
  );
  const ones = others.filter(({ digit }) => digit.digit === 1 && !digit.rejected);
  const mean = others.reduce((sum, other) => sum + other.lean, 0) / others.length;
  return lean - mean >= MAYBE.more && ones.every((one) => lean - one.lean >= MAYBE.moreThanOnes);
}

/** @param {import("../types.js").Digit} digit */
const doubtful = (digit) => ({ ...digit, confidence: Math.min(digit.confidence, DOUBT) });

/**
 * Whether slashes there make a date or a fraction of a number: what is no digit may be one, or none.
 * @param {Token[]} tokens
 * @param {number[]} at
 */
function isWritten(tokens, at) {
  const text = tokens.map((token, i) => (at.includes(i) ? "/" : letterOf(token))).join("");
  return DATES.some((date) => date.test(text.replaceAll("?", "0")) || date.test(text.replaceAll("?", "")));
}

/**
 * Whether two slashes there make a day that there is, with all of its digits.
 * @param {Token[]} tokens
 * @param {number[]} at
 */
function makeDay(tokens, at) {
  const text = tokens.map(({ mark, digit }, i) => (at.includes(i) ? "/" : (mark ?? `${digit.digit}`))).join("");
  return DAY.test(text) && isUsual(text);
}

/** @param {Token} token @returns {string} "0" for any digit */
const letterOf = ({ mark, digit }) => mark ?? (digit.rejected ? "?" : "0");

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @returns {number} how much higher one is than most, and twice how much lower it ends than those beside it
 */
function beyondOf(tokens, i) {
  const { place } = tokens[i];
  const sides = [tokens[i - 1], tokens[i + 1]].filter((side) => side !== undefined);
  const below = sides.map((side) => place.y + place.height - side.place.y - side.place.height);
  return place.height - heightOf(tokens) + (2 * below.reduce((a, b) => a + b, 0)) / below.length;
}

/**
 * @typedef {{ lean: number, line: number }} Shape of some ink: what it leans to the right, across to down; how much it
 *   spreads across, as a share of how much it spreads along
 * @type {Shape}
 */
const NONE = { lean: 0, line: 1 };

/** @param {Float32Array} image 784 values @returns {Shape} */
function shapeOf(image) {
  let [mass, x, y] = [0, 0, 0];
  for (let at = 0; at < image.length; at++) {
    mass += image[at];
    x += image[at] * (at % SIDE);
    y += image[at] * Math.floor(at / SIDE);
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let at = 0; at < image.length; at++) {
    const dx = (at % SIDE) - x / mass;
    const dy = Math.floor(at / SIDE) - y / mass;
    xx += image[at] * dx * dx;
    xy += image[at] * dx * dy;
    yy += image[at] * dy * dy;
  }
  const spread = Math.hypot((xx - yy) / 2, xy);
  const [across, along] = [(xx + yy) / 2 - spread, (xx + yy) / 2 + spread];
  return yy > 0 ? { lean: -xy / yy, line: across / along } : NONE;
}
