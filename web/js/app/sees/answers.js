/** The end of the way: how likely each of the ten digits is, and that it is none. */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { confidencePercent } from "../../ui/percent.js";
import { allSharesOf } from "../../ui/wording.js";
import { DIGITS } from "../../reader/shared/contract.js";

/** Of the eleven answers, in their order. */
export const ANSWERS = [..."0123456789", "?"];
export const nameOf = (/** @type {number} */ answer) => (answer === DIGITS ? "no digit" : `${answer}`);

/**
 * What was read, as a reader's `scores` gives it.
 * @param {import("../../reader/types.js").Digit} digit
 * @returns {Float32Array} 11 probabilities
 */
export const scoresOf = (digit) => Float32Array.from(allSharesOf(digit));

/** @param {ArrayLike<number>} scores */
export const likeliest = (scores) =>
  Array.from(scores).reduce((best, score, i, all) => (score > all[best] ? i : best), 0);

export function createAnswers() {
  const bars = ANSWERS.map((letter, i) => {
    const [fill, share] = [element("i", { "aria-hidden": "true" }), element("span")];
    const item = element("li", {}, element("b", {}, i === DIGITS ? "no digit" : letter), fill, share);
    return { item, fill, show: textOf(share) };
  });
  const list = element(
    "ul",
    { class: "answers", role: "list", "data-testid": "sees-answers" },
    ...bars.map(({ item }) => item),
  );
  const said = element("p");
  const say = textOf(said);
  const item = element("li", { class: "stage ends" }, list, element("h3", {}, "Answer"), said);
  return {
    item,
    /** @param {ArrayLike<number>} scores 11 */
    show(scores) {
      const best = likeliest(scores);
      bars.forEach(({ item, fill, show }, i) => {
        fill.style.setProperty("--share", scores[i].toFixed(3));
        item.toggleAttribute("data-best", i === best);
        show(confidencePercent(scores[i]));
      });
      say(`${best === DIGITS ? "No digit" : best}: ${confidencePercent(scores[best])} sure.`);
    },
  };
}
