/** Whether what is written or typed can be taken, and if not, why, in words for people. Pure. */

/**
 * @typedef {object} Rules
 * @property {boolean} required
 * @property {number} digits how many are wanted; 0 for any number
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
export function validityOf({ value, unread }, { required, digits }) {
  if (unread) return invalid("badInput", "What is written has not been read yet. Wait a moment, or type it.");
  if (value.includes("?")) return invalid("badInput", `${whichRefused(value)} Write it again, or type it.`);
  if (required && !value) return invalid("valueMissing", `Write or type ${amount(digits)}.`);
  if (value && digits && value.length !== digits) {
    const flag = value.length < digits ? "tooShort" : "tooLong";
    return invalid(flag, `Expected ${amount(digits)}; there ${value.length === 1 ? "is" : "are"} ${value.length}.`);
  }
  return { flags: {}, message: "" };
}

/** @param {keyof ValidityStateFlags} flag @param {string} message */
const invalid = (flag, message) => ({ flags: { [flag]: true }, message });

/** @param {number} digits */
function amount(digits) {
  if (digits === 0) return "digits";
  return digits === 1 ? "one digit" : `${digits} digits`;
}

/** @param {string} value with "?" in it */
function whichRefused(value) {
  if (value.length === 1) return "What is written is not read as a digit.";
  const places = Array.from(value, (letter, i) => (letter === "?" ? i + 1 : 0)).filter(Boolean);
  if (places.length > 1) return `${places.length} of ${value.length} signs are not read as digits.`;
  return `Sign ${places[0]} of ${value.length} is not read as a digit.`;
}
