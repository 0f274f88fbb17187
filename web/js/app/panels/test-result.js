/**
 * What one network made of the test set: its figures, which digits it took for which, and those digits.
 *
 * @typedef {import("../../ui/test-digits.js").Scan & { digit: number, confidence: number }} Misread `digit`: as read
 * @typedef {object} Result
 * @property {number[][]} confusion `confusion[label][digit]`
 * @property {Misread[]} misread
 * @property {number} count
 * @property {number} right
 * @property {number} seconds
 */
import { element, note, scrolling } from "../../ui/elements.js";
import { written } from "../../ui/figures.js";
import { confidencePercent, percent } from "../../ui/percent.js";
import { titleOf } from "../../ui/network-titles.js";
import { digitsOf } from "../../ui/sets.js";
import { canvasOf } from "../../ui/test-digits.js";

/**
 * @param {string} model
 * @param {import("../../ui/test-digits.js").Index} index
 * @param {Result} result
 */
export function testResult(model, { name }, { confusion, misread, count, right, seconds }) {
  const said =
    `${written(right)} of ${written(count)} correct: ${percent(right / count)} of ${digitsOf(name)}, ` +
    `at ${written(Math.round(count / seconds))} per second on this device.`;
  const chosen = element("div", { "aria-live": "polite", "data-testid": "misread" });
  if (misread.length) chosen.append(note("Select a framed count to see its digits."));
  const title = titleOf(model);
  const table = tableOf(confusion);
  table.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    for (const button of table.querySelectorAll("button")) button.ariaPressed = `${button === target}`;
    const [label, digit] = [Number(target.dataset.label), Number(target.dataset.digit)];
    const those = misread.filter((each) => each.label === label && each.digit === digit);
    chosen.replaceChildren(gallery(those, `${label} read as ${digit}`));
  });
  return element(
    "section",
    { "aria-label": title, "data-network": model, "data-testid": "test-result" },
    element("h2", {}, title),
    element("p", {}, said),
    scrolling(`Confusion matrix of ${title}`, table),
    chosen,
  );
}

/** @param {number[][]} confusion */
function tableOf(confusion) {
  const corner = element("td");
  const heads = confusion.map((_, digit) => element("th", { scope: "col" }, `${digit}`));
  const rows = confusion.map((counts, label) => {
    const cells = counts.map((count, digit) => cellOf(label, digit, count));
    return element("tr", {}, element("th", { scope: "row" }, `${label}`), ...cells);
  });
  const caption = element("caption", {}, "Rows: what the digits are. Columns: what they were read as.");
  const head = element("thead", {}, element("tr", {}, corner, ...heads));
  return element("table", { class: "confusion" }, caption, head, element("tbody", {}, ...rows));
}

/** A button where there are misread digits. @param {number} label @param {number} digit @param {number} count */
function cellOf(label, digit, count) {
  if (digit === label) return element("td", { class: "right" }, written(count));
  if (!count) return element("td", { class: "none" });
  const said = `${label} read as ${digit}: ${written(count)}`;
  const data = { "data-label": label, "data-digit": digit };
  const button = element("button", { type: "button", "aria-label": said, "aria-pressed": "false", ...data });
  button.append(written(count));
  return element("td", { class: "wrong" }, button);
}

/** @param {Misread[]} misread @param {string} title */
function gallery(misread, title) {
  const items = [...misread]
    .sort((a, b) => b.confidence - a.confidence)
    .map((scan) => element("li", {}, canvasOf(scan, title), `${confidencePercent(scan.confidence)} sure`));
  return element(
    "figure",
    {},
    element("figcaption", {}, title),
    element("ul", { class: "scans", role: "list", "aria-label": title }, ...items),
  );
}
