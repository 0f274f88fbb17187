/** What is read of ink, sign by sign. Pure. */

/**
 * @typedef {import("../reader/types.js").Box} Box
 *
 * @typedef {object} ReadSign
 * @property {string} letter a digit, or "?", which is also what a mark is
 * @property {string} decimal the same where a minus and a decimal point may be in a value
 * @property {Box} box where its ink is
 */

/**
 * @param {Pick<import("../reader/types.js").Reading, "rows">} reading
 * @returns {ReadSign[]} in reading order
 */
export const signsOf = ({ rows }) => rows.flatMap((row) => row.numbers).flatMap(signsOfNumber);

/**
 * @param {Pick<import("../reader/types.js").ReadNumber, "text" | "digits" | "marks">} number
 * @returns {ReadSign[]}
 */
function signsOfNumber({ text, digits, marks }) {
  const [nextDigit, nextMark] = [digits.values(), marks.values()];
  return Array.from(text, (letter) => {
    if (/[0-9?]/.test(letter)) return { letter, decimal: letter, box: boxOfNext(nextDigit) };
    const decimal = /[-.,]/.test(letter) ? letter.replace(",", ".") : "?";
    return { letter: "?", decimal, box: boxOfNext(nextMark) };
  });
}

/** @param {Iterator<{ box: Box }>} signs of which there is another @returns {Box} */
const boxOfNext = (signs) => signs.next().value.box;
