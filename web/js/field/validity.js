/** Whether what is written or typed can be taken, and if not, why, in words for people. Pure. */

/**
 * @typedef {object} Rules
 * @property {boolean} required
 * @property {number} least how many digits at least; 0 for any number
 * @property {number} most how many at most; Infinity for any number
 * @property {number} min the value, as a number, at least; -Infinity for any
 * @property {number} max at most; Infinity for any
 * @property {string} pattern that the whole value has to match; "" for any
 *
 * @typedef {object} Written
 * @property {string} value digits, and "?" for what is read as none
 * @property {boolean} unread whether there is ink that has not been read yet
 */

/**
 * @param {Written} written
 * @param {Rules} rules
 * @returns {{ flags: ValidityStateFlags, message: string }} no flags and no message where all is well
 */
export function validityOf({ value, unread }, rules) {
  if (unread) return invalid("badInput", "What is written has not been read yet. Wait a moment, or type it.");
  if (value.includes("?")) return invalid("badInput", `${whichRefused(value)} Write it again, or type it.`);
  if (!value) return rules.required ? invalid("valueMissing", `Write or type ${amount(rules)}.`) : WELL;
  return lengthOf(value, rules) ?? rangeOf(value, rules) ?? patternOf(value, rules.pattern) ?? WELL;
}

const WELL = { flags: {}, message: "" };

/** @param {keyof ValidityStateFlags} flag @param {string} message */
const invalid = (flag, message) => ({ flags: { [flag]: true }, message });

/** @param {string} value @param {Rules} rules */
function lengthOf(value, rules) {
  const { length } = value.replace(/[-.]/g, "");
  if (length >= rules.least && length <= rules.most) return null;
  const flag = length < rules.least ? "tooShort" : "tooLong";
  const there = length === 1 ? "there is 1" : `there are ${length}`;
  return invalid(flag, `Expected ${amount(rules)}; ${there}.`);
}

/** @param {string} value @param {Rules} rules */
function rangeOf(value, { min, max }) {
  if (Number(value) < min) return invalid("rangeUnderflow", `Expected ${min} or more.`);
  return Number(value) > max ? invalid("rangeOverflow", `Expected ${max} or less.`) : null;
}

/** @param {string} value @param {string} pattern one that is no regular expression is ignored, as in an input */
function patternOf(value, pattern) {
  if (!pattern) return null;
  try {
    if (new RegExp(`^(?:${pattern})$`, "u").test(value)) return null;
  } catch {
    return null;
  }
  return invalid("patternMismatch", "This is not what is expected here.");
}

/** @param {Rules} rules */
function amount({ least, most }) {
  if (most === Infinity) return least > 1 ? `${least} digits or more` : "digits";
  if (least === most) return most === 1 ? "one digit" : `${most} digits`;
  return least > 1 ? `${least} to ${most} digits` : `${most} digits or fewer`;
}

/** @param {string} value with "?" in it */
function whichRefused(value) {
  if (value.length === 1) return "What is written is not read as a digit.";
  const places = Array.from(value, (letter, i) => (letter === "?" ? i + 1 : 0)).filter(Boolean);
  if (places.length > 1) return `${places.length} of ${value.length} signs are not read as digits.`;
  return `Sign ${places[0]} of ${value.length} is not read as a digit.`;
}
