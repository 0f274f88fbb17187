/** Which digits a network takes for which: a table whose cells can be chosen, and what the chosen one has. */
import { captionOf, element, note, scrolling } from "../page/elements.js";
import { percent, written } from "../page/figures.js";
import { pictureList, someOf } from "./pictures.js";

/** @typedef {import("./files.js").ReadSet} ReadSet */

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const SAMPLES = 12; // of a digit that is read rightly
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @param {string} name the set's
 * @param {ReadSet} set
 */
export function confusion(name, set) {
  const most = Math.max(1, ...set.confusion.flatMap((row, label) => row.filter((_, read) => read !== label)));
  const buttons = set.confusion.map((row, label) => row.map((cell, read) => cellButton(label, read, cell, most)));
  const chosen = element("div", { class: "chosen", "aria-live": "polite", "data-testid": "chosen" });
  chosen.append(note("Choose a cell to see its digits."));
  const caption = "Rows: what the digits are. Columns: what they are read as.";
  const table = element(
    "table",
    { class: "confusion", "data-testid": "confusion" },
    captionOf(caption),
    element("thead", {}, element("tr", {}, element("td", {}), ...DIGITS.map((digit) => header(digit, "col")))),
    element(
      "tbody",
      {},
      ...buttons.map((row, label) =>
        element("tr", {}, header(label, "row"), ...row.map((button) => element("td", {}, button))),
      ),
    ),
  );
  const choose = (/** @type {HTMLButtonElement} */ button) => {
    for (const other of buttons.flat()) other.setAttribute("aria-pressed", String(other === button));
    enter(buttons, button);
    chosen.replaceChildren(...cellDigits(name, set, placeOf(buttons, button)));
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
  return element("div", { class: "confusing" }, scrolling(`${name}: labels and readings`, table), chosen);
}

/**
 * @param {number} label
 * @param {number} read
 * @param {number} cell
 * @param {number} most the count of the commonest mistake
 */
function cellButton(label, read, cell, most) {
  const right = label === read;
  const button = element(
    "button",
    {
      type: "button",
      "aria-label": `${label} read as ${read}: ${written(cell)}`,
      "aria-pressed": "false",
      // One stop for the Tab key; the arrows lead on.
      tabindex: label === 0 && read === 0 ? 0 : -1,
      class: right ? "right" : cell > 0 ? "wrong" : "none",
    },
    written(cell),
  );
  // Mistakes are few: their root shows single ones, too.
  if (!right) button.style.setProperty("--share", `${Math.sqrt(cell / most)}`);
  return button;
}

/**
 * Makes a cell the one that the Tab key comes to.
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
 * @param {string} name the set's
 * @param {ReadSet} set
 * @param {{ label: number, read: number }} place
 */
function cellDigits(name, { confusion, digits, mistakes }, { label, read }) {
  const cell = confusion[label][read];
  const share = percent(digits[label].count ? cell / digits[label].count : 0);
  const said = `${label} read as ${read}: ${written(cell)}, ${share} of the ${label}s`;
  const title = element("h5", {}, said);
  if (cell === 0) return [title];
  if (label === read) return [title, note(`Some of the ${label}s of this set:`), someOf(name, label, SAMPLES)];
  const listed = mistakes.filter((mistake) => mistake.label === label && mistake.read === read);
  const shown = listed.map(({ index, confidence }) => ({ index, label, caption: `${percent(confidence, 1)} sure` }));
  const missing = note(`Not shown: ${cell - listed.length}, since the report lists the surest mistakes only.`);
  return [title, pictureList(name, shown, said), ...(listed.length < cell ? [missing] : [])];
}

/**
 * @param {number} digit
 * @param {"row" | "col"} scope
 */
const header = (digit, scope) => element("th", { scope }, `${digit}`);
