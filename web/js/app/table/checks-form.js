/**
 * The checks that are switched on: one row each, with what it is about, and a button for another one.
 *
 *     const form = createChecksForm({ onChange: (checks) => … });
 *     form.show(3);
 *
 * @typedef {import("./checks.js").Check} Check
 * @typedef {import("./checks.js").Kind} Kind
 */
import { button, element } from "../../ui/elements.js";
import { columnName } from "./grid.js";
import { typed, valueOf } from "./numbers.js";

const NAMES = /** @type {Record<Kind, string>} */ ({
  range: "Between",
  digits: "Number of digits",
  decimals: "Number of decimals",
  ascending: "Ascending",
  "row-sums": "Last column is the sum",
  "column-sums": "Last row is the sum",
});
const COUNTS = { least: 0, most: 20 };

/** @param {{ onChange: (checks: Check[]) => void }} listener */
export function createChecksForm({ onChange }) {
  /** @type {ReturnType<typeof createRow>[]} */
  let rows = [];
  let columns = 1;
  const list = element("ul", {});
  const changed = () => onChange(rows.flatMap((row) => row.check() ?? []));
  const add = button("Add a check", "add-check", () => {
    const row = createRow(columns, changed, () => {
      rows = rows.filter((other) => other !== row);
      row.element.remove();
      add.focus();
      changed();
    });
    rows.push(row);
    list.append(row.element);
    row.focus();
    changed();
  });
  return {
    element: element("div", { class: "checks" }, list, add),
    /** @param {number} count of the table's columns */
    show(count) {
      if (count === columns) return;
      columns = count;
      for (const row of rows) row.showColumns(count);
    },
  };
}

/**
 * @param {number} columns
 * @param {() => void} onChange
 * @param {() => void} onRemove
 */
function createRow(columns, onChange, onRemove) {
  const kind = chosenFrom("Check", Object.entries(NAMES));
  const column = chosenFrom("Columns", []);
  const [from, to] = [limit("from"), limit("to")];
  const count = element("input", {
    type: "number",
    min: COUNTS.least,
    max: COUNTS.most,
    value: 2,
    "aria-label": "How many",
  });
  const remove = button("Remove", "remove-check", onRemove);
  const isCounted = () => kind.value === "digits" || kind.value === "decimals";
  const showFields = () => {
    from.hidden = to.hidden = kind.value !== "range";
    count.hidden = !isCounted();
    column.hidden = kind.value === "row-sums";
    for (const input of [from, to]) input.ariaInvalid = `${input.value.trim() !== "" && valueIn(input) === null}`;
    count.ariaInvalid = `${count.value === "" || !count.checkValidity()}`;
  };
  /** With the column that it is about, also while there is a table with fewer. @param {number} many */
  const showColumns = (many) => {
    const { value } = column;
    const all = Array.from({ length: Math.max(many, Number(value) + 1) }, (_, i) => i);
    const options = all.map((i) => element("option", { value: i }, `column ${columnName(i)}`));
    column.replaceChildren(element("option", { value: "" }, "all columns"), ...options);
    column.value = value;
  };
  showColumns(columns);
  showFields();
  const row = element("li", {}, kind, column, from, to, count, remove);
  row.addEventListener("input", () => {
    showFields();
    onChange();
  });
  return {
    element: row,
    focus: () => kind.focus(),
    showColumns,
    /** @returns {Check | null} null where it does not say what to check */
    check() {
      const [least, most] = [from, to].map(valueIn);
      if (kind.value === "range" && least === null && most === null) return null;
      if (isCounted() && count.value === "") return null;
      return {
        kind: /** @type {Kind} */ (kind.value),
        column: column.value && kind.value !== "row-sums" ? Number(column.value) : null,
        ...{ least, most },
        count: Math.max(COUNTS.least, Math.min(COUNTS.most, Math.round(Number(count.value)))),
      };
    },
  };
}

/** @param {HTMLInputElement} input @returns {number | null} null for what is no number */
const valueIn = (input) => valueOf(typed(input.value));

/** @param {string} label @param {[string, string][]} options */
const chosenFrom = (label, options) =>
  element("select", { "aria-label": label }, ...options.map(([value, name]) => element("option", { value }, name)));

/** @param {string} label */
const limit = (label) =>
  element("input", {
    type: "text",
    inputmode: "decimal",
    placeholder: label,
    "aria-label": label,
    size: 6,
    maxlength: 20,
  });
