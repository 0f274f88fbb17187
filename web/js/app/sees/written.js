/** Numbers as they are written out: three decimals unless told, a true minus. Pure. */

/** @param {number} value @param {number} [decimals] */
export function number(value, decimals = 3) {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** With two decimals, where there is little room. @param {number} value */
export const short = (value) => number(value, 2);

/** With its sign, as in a sum. @param {number} value */
export const signed = (value) => (number(value).startsWith("−") ? `− ${number(-value)}` : `+ ${number(value)}`);
