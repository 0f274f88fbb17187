/**
 * Text as a value: digits of any script become 0 to 9, and what groups digits goes; any other text is refused whole, so
 * that no other number is made of it. Pure.
 */

// Spaces of all kinds, and dashes between digits: "12-34 5" is how people write 12345. Points and commas are not among
// them, since they may be decimal.
const GROUPING = /[\s'’_]|(?<=[0-9?])[-‐‑–](?=[0-9?])/gu;

const DIGITS = /^[0-9?]*$/;
const DECIMAL = /^-?[0-9?]*\.?[0-9?]*$/;

/**
 * @param {string} text
 * @param {boolean} [isDecimal] whether a minus and a decimal point may be in it
 * @returns {string | null} digits, and "?" for what was read as none; null where it can't be taken
 */
export function valueOf(text, isDecimal = false) {
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, asDigit)
    .replace(GROUPING, "");
  if (!isDecimal) return DIGITS.test(plain) ? plain : null;
  const pointed = plain.replace(/[,٫]/, ".").replace("−", "-");
  return DECIMAL.test(pointed) ? pointed : null;
}

/** @param {string} letter a decimal digit of any script: the ten of a script follow each other */
function asDigit(letter) {
  const code = /** @type {number} */ (letter.codePointAt(0));
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return `${code - zero}`;
}
