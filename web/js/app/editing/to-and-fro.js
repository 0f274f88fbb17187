/**
 * Whether strokes go to and fro, as those that scratch something out do. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Point} Point
 */
import { isStraight, lengthOf } from "../../reader/numbers/lines.js";

/** How often the pen goes over the ink. With less, a Z would scratch out; larger, people have to scratch for longer. */
const TIMES = 3;

// Directions that are tried, over half a turn. More find no more: a zigzag is as wide in the ones beside its own.
const DIRECTIONS = 8;

// A share of a stroke's extent that the pen has to go back before it counts as going the other way. Larger, legs of
// different lengths are not seen; smaller, every wave of a trembling hand counts.
const LEG = 0.4;

// How much of its way a zigzag goes across, and not along. Curves of a 3 or an 8 have up to 0.7. Larger, wide zigzags
// are taken for writing; smaller, badly written digits for zigzags.
const ACROSS = 0.8;

// How long one that goes across three times is, in diagonals of its box: a Z has less. Larger, it has to be flatter.
const DENSE = 2.4;

// Of separate strokes: degrees that their directions differ by at most, and the shortest as a share of the longest.
// Larger angles, or smaller shares, let strokes of a letter pass for scratches.
const PARALLEL = 25;
const AS_LONG = 0.5;

/** @param {Stroke} stroke @returns {boolean} whether it goes to and fro so often, and densely */
export function isToAndFro(stroke) {
  const length = lengthOf(stroke);
  return Array.from({ length: DIRECTIONS }, (_, i) => (Math.PI * i) / DIRECTIONS).some((direction) => {
    const places = placesAlong(stroke, direction);
    const legs = legsOf(places);
    if (legs < TIMES || wayOf(places) < ACROSS * length) return false;
    const [width, height] = [extentOf(places), extentOf(placesAlong(stroke, direction + Math.PI / 2))];
    return legs > TIMES || length >= DENSE * Math.hypot(width, height);
  });
}

/** @param {Stroke[]} strokes the newest ones @returns {boolean} whether they are so many lines side by side */
export function areToAndFro(strokes) {
  if (strokes.length < TIMES || !strokes.every(isStraight)) return false;
  const lengths = strokes.map(lengthOf);
  const [first, ...others] = strokes.map(directionOf);
  const isParallel = others.every((other) => angleBetween(first, other) <= PARALLEL);
  return isParallel && Math.min(...lengths) >= AS_LONG * Math.max(...lengths);
}

/** @param {Stroke} stroke @param {number} direction in radians @returns {number[]} of its points, in that direction */
function placesAlong(stroke, direction) {
  const [across, down] = [Math.cos(direction), Math.sin(direction)];
  return stroke.map(({ x, y }) => across * x + down * y);
}

/** @param {number[]} places */
const extentOf = (places) => Math.max(...places) - Math.min(...places);

/** @param {number[]} places @returns {number} how far it is from each to the next, in all */
const wayOf = (places) => places.slice(1).reduce((way, place, i) => way + Math.abs(place - places[i]), 0);

/** @param {number[]} places @returns {number} how often the pen goes across, one way or the other */
function legsOf(places) {
  const least = LEG * extentOf(places);
  let legs = 0;
  let [way, turn] = [0, places[0]]; // which way the pen goes, and the farthest that it has come
  for (const place of places) {
    const moved = place - turn;
    if (way !== 0 && Math.sign(moved) === way) turn = place;
    else if (Math.abs(moved) > least) [way, turn, legs] = [Math.sign(moved), place, legs + 1];
  }
  return legs;
}

/** @param {Stroke} line @returns {number} in degrees */
function directionOf(line) {
  const [from, to] = [line[0], line[line.length - 1]];
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

/** Whichever way they are drawn. @param {number} a @param {number} b @returns {number} degrees, at most 90 */
function angleBetween(a, b) {
  const apart = Math.abs(a - b) % 180;
  return Math.min(apart, 180 - apart);
}
