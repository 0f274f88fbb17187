/** What a network made of one set of digits. */
import { confusion } from "./confusion.js";
import { element, note, table } from "../page/elements.js";
import { percent, written } from "../page/figures.js";
import { pictureList } from "./pictures.js";
import { reliability } from "./reliability.js";

/** @typedef {import("./files.js").ReadSet} ReadSet */

/**
 * @param {string} name
 * @param {ReadSet} set
 */
export function readSet(name, set) {
  const summary =
    `${percent(set.accuracy)} of ${written(set.count)} read rightly. ` +
    `Loss ${set.loss.toFixed(4)}; ${written(set.refused)} below the confidence from which the pad takes a reading.`;
  return element(
    "section",
    { "data-set": name, "aria-label": name },
    element("h3", {}, name),
    element("p", {}, summary),
    element("h4", {}, "What is taken for what"),
    confusion(name, set),
    element(
      "div",
      { class: "beside" },
      element("div", {}, element("h4", {}, "Each digit"), digitTable(set)),
      element("div", {}, element("h4", {}, "How honest its confidence is"), reliability(set)),
    ),
    element("h4", {}, "Worst mistakes"),
    ...worst(name, set),
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
 */
function worst(name, { confusion: rows, mistakes }) {
  const wrong = rows.flatMap((row, label) => row.filter((_, read) => read !== label)).reduce((sum, n) => sum + n, 0);
  if (wrong === 0) return [note("There are none.")];
  const listed = mistakes.map(({ index, label, read, confidence }) => ({
    index,
    label,
    caption: `${label} as ${read}, ${percent(confidence, 1)}`,
  }));
  const all =
    mistakes.length === wrong ? `All ${written(wrong)}` : `The ${written(mistakes.length)} surest of ${written(wrong)}`;
  const gallery = element("div", { "data-testid": "worst" }, pictureList(name, listed, `Mistakes in ${name}`));
  return [element("p", {}, `${all}: what it is, what it is read as, and how sure the network was.`), gallery];
}
