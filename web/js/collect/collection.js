/**
 * Digits that several people write for a network to be trained on: who wrote what, what comes next, and the file with
 * all of it. Pure: every function gives a new collection.
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {{ label: number, strokes: Stroke[] }} Written
 * @typedef {{ name: string, digits: Written[] }} Writer
 * @typedef {{ writers: Writer[], current: string }} Collection `current` is the name of who writes now
 */
import { DIGITS } from "../reader/shared/contract.js";

/** How many of each digit a person is asked for: they take a minute. Larger, fewer people see it through. */
export const OF_EACH = 10;

const FORMAT = "digitpad digits";
const VERSION = 1;

/** @returns {Collection} */
export const empty = () => ({ writers: [], current: "" });

/** @param {Collection} collection @param {string} name @returns {Collection} in which this person writes now */
export const by = ({ writers }, name) => ({ writers, current: name.trim() });

/** @param {Collection} collection @returns {Written[]} what the person has written who writes now */
export const own = ({ writers, current }) => writers.find(({ name }) => name === current)?.digits ?? [];

/** @param {Collection} collection @returns {number} of digits, by all people */
export const count = ({ writers }) => writers.reduce((sum, { digits }) => sum + digits.length, 0);

/**
 * The digit that is asked for next: one of those that were written least often, never the same twice in a row, so that
 * nobody gets into a swing that they don't write numbers with.
 * @param {Collection} collection
 * @returns {number | null} null once there are enough of each
 */
export function asked(collection) {
  const digits = own(collection);
  const counts = Array.from({ length: DIGITS }, (_, label) => digits.filter((one) => one.label === label).length);
  const least = Math.min(...counts);
  if (least >= OF_EACH) return null;
  const last = digits.at(-1)?.label;
  const open = counts.flatMap((each, label) => (each === least && label !== last ? label : []));
  const all = open.length > 0 ? open : counts.flatMap((each, label) => (each === least ? label : []));
  return all[(7 * digits.length + 3) % all.length]; // out of order, and the same again after a digit is taken back
}

/** @param {Collection} collection @param {Written} written @returns {Collection} with one more digit */
export function added({ writers, current }, written) {
  const known = writers.some(({ name }) => name === current);
  const all = known ? writers : [...writers, { name: current, digits: [] }];
  return {
    current,
    writers: all.map((one) => (one.name === current ? { ...one, digits: [...one.digits, written] } : one)),
  };
}

/** @param {Collection} collection @returns {Collection} without the last digit of the person who writes now */
export function takenBack({ writers, current }) {
  const left = writers.map((one) => (one.name === current ? { ...one, digits: one.digits.slice(0, -1) } : one));
  return { current, writers: left.filter(({ digits }) => digits.length > 0) };
}

/** @param {Collection} collection @returns {string} the file that training takes */
export function fileOf({ writers }) {
  const tenth = (/** @type {number} */ value) => Math.round(10 * value) / 10;
  const plain = writers.map(({ name, digits }) => ({
    name,
    digits: digits.map(({ label, strokes }) => ({
      label,
      strokes: strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: tenth(x), y: tenth(y) }))),
    })),
  }));
  return JSON.stringify({ format: FORMAT, version: VERSION, writers: plain });
}

/** @param {string | null} text what was kept @returns {Collection} an empty one where that is none */
export function kept(text) {
  try {
    const { format, version, writers } = JSON.parse(text ?? "null");
    if (format === FORMAT && version === VERSION && Array.isArray(writers)) return { writers, current: "" };
  } catch {
    // Nothing was kept, or something else under its name.
  }
  return empty();
}
