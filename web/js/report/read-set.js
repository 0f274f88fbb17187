/** What a network made of one set of digits. */
import { confusion } from "./confusion.js";
import { element, note, table } from "../ui/elements.js";
import { percent, written } from "../ui/figures.js";
import { pictureList } from "./pictures.js";
import { reliability } from "./reliability.js";

/**
 * @typedef {import("./files.js").ReadSet} ReadSet
 * @typedef {import("../ui/test-digits.js").Index} Index
 */

const WORST = 10; // mistakes that are listed where there are no pictures: more words say no more

/**
 * @param {string} name
 * @param {ReadSet} set
 * @param {Index | string} pictures of its digits, or why there are none
 */
export function readSet(name, set, pictures) {
  const site = typeof pictures === "string" ? null : pictures;
  const summary =
    `${percent(set.accuracy)} of ${written(set.count)} read rightly. ` +
    `Loss ${set.loss.toFixed(4)}; ${written(set.refused)} below the confidence from which the pad takes a reading.`;
  return element(
    "section",
    { "data-set": name, "aria-label": name },
    element("h3", {}, name),
    element("p", {}, summary),
    ...(typeof pictures === "string" ? [note(pictures)] : []),
    element("h4", {}, "What is taken for what"),
    confusion(name, set, site),
    element(
      "div",
      { class: "beside" },
      element("div", {}, element("h4", {}, "Each digit"), digitTable(set)),
      element("div", {}, element("h4", {}, "How honest its confidence is"), reliability(set)),
    ),
    element("h4", {}, "Worst mistakes"),
    ...worst(name, set, site),
  );
}

/** @param {ReadSet} set */
function digitTable({ digits }) {
  return table({
    caption: "Precision: of what is read as this digit, how much is it. Recall: of this digit, how much is read as it.",
    columns: ["Digit", "Precision", "Recall", "F1", "Count"],
    rows: digits.map(({ precision, recall, f1, count: all }, digit) => [
      `${digit}`,
      percent(precision),
      percent(recall),
      percent(f1),
      written(all),
    ]),
    testid: "digits",
  });
}

/**
 * @param {string} name
 * @param {ReadSet} set
 * @param {Index | null} site
 */
function worst(name, { confusion: rows, mistakes }, site) {
  const wrong = rows.flatMap((row, label) => row.filter((_, read) => read !== label)).reduce((sum, n) => sum + n, 0);
  if (wrong === 0) return [note("There are none.")];
  const listed = mistakes.slice(0, site ? mistakes.length : WORST).map(({ index, label, read, confidence }) => ({
    index,
    label,
    caption: `${label} as ${read}, ${percent(confidence, 1)}`,
  }));
  const all = listed.length === wrong ? `All ${written(wrong)}` : `${written(listed.length)} of ${written(wrong)}`;
  const said = `${all}, the surest first: what it is, what it is read as, and how sure the network was.`;
  const gallery = element("div", { "data-testid": "worst" }, pictureList(site, listed, `Mistakes in ${name}`));
  return [element("p", {}, said), gallery];
}
