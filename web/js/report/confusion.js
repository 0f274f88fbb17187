/** The confusion matrix of a network: a table whose cells can be chosen, and the digits of the chosen cell. */
import { DIGITS } from "../reader/shared/contract.js";
import { captionOf, element, note, scrolling } from "../ui/elements.js";
import { written } from "../ui/figures.js";
import { confidencePercent, percent } from "../ui/percent.js";
import { pictureList, someOf } from "./pictures.js";

/**
 * @typedef {import("./cards.js").ReadSet} ReadSet
 * @typedef {import("../ui/test-digits.js").Index} Index
 */

const LABELS = Array.from({ length: DIGITS }, (_, digit) => digit);

/** How many of the correctly read digits are shown. If larger, choosing a cell fetches and draws more. */
const EXAMPLES = 12;

/** Rows and columns that an arrow key moves by. */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @param {string} name the set's
 * @param {ReadSet} set
 * @param {Index | null} site has pictures of the set's digits; without them there is nothing to choose
 */
export function confusion(name, set, site) {
  if (!site) return element("div", {}, framed(name, tableOf(cellsOf(set, () => element("span")))));
  const buttons = cellsOf(set, (label) =>
    element("button", { type: "button", "aria-label": label, "aria-pressed": "false", tabindex: -1 }),
  );
  buttons[0][0].tabIndex = 0; // one stop for the Tab key; the arrows lead on
  const chosen = element("div", { class: "chosen", "aria-live": "polite", "data-testid": "chosen" });
  chosen.append(note("Choose a cell to see its digits."));
  const table = tableOf(buttons);
  const choose = (/** @type {HTMLButtonElement} */ button) => {
    for (const other of buttons.flat()) other.setAttribute("aria-pressed", String(other === button));
    enter(buttons, button);
    chosen.replaceChildren(...cellDigits(site, set, placeOf(buttons, button)));
  };
  table.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) choose(target);
  });
  table.addEventListener("keydown", (event) => {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    if (!step || !(event.target instanceof HTMLButtonElement)) return;
    const { label, read } = placeOf(buttons, event.target);
    const next = buttons[label + step[0]]?.[read + step[1]];
    if (!next) return;
    event.preventDefault(); // the arrows would scroll the page
    enter(buttons, next).focus();
  });
  return element("div", { class: "confusing" }, framed(name, table), chosen);
}

/** @param {string} name the set's @param {Element} table */
const framed = (name, table) => scrolling(`${name}: confusion matrix`, table);

/** @param {Element[][]} cells */
function tableOf(cells) {
  const rows = cells.map((row, label) =>
    element("tr", {}, header(label, "row"), ...row.map((cell) => element("td", {}, cell))),
  );
  return element(
    "table",
    { class: "confusion", "data-testid": "confusion" },
    captionOf("Rows: what the digits are. Columns: what they were read as."),
    element("thead", {}, element("tr", {}, element("td", {}), ...LABELS.map((digit) => header(digit, "col")))),
    element("tbody", {}, ...rows),
  );
}

/**
 * The counts, coloured: mistakes by their share of the most frequent one.
 * @template {HTMLElement} Cell
 * @param {ReadSet} set
 * @param {(label: string) => Cell} make is told what the cell says
 */
function cellsOf({ confusion }, make) {
  const most = Math.max(1, ...confusion.flatMap((row, label) => row.filter((_, read) => read !== label)));
  return confusion.map((row, label) =>
    row.map((count, read) => {
      const cell = make(`${label} read as ${read}: ${written(count)}`);
      cell.classList.add("cell", label === read ? "right" : count > 0 ? "wrong" : "none");
      // The square root, since most mistakes are made once, and would hardly be seen beside frequent ones.
      if (label !== read) cell.style.setProperty("--share", `${Math.sqrt(count / most)}`);
      if (count) cell.append(written(count)); // zeros would hide where mistakes are
      return cell;
    }),
  );
}

/**
 * Makes a cell the one that the Tab key leads to.
 * @param {HTMLButtonElement[][]} buttons
 * @param {HTMLButtonElement} entered
 */
function enter(buttons, entered) {
  for (const button of buttons.flat()) button.tabIndex = button === entered ? 0 : -1;
  return entered;
}

/**
 * @param {HTMLButtonElement[][]} buttons
 * @param {HTMLButtonElement} button
 */
function placeOf(buttons, button) {
  const label = buttons.findIndex((row) => row.includes(button));
  return { label, read: buttons[label].indexOf(button) };
}

/**
 * @param {Index} site
 * @param {ReadSet} set
 * @param {{ label: number, read: number }} place
 */
function cellDigits(site, { confusion, digits, mistakes }, { label, read }) {
  const cell = confusion[label][read];
  const share = percent(digits[label].count ? cell / digits[label].count : 0);
  const said = `${label} read as ${read}: ${written(cell)}, ${share} of the ${label}s`;
  const title = element("h5", {}, said);
  if (cell === 0) return [title];
  if (label === read) return [title, note(`Some of the ${label}s in this set:`), someOf(site, label, EXAMPLES)];
  const listed = mistakes.filter((mistake) => mistake.label === label && mistake.read === read);
  const shown = listed.map(({ index, confidence }) => ({
    index,
    label,
    caption: `${confidencePercent(confidence)} sure`,
  }));
  const missing = note(`Not shown: ${cell - listed.length}. The report lists only the most confident mistakes.`);
  return [title, pictureList(site, shown, said), ...(listed.length < cell ? [missing] : [])];
}

/**
 * @param {number} digit
 * @param {"row" | "col"} scope
 */
const header = (digit, scope) => element("th", { scope }, `${digit}`);
