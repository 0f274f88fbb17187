/** Numbers in words. Pure. */

/**
 * With separators between thousands: "98,299". Without the browser's own formats: the first number would wait some
 * milliseconds for their data, and with it the first reading.
 * @param {number} number whole, not negative
 */
export const written = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** With two significant figures: "0.0021". @param {number} number */
export const small = (number) => (number === 0 ? "0" : `${Number(number.toPrecision(2))}`);

/** With two decimals below 10 ms, where they matter, and none above. @param {number} milliseconds */
export const duration = (milliseconds) => `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
