/**
 * What somebody has entered: ink, what it is read as, and what was typed instead. Pure; entries are replaced and never
 * changed, so that history can keep them.
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Box} Box
 * @typedef {{ letter: string, box: Box }} Sign a digit, or "?", and where its ink is
 *
 * @typedef {object} Entry
 * @property {string} value digits, and "?" for what is read as none
 * @property {Stroke[]} strokes
 * @property {boolean} unread whether the newest ink is not in the value yet
 * @property {Sign[]} signs as they were read, in reading order
 * @property {Record<string, string>} corrections what was typed in place of a sign, by where its ink is
 */
import { valueOf } from "./text.js";

/** @type {Entry} */
export const NOTHING = { value: "", strokes: [], unread: false, signs: [], corrections: {} };

/** @param {Entry} entry @param {Stroke[]} strokes @returns {Entry} */
export const withInk = (entry, strokes) => ({ ...entry, strokes, unread: true });

/**
 * Signs whose ink is as it was stay what they were corrected to.
 * @param {Entry} entry
 * @param {import("./signs.js").ReadSign[]} read of its ink
 * @param {boolean} [isDecimal] whether a minus and a decimal point may be in the value
 * @returns {Entry}
 */
export function withReading(entry, read, isDecimal = false) {
  const isNumber = isDecimal && valueOf(read.map(({ decimal }) => decimal).join(""), true) !== null;
  const signs = read.map(({ letter, decimal, box }) => ({ letter: isNumber ? decimal : letter, box }));
  const value = signs.map(({ letter, box }) => entry.corrections[keyOf(box)] ?? letter).join("");
  return { ...entry, value, signs, unread: false };
}

/**
 * A value of as many signs as the ink has corrects them; another stands for itself, and without any the ink goes, too.
 * @param {Entry} entry
 * @param {string} value
 * @returns {Entry}
 */
export function withText(entry, value) {
  if (!value) return NOTHING;
  const corrects = value.length === entry.signs.length;
  const corrections = corrects
    ? Object.fromEntries(entry.signs.map(({ box }, i) => [keyOf(box), value[i]]))
    : entry.corrections;
  return { ...entry, value, corrections, unread: false };
}

/** @param {Box} box */
const keyOf = ({ x, y, width, height }) => [x, y, width, height].join(" ");

/** An entry as text, for the browser to keep. @param {Entry} entry */
export const saved = ({ value, strokes }) => JSON.stringify({ value, strokes });

/**
 * @param {string} state what `saved` gave, or a value that a browser fills in by itself
 * @param {boolean} [isDecimal]
 * @returns {{ value: string, strokes: unknown }} `strokes`: whatever was kept as ink, which is still to be checked
 */
export function restored(state, isDecimal) {
  const entry = parsed(state);
  const isSaved = typeof entry?.value === "string";
  return { value: valueOf(isSaved ? entry.value : state, isDecimal) ?? "", strokes: isSaved ? entry.strokes : [] };
}

/** @param {string} text @returns {any} undefined where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
