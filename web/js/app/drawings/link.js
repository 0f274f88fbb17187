/**
 * A drawing as the fragment of a link, which browsers never send to a server.
 *
 *     #drawing=1…     "1" is the version; then, as base64url, for each stroke how many points it has and the steps from
 *                     point to point in whole pad units, as variable-length integers; and a checksum of two bytes
 *     #drawing=2…     the same of a drawing with digits that were joined or split: before each stroke stands 0, or its
 *                     group and 1
 *
 * Points that lie on the way between others are left out: a digit takes some 60 characters.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 */
import { groupOf } from "../../reader/numbers/told.js";
import { messageOf } from "../../ui/wording.js";
import { drawable } from "./drawable.js";
import { inGroup } from "./notes.js";

const NAME = "drawing=";
const [PLAIN, GROUPED] = ["1", "2"]; // versions

// Pad units that a point may lie off the line between its neighbours and still be left out. Larger, and links are
// shorter and drawings coarser.
const FINE = 1;

/**
 * Characters of a link's address, at most: what every browser and most messengers take. Longer ones may be cut off, and
 * are not opened, so that the work of opening one is bounded, too.
 */
export const LONGEST = 8000;

// Bytes of a number: steps of up to 134 million pad units. Larger, and sums of steps may be no finite numbers.
const NUMBER_BYTES = 4;

/**
 * @param {Stroke[]} strokes in pad units
 * @returns {string} the fragment, without "#"
 */
export function fragmentOf(strokes) {
  /** @type {number[]} */
  const bytes = [];
  let [x, y] = [0, 0];
  const isGrouped = strokes.some((stroke) => groupOf(stroke) !== undefined);
  for (const stroke of strokes) {
    const points = simplified(stroke);
    if (isGrouped) pushNumber(bytes, (groupOf(stroke) ?? -1) + 1);
    pushNumber(bytes, points.length);
    for (const point of points) {
      const [toX, toY] = [Math.round(point.x), Math.round(point.y)];
      pushNumber(bytes, zigzag(toX - x));
      pushNumber(bytes, zigzag(toY - y));
      [x, y] = [toX, toY];
    }
  }
  return NAME + (isGrouped ? GROUPED : PLAIN) + encoded([...bytes, ...checksum(bytes)]);
}

/**
 * @param {string} fragment with or without "#"
 * @returns {Stroke[] | null} in pad units, wherever they are; null where the fragment is no drawing's
 * @throws {Error} says to people that the link is damaged, and what to do
 */
export function strokesOfFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith(NAME)) return null;
  const data = text.slice(NAME.length);
  if (text.length > LONGEST) throw damaged(`it is too long, with more than ${LONGEST} characters`);
  if (data[0] !== PLAIN && data[0] !== GROUPED) throw damaged("it is of another version of Digitpad, or incomplete");
  const all = decoded(data.slice(1));
  const bytes = all.slice(0, -2);
  if (all.length < 3 || checksum(bytes).some((byte, i) => byte !== all[bytes.length + i]))
    throw damaged("a part of it is missing or was changed");
  const strokes = strokesIn(bytes, data[0] === GROUPED);
  try {
    return drawable(strokes);
  } catch (error) {
    throw damaged(messageOf(error));
  }
}

/** @param {number[]} bytes @param {boolean} isGrouped whether a number before each stroke tells its group */
function strokesIn(bytes, isGrouped) {
  /** @type {Stroke[]} */
  const strokes = [];
  let [at, x, y] = [0, 0, 0];
  const next = () => {
    let value = 0;
    const end = Math.min(at + NUMBER_BYTES, bytes.length);
    for (let scale = 1; at < end; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw damaged(at < bytes.length ? "a number in it is too long" : "it ends too early");
  };
  while (at < bytes.length) {
    const group = isGrouped ? next() - 1 : -1;
    const count = next();
    if (count > bytes.length) throw damaged("it ends too early");
    const stroke = Array.from({ length: count }, () => {
      x += unzigzag(next());
      y += unzigzag(next());
      return { x, y };
    });
    strokes.push(group >= 0 && count > 0 ? inGroup(stroke, group) : stroke);
  }
  return strokes;
}

/** @param {string} what */
const damaged = (what) => new Error(`The drawing in this link can't be opened: ${what}. Ask for the link again.`);

/** Small numbers of either sign as small numbers: 0, −1, 1, −2, … @param {number} value */
const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value);

/** @param {number} value */
const unzigzag = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

/** Seven bits a byte, lowest first; the eighth says that more follow. @param {number[]} bytes @param {number} value */
function pushNumber(bytes, value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
}

/** Fletcher's checksum of 16 bits (1982). @param {number[]} bytes */
function checksum(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 255;
    b = (b + a) % 255;
  }
  return [a, b];
}

/** @param {number[]} bytes */
function encoded(bytes) {
  const letters = bytes.map((byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text @returns {number[]} */
function decoded(text) {
  try {
    return Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    throw damaged("it has letters in it that no link has");
  }
}

/**
 * Without points that lie on the way (Ramer 1972; Douglas and Peucker 1973).
 * @param {Stroke} stroke
 * @returns {Stroke}
 */
function simplified(stroke) {
  const kept = new Set([0, stroke.length - 1]);
  const spans = [[0, stroke.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let [farthest, most] = [0, FINE];
    for (let i = from + 1; i < to; i++) {
      const off = distance(stroke[i], stroke[from], stroke[to]);
      if (off > most) [farthest, most] = [i, off];
    }
    if (!farthest) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return stroke.filter((_, i) => kept.has(i));
}

/** @param {Point} point @param {Point} a @param {Point} b of the line from a to b */
function distance(point, a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * x + (point.y - a.y) * y) / (x * x + y * y || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * x, point.y - a.y - t * y);
}
