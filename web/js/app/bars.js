/**
 * How likely each digit is, and that it is none: the likely ones by their rank, or all eleven in their order.
 *
 *     const bars = createBars(list, button);
 *     bars.show(digit);
 *
 * @typedef {import("../reader/types.js").Digit} Digit
 */
import { DIGITS } from "../reader/shared/contract.js";
import { textOf } from "../ui/parts.js";
import { confidencePercent } from "../ui/percent.js";
import { allSharesOf, SHOWN } from "../ui/wording.js";

/** Bars that are shown besides: the style sheet keeps room for as many, so that nothing moves while somebody draws. */
const MOST = 6;

/**
 * @param {Element} list
 * @param {HTMLElement} button shows all eleven, or the likely ones again
 */
export function createBars(list, button) {
  const bars = Array.from({ length: DIGITS + 1 }, (_, i) => createBar(i < DIGITS ? `${i}` : ""));
  list.append(...bars.map(({ item }) => item));
  let all = false;
  /** @type {Digit | undefined} */
  let shown;
  const write = () => {
    const shares = shown && allSharesOf(shown);
    const ranks = ranksOf(shares ?? []);
    const read = shown?.readAs ?? shown; // among other digits it may be one that is less likely than none
    bars.forEach(({ item, fill, showShare }, i) => {
      const share = shares?.[i] ?? 0;
      item.hidden = !all && !(share >= SHOWN && ranks[i] < MOST);
      item.style.order = all ? "" : `${ranks[i]}`;
      fill.style.setProperty("--share", share.toFixed(2));
      showShare(shares ? confidencePercent(share) : "");
      item.toggleAttribute("data-winner", i === (read?.rejected ? DIGITS : read?.digit));
    });
  };
  button.addEventListener("click", () => {
    all = !all;
    button.ariaExpanded = `${all}`;
    write();
  });
  return {
    /** @param {Digit | undefined} digit */
    show(digit) {
      shown = digit;
      button.classList.toggle("unseen", !digit);
      write();
    },
  };
}

/** @param {number[]} shares @returns {number[]} of each its rank, 0 for the largest */
function ranksOf(shares) {
  const order = Array.from(shares.keys()).sort((a, b) => shares[b] - shares[a]);
  return shares.map((_, i) => order.indexOf(i));
}

/** @param {string} digit "" for none */
function createBar(digit) {
  const [item, name, fill, share] = ["li", "b", "i", "span"].map((tag) => document.createElement(tag));
  item.dataset.testid = `bar-${digit || "none"}`;
  name.textContent = digit || "not a digit";
  fill.ariaHidden = "true";
  item.append(name, " ", fill, " ", share);
  return { item, fill, showShare: textOf(share) };
}
