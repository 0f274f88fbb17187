/**
 * A round of the game: numbers are asked for, one after the other, and each is read as asked or otherwise. Nobody but
 * the person knows whether a number that is read otherwise was written as asked: the network is beaten where they say
 * so. Pure.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {object} Written a number that was asked for
 * @property {string} asked
 * @property {string} read
 * @property {Stroke[]} strokes
 *
 * @typedef {object} Round
 * @property {string} asked the number that is to be written now
 * @property {Written[]} right those that were read rightly, the newest last
 * @property {Written[]} tricky those that were read otherwise, the newest last
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

/** What was read, in one line. @param {string} read */
export const inOneLine = (read) => read.replaceAll("\n", " / ");

/**
 * What is said of a number once it has been read: nothing where that was what was asked for.
 * @param {Pick<Written, "asked" | "read">} written
 */
export function told({ asked, read }) {
  if (read === asked) return "";
  return read ? `Read as ${inOneLine(read)}, not as ${asked}.` : `Nothing was read; ${asked} was asked for.`;
}

/**
 * @param {Round} round that is over
 * @returns {string} in a sentence or two
 */
export function outcome(round) {
  const [count, others] = [countOf(round), round.tricky.length];
  if (count === 0) return "Nothing was written. Try again: it reads while you write.";
  const numbers = count === 1 ? "1 number" : `${count} numbers`;
  if (others === 0)
    return count === 1
      ? `You wrote ${numbers} in 60 seconds, and the network read it.`
      : `You wrote ${numbers} in 60 seconds, and the network read all of them.`;
  const asAsked = round.right.length;
  return `You wrote ${numbers} in 60 seconds. The network read ${asAsked} as asked, and ${others} otherwise.`;
}

/**
 * @param {number} beaten numbers that the person did write as asked, as they say, and that were read otherwise
 * @param {number} others all that were read otherwise
 */
export function verdict(beaten, others) {
  if (beaten === 0) return "Which of these did you write as asked? There you have beaten the network.";
  if (others === 1) return "You have beaten the network.";
  return beaten === 1
    ? `You have beaten the network once in ${others}.`
    : `You have beaten the network ${beaten} times in ${others}.`;
}

/** Another one than before. @param {string} before @param {() => number} chance @returns {string} */
function numberAfter(before, chance) {
  const length = 1 + Math.floor(MOST_DIGITS * chance());
  const number = Array.from({ length }, () => Math.floor(10 * chance())).join("");
  return number === before ? `${(Number(before[0]) + 1) % 10}${before.slice(1)}` : number;
}
