/**
 * Digits in doubt, of a date or a time: some of what they may be makes a day, or an hour, that there is not. Pure.
 *
 * @typedef {import("../types.js").Digit} Digit
 * @typedef {import("./numbers.js").Token} Token
 */

// The share of what is written like a date or a time that is none, or of another century. Larger, digits in doubt stay
// more often as each reads by itself; smaller, a number that only looks like a date is sooner read as one.
const UNUSUAL = 0.03;

const WRITTEN = /^(\d\d?([./-])\d\d?\2(\d\d){1,2}|\d{4}([./-])\d\d?\4\d\d?|\d\d?:\d\d)$/;

/**
 * @param {Token[]} tokens of a number, from left to right
 * @returns {Token[]} with the one digit read otherwise that most likely makes it a date or a time, where it is none
 */
export function withUsualDates(tokens) {
  const letters = tokens.map(({ mark, digit }) => mark ?? (digit.rejected ? "?" : `${digit.digit}`));
  const isUsualWith = (/** @type {number} */ i, /** @type {number} */ digit) =>
    isUsual(letters.with(i, `${digit}`).join(""));
  if (!WRITTEN.test(letters.join("")) || isUsual(letters.join(""))) return tokens;
  const [best] = tokens
    .flatMap(({ mark, digit: { confidence, alternatives } }, at) =>
      mark ? [] : alternatives.map((other) => ({ at, digit: other.digit, share: other.confidence / confidence })),
    )
    .filter(({ at, digit }) => isUsualWith(at, digit))
    .sort((a, b) => b.share - a.share);
  if (!best) return tokens;
  const token = tokens[best.at];
  const digit = weighed(token.digit, (value) => (isUsualWith(best.at, value) ? 1 : UNUSUAL));
  return tokens.with(best.at, { ...token, digit });
}

/** Whether there is such a day, of this century or the last, or such a time. @param {string} text */
export function isUsual(text) {
  const [hour, minute] = text.split(":");
  if (minute) return Number(hour) <= 24 && Number(minute) <= 59;
  const [a, b, c] = text.split(/[./-]/);
  if (a.length === 4) return isYear(a) && isDay(c, b);
  return (isYear(c) && (isDay(a, b) || isDay(b, a))) || (c.length === 2 && isDay(c, b));
}

const isYear = (/** @type {string} */ year) => year.length === 2 || /^(19|20)/.test(year);

/** @param {string} day @param {string} month */
const isDay = (day, month) => isWithin(Number(day), 31) && isWithin(Number(month), 12);

const isWithin = (/** @type {number} */ value, /** @type {number} */ most) => value >= 1 && value <= most;

/**
 * @param {Digit} digit
 * @param {(value: number) => number} weightOf each of the ten
 * @returns {Digit} the likeliest of what it may be, so weighed
 */
function weighed(digit, weightOf) {
  const isOne = digit.confidence / digit.probabilities[digit.digit]; // the probability that it is a digit at all
  const weights = digit.probabilities.map((share, value) => share * weightOf(value));
  const sum = weights.reduce((a, b) => a + b);
  const probabilities = weights.map((weight) => weight / sum);
  const [best, ...others] = probabilities
    .map((share, value) => ({ digit: value, confidence: share * isOne }))
    .sort((a, b) => b.confidence - a.confidence);
  return { ...digit, ...best, probabilities, alternatives: others.slice(0, digit.alternatives.length) };
}
