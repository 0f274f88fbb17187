/**
 * What was read, in words, for the eye and for the ear. Pure; confidences are shares of 1.
 *
 * @typedef {import("../reader/types.js").Digit} Digit
 * @typedef {import("../reader/types.js").Reading} Reading
 */
export { messageOf } from "./message.js";

/** A share of 1: a digit with this confidence needs no check. If larger, more of them are marked as doubtful. */
const SURE = 0.9;

/**
 * A share of 1: below it the first two guesses are named as equals. If larger, more readings are called "not sure".
 */
const LIKELY = 0.6;

/** A share of 1: a guess below it is not named or shown. If larger, fewer of the other guesses are. */
export const SHOWN = 0.01;

/** In percent: the largest confidence that is spoken, since no reading is certain. 100 would be spoken as certain. */
const MOST_SPOKEN = 99;

/** How many guesses are named for what is no digit. If larger, the line gets longer than a phone is wide. */
const GUESSES = 3;

/** @param {Pick<Digit, "confidence" | "rejected">} digit */
export const isSure = ({ confidence, rejected }) => confidence >= SURE && !rejected;

/** One character a digit, as in the reading's text. @param {Digit} digit */
export const letterOf = ({ digit, rejected }) => (rejected ? "?" : `${digit}`);

/**
 * The probability of each of the ten digits. Their sum is less than 1 by the probability that it is no digit, unlike
 * that of `probabilities`, which are given that it is one.
 * @param {Digit} digit
 */
export function sharesOf(digit) {
  return Array.from(digit.probabilities, (share) => share * isOneOfTen(digit));
}

/** The same, and that it is no digit. @param {Digit} digit @returns {number[]} eleven */
export function allSharesOf(digit) {
  const shares = sharesOf(digit);
  return [...shares, Math.max(0, 1 - shares.reduce((sum, share) => sum + share))];
}

/** The probability that it is a digit at all. @param {Digit} digit */
function isOneOfTen({ readAs, ...said }) {
  const { digit, confidence, probabilities } = readAs ?? said;
  return confidence / probabilities[digit];
}

/**
 * How sure one digit is: a short line, without figures, which the bars have.
 * @param {Digit} digit
 */
export function sureness(digit) {
  const { confidence, rejected } = digit;
  const wasRead = digit.readAs ? letterOf(digit.readAs) : "";
  if (wasRead === `${digit.digit}`) return `You said ${digit.digit}`; // once it has been learnt
  if (wasRead) return `You said ${digit.digit}. It was read as ${wasRead}`;
  if (digit.doubtful) return `${digit.digit}? Perhaps not a digit`;
  if (rejected && confidence >= LIKELY) return `Like ${withArticle(digit.digit)}, but too small or out of place`;
  if (rejected) return "Probably not a digit";
  const [second] = others(digit);
  if (second?.share > confidence) return `Read as ${withArticle(digit.digit)}, but likely not a digit`;
  if (confidence < LIKELY && second) return `Not sure: ${digit.digit} or ${second.name}`;
  const named = withArticle(digit.digit);
  return confidence >= SURE ? `Very likely ${named}` : `Probably ${named}`;
}

/** What else it may be, the most probable first. @param {Digit} digit */
export function others(digit) {
  const digits = digit.alternatives.map(({ digit, confidence }) => ({ name: `${digit}`, share: confidence }));
  return [...digits, { name: "not a digit", share: 1 - isOneOfTen(digit) }]
    .filter(({ share }) => share >= SHOWN)
    .sort((a, b) => b.share - a.share);
}

/**
 * Whether a digit with a known label was read correctly.
 * @param {{ label: number }} labelled
 * @param {Pick<Reading, "text">} reading
 */
export function verdict({ label }, { text }) {
  return text === `${label}` ? `Correct: it is ${withArticle(label)}` : `Wrong: it is ${withArticle(label)}`;
}

/** "a 2", "an 8". @param {number} digit 0 to 9 */
export const withArticle = (digit) => (digit === 8 ? `an ${digit}` : `a ${digit}`);

/** One digit of several, for the ear. @param {Digit} digit */
export function labelOf(digit) {
  if (digit.readAs) return `You said ${digit.digit}`;
  if (digit.doubtful) return `Perhaps ${guesses(digit)}, perhaps not a digit`;
  if (digit.rejected) return `Probably not a digit, perhaps ${guesses(digit)}`;
  return `${digit.digit}, ${inWords(digit.confidence)}`;
}

/** What is said of what is no digit: marks of numbers, and the blank between two of them. */
const SAID = /** @type {Record<string, string>} */ ({
  ...{ "?": "unknown", ".": "point", ",": "comma", "-": "minus", "/": "slash", ":": "colon", " ": "and" },
});

/**
 * A whole reading, for the ear: digit by digit, since a long number spoken as one is hard to follow.
 * @param {Pick<Reading, "text" | "digits">} reading
 */
export function spoken({ text, digits }) {
  if (text.length === 1) return spokenDigit(digits[0]);
  const rows = text.split("\n").map((row) => Array.from(row, (letter) => SAID[letter] ?? letter).join(" "));
  const said = rows.join("; ");
  const read = digits.filter(({ rejected }) => !rejected);
  if (read.length === 0) return `${digits.length} shapes, none of them a digit`;
  const least = read.reduce((a, b) => (b.confidence < a.confidence ? b : a));
  if (least.readAs) return `${said}, as you said`; // of what nobody said, nothing was read
  const sure = `${least.digit}: ${inWords(least.confidence)}`; // what is no digit has no confidence
  if (read.length === digits.length) return `${said}, least sure of ${sure}`;
  return read.length === 1
    ? `${said}; the only digit read is ${sure}`
    : `${said}; of the digits read, least sure of ${sure}`;
}

/** @param {Digit} digit */
function spokenDigit(digit) {
  if (digit.rejected || digit.readAs) return labelOf(digit);
  const share = inWords(digit.confidence);
  return digit.confidence >= LIKELY ? `${digit.digit}, ${share}` : `${sureness(digit)}, ${share}`;
}

/** The most probable digits, if it is one: "4, 9 or 7". @param {Digit} digit */
function guesses({ digit, probabilities, alternatives }) {
  const others = alternatives.map((other) => other.digit).filter((other) => probabilities[other] >= SHOWN);
  const named = [digit, ...others].slice(0, GUESSES);
  const last = named.pop();
  return named.length ? `${named.join(", ")} or ${last}` : `${last}`;
}

/** Shown in place of a part of the page whose script is fetched when it is opened. */
export const PART_NOT_LOADED =
  "This part of the page did not load. Check your connection, then close it and open it again.";

/** Without decimals, which are hard to listen to. @param {number} share */
const inWords = (share) => `${Math.min(MOST_SPOKEN, Math.round(100 * share))} percent`;
