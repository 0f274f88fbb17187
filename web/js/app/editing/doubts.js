/** How many digits of a number are in doubt, beside it: the style sheet shows the attribute that the languages know. */
import { named } from "../../ui/parts.js";
import { isSure } from "../../ui/wording.js";

/** @param {ParentNode} root holds the reading */
export function createDoubts(root) {
  const readout = /** @type {HTMLElement} */ (named(root, "reading").parentElement);
  let shown = 0;
  return {
    /** @param {import("../../reader/types.js").Digit[]} digits of the reading that is shown */
    show(digits) {
      const count = digits.filter((digit) => !isSure(digit)).length;
      if (count === shown) return; // what is there may be the translation
      shown = count;
      readout.dataset.head = `${count} to check`;
    },
  };
}
