/**
 * What is read, in words: for the eye and for the ear. Pure; confidences are shares of 1.
 *
 * @typedef {object} Digit
 * @property {number} digit 0 to 9, the best guess also where `rejected`
 * @property {number} confidence
 * @property {ArrayLike<number>} probabilities of each of the ten digits
 * @property {{ digit: number, confidence: number }[]} alternatives
 * @property {ArrayLike<number>} image 28×28, in [0, 1]
 * @property {{ x: number, y: number, width: number, height: number }} box
 * @property {boolean} [rejected] it is no digit, as far as the reader can tell
 *
 * @typedef {{ text: string, digits: Digit[] }} Reading
 */

const SURE = 0.9; // from here on the digit stands alone
const LIKELY = 0.6; // below, two digits are named as equals
const SHOWN = 0.0005; // a smaller share would be shown as 0.0 %

/** @param {Digit} digit */
export const isSure = ({ confidence, rejected }) => confidence >= SURE && !rejected;

/** One character a digit, as in the reading's text. @param {Digit} digit */
export const letterOf = ({ digit, rejected }) => (rejected ? "?" : `${digit}`);

/** @param {number} share never said to be all, because no reading is certain */
export function percent(share) {
  return `${(100 * Math.min(share, 0.999)).toFixed(1)}%`;
}

/**
 * How likely it is each of the ten digits; the rest of 1 is for what is none. (`probabilities` are those if it is one.)
 * @param {Digit} digit
 */
export function sharesOf(digit) {
  return Array.from(digit.probabilities, (share) => share * isOneOfTen(digit));
}

/** How likely it is a digit at all. @param {Digit} digit */
const isOneOfTen = ({ digit, confidence, probabilities }) => confidence / probabilities[digit];

/**
 * How sure one digit is: a short line.
 * @param {Digit} digit
 * @param {boolean} isAmongOthers so that it has to be said whose share it is
 */
export function sureness(digit, isAmongOthers = false) {
  const { confidence, rejected } = digit;
  if (rejected) return "Not a digit, as far as I can tell";
  const [second] = others(digit);
  if (confidence < LIKELY && second) return `Not sure: ${digit.digit} or ${second.name}`;
  const share = (isAmongOthers ? `${digit.digit}: ` : "") + percent(confidence);
  return confidence >= SURE || !second ? `${share} sure` : `${share}, perhaps ${second.name}`;
}

/** What else it may be: a short line, empty where nothing else is likely. @param {Digit} digit */
export function alternatives(digit) {
  if (digit.rejected) return `Perhaps ${guesses(digit)}`;
  const shares = others(digit).map(({ name, share }) => `${name}:\u00a0${percent(share)}`);
  return shares.length ? `Next: ${shares.join(" · ")}` : "";
}

/** What else it may be, the likeliest first. @param {Digit} digit */
export function others(digit) {
  const digits = digit.alternatives.map(({ digit, confidence }) => ({ name: `${digit}`, share: confidence }));
  return [...digits, { name: "not a digit", share: 1 - isOneOfTen(digit) }]
    .filter(({ share }) => share >= SHOWN)
    .sort((a, b) => b.share - a.share);
}

/**
 * Whether a digit of which it is known what it is has been read rightly.
 * @param {{ label: number, set: string }} sample
 * @param {Reading} reading
 */
export function verdict({ label, set }, { text }) {
  return `Labelled ${label} (${set}): ${text === `${label}` ? "read rightly" : "read wrongly"}`;
}

/** One digit of several, for the ear. @param {Digit} digit */
export function labelOf(digit) {
  if (digit.rejected) return `Not a digit, perhaps ${guesses(digit)}`;
  return `${digit.digit}, ${inWords(digit.confidence)}`;
}

/** A whole reading, for the ear: digit by digit, since a long number read as one is hard to follow. @param {Reading} reading */
export function spoken({ text, digits }) {
  if (digits.length === 1) return spokenDigit(digits[0]);
  const said = text
    .split("\n")
    .map((row) => Array.from(row, (letter) => (letter === "?" ? "unknown" : letter)).join(" "));
  const read = digits.filter(({ rejected }) => !rejected);
  if (read.length === 0) return `${digits.length} drawings, not a digit among them`;
  const least = read.reduce((a, b) => (b.confidence < a.confidence ? b : a));
  return said.join("; ") + which(read.length, digits.length) + `${least.digit}: ${inWords(least.confidence)}`;
}

/**
 * What the share at the end is of; what is no digit has none.
 * @param {number} read
 * @param {number} found
 */
function which(read, found) {
  if (read === found) return ", least sure of ";
  return read === 1 ? "; the only digit read is " : "; of the digits read, least sure of ";
}

/** @param {Digit} digit */
function spokenDigit(digit) {
  if (digit.rejected) return labelOf(digit);
  const share = inWords(digit.confidence);
  return digit.confidence >= LIKELY ? `${digit.digit}, ${share}` : `${sureness(digit)}, ${share}`;
}

/** The likeliest three: "4, 9 or 7". @param {Digit} digit */
function guesses({ digit, alternatives }) {
  const [first, ...others] = [digit, ...alternatives.slice(0, 2).map((other) => other.digit)].reverse();
  return others.length ? `${others.reverse().join(", ")} or ${first}` : `${first}`;
}

/** Said in the place of a part of the page that is opened. */
export const PART_NOT_LOADED =
  "This part of the page did not load. Check the connection, then close it and open it again.";

/** What failed, for people. @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** Decimals are hard to listen to. @param {number} share never said to be all, as in `percent` */
const inWords = (share) => `${Math.min(99, Math.round(100 * share))} percent`;
