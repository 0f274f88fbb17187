/** What the table puts into the page. */
import { button, element, shape } from "../../ui/elements.js";
import { named, textOf } from "../../ui/parts.js";

/**
 * @param {ParentNode} root holds the sheet and the reading
 * @param {{ grid: Element, magnified: Element, checks: Element }} made
 */
export function partsIn(root, { grid, magnified, checks }) {
  const count = element("p", { class: "count", "data-testid": "to-check-cells" });
  const outside = element("span", { translate: "no" });
  const beside = element("p", { class: "why", "data-testid": "outside-table" }, "Outside the table: ", outside);
  const cell = element("label", { for: "cell", "data-testid": "cell-name" });
  const input = element("input", {
    ...{ id: "cell", type: "text", autocomplete: "off", spellcheck: "false", enterkeyhint: "done" },
    ...{ "aria-describedby": "cell-why", "data-testid": "cell" },
  });
  const why = element("p", { id: "cell-why", class: "why", "data-testid": "cell-why" });
  const buttons = {
    next: button("Next", "next-to-check", ignore),
    accept: button("It's right", "accept", ignore),
    undo: iconButton("Undo", "undo-cell", "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11"),
    redo: iconButton("Redo", "redo-cell", "m15 14 5-5-5-5M20 9H9.5a5.5 5.5 0 0 0 0 11H13"),
    copy: button("Copy", "copy-table", ignore),
    csv: button("CSV", "save-table-csv", ignore),
    tsv: button("TSV", "save-table-tsv", ignore),
    json: button("JSON", "save-table-json", ignore),
  };
  buttons.next.ariaLabel = buttons.next.title = "Next to check";
  buttons.copy.title = "Copy the cells for a spreadsheet (Ctrl+C)";
  for (const kind of /** @type {const} */ (["csv", "tsv", "json"])) {
    buttons[kind].title = `Save as ${kind.toUpperCase()}`;
    buttons[kind].ariaLabel = `Save as ${kind.toUpperCase()}`;
  }
  const comma = element("input", { type: "checkbox", "data-testid": "decimal-comma" });
  const add = element("input", { type: "file", accept: "image/*", multiple: true, "data-testid": "add-pictures" });
  const rules = element("details", { class: "rules" }, element("summary", {}, "Checks"), checks);
  const editor = element("div", { class: "editor" }, cell, input, buttons.accept, why);
  const closeUp = element("div", { class: "close-up" }, magnified, editor);
  const section = element(
    "section",
    { class: "table", "aria-label": "Table", "data-testid": "table", hidden: true },
    element("div", { class: "bar" }, count, buttons.next, buttons.undo, buttons.redo),
    closeUp,
    grid,
    beside,
    element(
      "div",
      { class: "bar", role: "group", "aria-label": "Copy and save the table" },
      ...[buttons.copy, buttons.csv, buttons.tsv, buttons.json],
      element("label", { class: "comma" }, comma, "Decimal comma"),
      element("label", { class: "button" }, add, element("span", {}, "Add pictures")),
    ),
    rules,
  );
  named(root, "reading").parentElement?.before(section);
  const showOutside = textOf(outside);
  const show = {
    ...{ count: textOf(count), cell: textOf(cell), why: textOf(why), frame: frameIn(root) },
    /** @param {string} texts of numbers, "" for none */
    outside: (texts) => {
      beside.hidden = !texts;
      showOutside(texts);
    },
  };
  return { section, closeUp, input, comma, add, buttons, show };
}

/** The frame round the active cell, on the picture. @param {ParentNode} root */
function frameIn(root) {
  const mark = element("i", {});
  const frame = element("div", { class: "cell-frame", "data-testid": "cell-frame", "aria-hidden": true }, mark);
  named(root, "boxes").before(frame);
  /** @param {import("./cells.js").Box | null} box @param {import("../state.js").Size} [size] of the picture */
  return (box, size) => {
    frame.hidden = !box || !size;
    if (!box || !size) return;
    const place = { left: box.x / size.width, top: box.y / size.height };
    const extent = { width: box.width / size.width, height: box.height / size.height };
    for (const [side, share] of Object.entries({ ...place, ...extent }))
      mark.style.setProperty(side, `${(100 * share).toFixed(2)}%`);
  };
}

function ignore() {} // who needs the button listens to it

/** @param {string} label @param {string} testid @param {string} path */
function iconButton(label, testid, path) {
  const made = button("", testid, ignore);
  Object.assign(made, { ariaLabel: label, title: label });
  made.append(shape("svg", { viewBox: "0 0 24 24", "aria-hidden": true }, shape("path", { d: path })));
  return made;
}
