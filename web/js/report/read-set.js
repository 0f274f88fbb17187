/** How a network reads one set of digits. */
import { confusion } from "./confusion.js";
import { element, note, table } from "../ui/elements.js";
import { written } from "../ui/figures.js";
import { confidencePercent, percent } from "../ui/percent.js";
import { pictureList } from "./pictures.js";
import { reliability } from "./reliability.js";

/**
 * @typedef {import("./cards.js").ReadSet} ReadSet
 * @typedef {import("../ui/test-digits.js").Index} Index
 */

/** How many mistakes are listed where there are no pictures. If larger, the list is longer and says little more. */
const IN_WORDS = 10;

/**
 * @param {string} name of the set
 * @param {ReadSet} set
 * @param {Index | string} pictures of its digits, or why there are none
 */
export function readSet(name, set, pictures) {
  const site = typeof pictures === "string" ? null : pictures;
  const summary =
    `Accuracy ${percent(set.accuracy)} on ${written(set.count)} digits, loss ${set.loss.toFixed(4)}; ` +
    `${written(set.refused)} rejected for low confidence.`;
  return element(
    "section",
    { "data-set": name, "aria-label": name },
    element("h3", {}, name),
    element("p", {}, summary),
    ...(typeof pictures === "string" ? [note(pictures)] : []),
    element("h4", {}, "Confusion matrix"),
    confusion(name, set, site),
    element(
      "div",
      { class: "beside" },
      element("div", {}, element("h4", {}, "Accuracy by digit"), digitTable(set)),
      element("div", {}, element("h4", {}, "Calibration"), reliability(set)),
    ),
    element("h4", {}, "Mistakes that the network was surest of"),
    ...worst(name, set, site),
  );
}

/** @param {ReadSet} set */
function digitTable({ digits }) {
  return table({
    caption:
      "Precision: of what was read as this digit, how much is this digit. " +
      "Recall: of these digits, how many were read correctly.",
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
  if (wrong === 0) return [note("No mistakes.")];
  const listed = mistakes.slice(0, site ? mistakes.length : IN_WORDS).map(({ index, label, read, confidence }) => ({
    index,
    label,
    caption: `${label} as ${read}, ${confidencePercent(confidence)}`,
  }));
  const [shown, whole] = [written(listed.length), written(wrong)];
  const said =
    listed.length === wrong
      ? `All ${whole}: what the digit is, what it was read as, and how sure the network was.`
      : `${shown} of ${whole}: what the digit is, what it was read as, and how sure the network was.`;
  const gallery = element("div", { "data-testid": "worst" }, pictureList(site, listed, `Mistakes in ${name}`));
  return [element("p", {}, said), gallery];
}
