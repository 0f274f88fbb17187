/**
 * What is left of a number after some of its ink was erased stays one number, however wide the gap.
 *
 *     pad.load(withoutDigit(keptTogether(strokes, reading), reading.digits, 1)); // "204" without its 0
 *     const shown = withNumbersTogether(reading, pad.strokes); // "24"
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").ReadNumber} ReadNumber
 */
import { joinedNumbers } from "../../reader/numbers/numbers.js";
import { withRows } from "../../reader/reading.js";
import { digitAt } from "../selection.js";
import { noted, notesOf } from "./notes.js";

/**
 * @param {Stroke[]} strokes
 * @param {Pick<Reading, "rows">} reading of them
 * @returns {Stroke[]} the same strokes; of those of a number it is known from now on
 */
export function keptTogether(strokes, { rows }) {
  const numbers = rows.flatMap((row) => row.numbers);
  const ofNumbers = numberAtOf(numbers);
  const marks = numbers.map(() => ({}));
  return strokes.map((stroke) => {
    const number = mostOf(stroke.map(ofNumbers));
    return number < 0 ? stroke : noted(stroke, { number: marks[number] });
  });
}

/**
 * @param {Reading} reading of the strokes
 * @param {Stroke[]} strokes
 * @returns {Reading} where numbers are one that were kept together, and all between them; the same where there are none
 */
export function withNumbersTogether(reading, strokes) {
  if (!strokes.some((stroke) => notesOf(stroke).number)) return reading;
  const rows = reading.rows.map(({ numbers }) => ({ numbers: together(numbers, strokes) }));
  return withRows(reading, rows);
}

/** @param {ReadNumber[]} numbers of a row @param {Stroke[]} strokes @returns {ReadNumber[]} */
function together(numbers, strokes) {
  const ofNumbers = numberAtOf(numbers);
  /** @type {Map<object, number[]>} the numbers in which strokes are that were of one number */
  const kept = new Map();
  for (const stroke of strokes) {
    const { number } = notesOf(stroke);
    const at = number ? mostOf(stroke.map(ofNumbers)) : -1;
    if (number && at >= 0) kept.set(number, [...(kept.get(number) ?? []), at]);
  }
  const spans = [...kept.values()].map((all) => ({ first: Math.min(...all), last: Math.max(...all) }));
  const goesOn = (/** @type {number} */ at) => spans.some(({ first, last }) => first < at && at <= last);
  /** @type {ReadNumber[][]} */
  const groups = [];
  numbers.forEach((number, at) => {
    if (goesOn(at)) groups[groups.length - 1].push(number);
    else groups.push([number]);
  });
  return groups.map((group) => (group.length > 1 ? joinedNumbers(group) : group[0]));
}

/** @param {ReadNumber[]} numbers @returns {(point: import("../../reader/types.js").Point) => number} -1 for none */
function numberAtOf(numbers) {
  const parts = numbers.flatMap(({ digits, marks }, number) =>
    [...digits, ...marks].map(({ box }) => ({ box, number })),
  );
  return (point) => parts[digitAt(parts, point)]?.number ?? -1;
}

/** @param {number[]} found @returns {number} what is found most often */
function mostOf(found) {
  const count = (/** @type {number} */ value) => found.filter((each) => each === value).length;
  return found.reduce((a, b) => (count(b) > count(a) ? b : a), -1);
}
