/** Numbers as they are written out: three decimals, a true minus. Pure. */

const DECIMALS = 3;

/** @param {number} value */
export function number(value) {
  const text = Math.abs(value).toFixed(DECIMALS);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** With its sign, as in a sum. @param {number} value */
export const signed = (value) => (number(value).startsWith("−") ? `− ${number(-value)}` : `+ ${number(value)}`);
