/**
 * What corrections have changed, in words. Pure.
 *
 * @typedef {object} Changed a correction, and how its ink is read
 * @property {number | null} digit what a person said it is; null for no digit
 * @property {string} before what the network makes of it without corrections: "0" to "9", "?" for no digit
 * @property {string} now what it makes of it with them
 */

const NONE = "?"; // as in a reading's text

/** @param {Changed} lesson */
export const hasChanged = ({ before, now }) => before !== now;

/**
 * @param {Changed[]} lessons at least one
 * @returns {string} how many there are, of which digits, and how many of them changed what is read
 */
export function summaryOf(lessons) {
  const digits = new Map();
  for (const { digit } of lessons) digits.set(digit, 1 + (digits.get(digit) ?? 0));
  const parts = [...digits]
    .sort(([a], [b]) => (a ?? 10) - (b ?? 10))
    .map(([digit, count]) => `${digit ?? "no digit"}${count > 1 ? ` (${count}×)` : ""}`);
  const changed = lessons.filter(hasChanged).length;
  const all = changed === lessons.length ? "All" : `${changed || "None"}`;
  return `Corrected to ${parts.join(", ")}. ${all} of them changed how their ink is read.`;
}

/** @param {Changed} lesson @returns {string} what it was read as, and what it is read as now */
export function changeOf(lesson) {
  const { digit, before, now } = lesson;
  const isHeld = now === (digit === null ? NONE : `${digit}`);
  if (hasChanged(lesson)) return `Read as ${inWords(before)} before, as ${inWords(now)} now.`;
  if (isHeld) return `Read as ${inWords(now)}, even without it.`;
  return `Still read as ${inWords(now)}.`;
}

/** @param {Changed["digit"]} digit */
export const saidInWords = (digit) => (digit === null ? "No digit" : `${digit}`);

/** @param {string} letter */
const inWords = (letter) => (letter === NONE ? "no digit" : letter);
