/**
 * A round of the game: numbers are asked for, one after the other, and each is read rightly or not. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {{ asked: string, read: string, strokes: Stroke[] }} Written a number that was asked for
 *
 * @typedef {object} Round
 * @property {string} asked the number that is to be written now
 * @property {Written[]} right those that were read rightly, the newest last
 * @property {Written[]} tricky those that were not
 */

// Digits of a number at most. Larger, fewer numbers fit into a round.
const MOST_DIGITS = 3;

/** @param {() => number} chance in [0, 1) @returns {Round} */
export const begun = (chance) => ({ asked: numberAfter("", chance), right: [], tricky: [] });

/**
 * A number has been written, and the next is asked for.
 * @param {Round} round
 * @param {{ read: string, strokes: Stroke[] }} written
 * @param {() => number} chance
 * @returns {Round}
 */
export function after({ asked, right, tricky }, written, chance) {
  const whole = { asked, ...written };
  const isRight = written.read === asked;
  return {
    asked: numberAfter(asked, chance),
    right: isRight ? [...right, whole] : right,
    tricky: isRight ? tricky : [...tricky, whole],
  };
}

/** @param {Round} round */
export const countOf = ({ right, tricky }) => right.length + tricky.length;

/**
 * @param {Round} round that is over
 * @returns {string} in a sentence or two
 */
export function outcome(round) {
  const [count, failed] = [countOf(round), round.tricky.length];
  if (count === 0) return "Nothing was written. Try again: it reads while you write.";
  const numbers = count === 1 ? "1 number" : `${count} numbers`;
  if (failed === 0)
    return count === 1
      ? `You wrote ${numbers} in 60 seconds, and the network read it.`
      : `You wrote ${numbers} in 60 seconds, and the network read all of them.`;
  return `You wrote ${numbers} in 60 seconds, and the network failed at ${failed}: there you have beaten it.`;
}

/** Another one than before. @param {string} before @param {() => number} chance @returns {string} */
function numberAfter(before, chance) {
  const length = 1 + Math.floor(MOST_DIGITS * chance());
  const number = Array.from({ length }, () => Math.floor(10 * chance())).join("");
  return number === before ? `${(Number(before[0]) + 1) % 10}${before.slice(1)}` : number;
}
