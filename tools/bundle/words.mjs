/**
 * What `build.py predict` says of a digit, by the page's own rules of what is worth saying.
 *
 * @typedef {import("../../web/js/reader/types.js").Digit} Digit
 */
import { confidencePercent as percent } from "../../web/js/ui/percent.js";
import { others } from "../../web/js/ui/wording.js";

const NO_DIGIT = "not a digit"; // as `others` names it

/**
 * A digit, how likely it is, and what else it may be: "7 97.2%, or 1 2.1%".
 * @param {Digit} digit
 */
export function inWords(digit) {
  const itself = `${digit.digit} ${percent(digit.confidence)}`;
  const rest = others(digit).filter(({ name }) => !digit.rejected || name !== NO_DIGIT);
  const named = rest.map(({ name, share }) => `${name} ${percent(share)}`);
  if (digit.rejected) return `? ${NO_DIGIT}, perhaps ${[itself, ...named].join(", ")}`;
  return named.length ? `${itself}, or ${named.join(", ")}` : itself;
}
