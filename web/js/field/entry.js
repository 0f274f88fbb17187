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
import { MOST_DRAWN, passed } from "../reader/gate.js";

/** @type {Entry} */
export const NOTHING = { value: "", strokes: [], unread: false, signs: [], corrections: {} };

/** What of a text can be in a value: pasted spaces and dashes can't. @param {string} text */
export const digitsOf = (text) => text.replace(/[^0-9?]/g, "");

/** @param {Entry} entry @param {Stroke[]} strokes @returns {Entry} */
export const withInk = (entry, strokes) => ({ ...entry, strokes, unread: true });

/**
 * Signs whose ink is as it was stay what they were corrected to.
 * @param {Entry} entry
 * @param {Pick<import("../reader/types.js").Reading, "rows">} reading of its ink
 * @returns {Entry}
 */
export function withReading(entry, { rows }) {
  const signs = rows.flatMap(({ numbers }) => numbers.flatMap(signsOf));
  const value = signs.map(({ letter, box }) => entry.corrections[keyOf(box)] ?? letter).join("");
  return { ...entry, value, signs, unread: false };
}

/**
 * The signs of a number: a mark, such as a point, is no digit.
 * @param {Pick<import("../reader/types.js").ReadNumber, "text" | "digits" | "marks">} number
 * @returns {Sign[]}
 */
function signsOf({ text, digits, marks }) {
  const [nextDigit, nextMark] = [digits.values(), marks.values()];
  return Array.from(text, (letter) => {
    const isDigit = digitsOf(letter) !== "";
    const { box } = /** @type {{ box: Box }} */ ((isDigit ? nextDigit : nextMark).next().value);
    return { letter: isDigit ? letter : "?", box };
  });
}

/**
 * Text of as many signs as the ink has corrects them; other text stands for itself, and without any the ink goes, too.
 * @param {Entry} entry
 * @param {string} text
 * @returns {Entry}
 */
export function withText(entry, text) {
  const value = digitsOf(text);
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
 * @returns {Entry} without its ink where that is damaged
 */
export function restored(state) {
  const entry = parsed(state);
  if (typeof entry?.value !== "string") return { ...NOTHING, value: digitsOf(state) };
  return { ...NOTHING, value: digitsOf(entry.value), strokes: inkOf(entry.strokes) };
}

/** @param {string} text @returns {any} undefined where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} strokes @returns {Stroke[]} none where there are none that can be drawn */
function inkOf(strokes) {
  try {
    return passed(strokes, MOST_DRAWN);
  } catch {
    return [];
  }
}
