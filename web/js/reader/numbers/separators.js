/**
 * What makes a date or a time of a number: slashes that read as 1s, and digits in doubt. Loaded once there are two
 * digits, since a third may make a number with a separator.
 *
 * @typedef {import("./numbers.js").Token} Token
 */
import { withUsualDates } from "./dates.js";
import { withSlashes } from "./slashes.js";

/** @param {Token[]} tokens of a number, from left to right @returns {Token[]} */
export const separated = (tokens) => withUsualDates(withSlashes(tokens));
