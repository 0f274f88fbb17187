/**
 * The grid: a cell for each number, in rows and columns (the data grid of the ARIA Authoring Practices). It is one stop
 * for the keyboard, in which arrows move.
 *
 *     const grid = createGrid({ onSelect: (place) => …, onKey: (event) => … });
 *     grid.show([{ name: "page.jpg", rows }], { line: 0, column: 0 });
 *
 * @typedef {import("./written.js").CheckedCell} CheckedCell
 * @typedef {{ name: string, rows: CheckedCell[][] }} Group rows of one picture; its name, "" for none that is shown
 * @typedef {{ line: number, column: number }} Place lines are counted through all groups, from 0 on
 */
import { element } from "../../ui/elements.js";
import { moved } from "./places.js";

/**
 * @param {object} listener
 * @param {(place: Place) => void} listener.onSelect
 * @param {(event: KeyboardEvent) => void} listener.onKey of other keys than those that move
 * @param {() => void} listener.onOpen a cell was pressed twice
 */
export function createGrid({ onSelect, onKey, onOpen }) {
  const head = element("tr", {});
  const table = element(
    "table",
    { role: "grid", "aria-label": "What was read", "data-testid": "grid" },
    element("thead", {}, head),
  );
  const scroller = element("div", { class: "grid" }, table);
  /** @type {ReturnType<typeof createGroup>[]} */
  let groups = [];
  /** @type {HTMLTableCellElement[][]} */
  let lines = [];
  /** @type {Place} */
  let active = { line: 0, column: 0 };
  const cellAt = ({ line, column } = active) => lines[line]?.[column];
  const select = (/** @type {Place} */ place) => {
    onSelect(place);
    cellAt(place)?.focus();
  };
  const placeOf = (/** @type {EventTarget | null} */ target) => {
    const cell = target instanceof Element && target.closest("td");
    const line = cell ? lines.findIndex((cells) => cells.includes(cell)) : -1;
    return line < 0 || !cell ? null : { line, column: lines[line].indexOf(cell) };
  };
  // Pressed, or brought there by a screen reader
  table.addEventListener("focusin", ({ target }) => {
    const place = placeOf(target);
    if (place && target !== cellAt()) onSelect(place);
  });
  table.addEventListener("dblclick", ({ target }) => placeOf(target) && onOpen());
  table.addEventListener("keydown", (event) => {
    const widths = lines.map((cells) => cells.length);
    const place = moved(active, event, widths);
    if (!place) return onKey(event);
    event.preventDefault();
    select(place);
  });
  const showHead = (/** @type {number} */ columns) => {
    if (head.cells.length === columns + 1) return;
    const names = Array.from({ length: columns }, (_, i) => element("th", { scope: "col" }, columnName(i)));
    head.replaceChildren(element("td", { role: "presentation" }), ...names);
  };
  /** @param {Group[]} shown */
  const showGroups = (shown) => {
    const columns = Math.max(1, ...shown.flatMap(({ rows }) => rows.map((row) => row.length)));
    showHead(columns);
    for (const group of groups.splice(shown.length)) group.body.remove();
    let first = 1;
    shown.forEach((group, i) => {
      if (groups[i]?.isLike(group, columns, first)) groups[i].show(group);
      else {
        const made = createGroup(group, columns, first);
        if (groups[i]) groups[i].body.replaceWith(made.body);
        else table.append(made.body);
        groups[i] = made;
      }
      first += group.rows.length;
    });
    lines = groups.flatMap(({ cells }) => cells);
  };
  let frame = 0;
  return {
    element: scroller,
    /** @param {Group[]} shown @param {Place} place the active cell */
    show(shown, place) {
      const hadFocus = table.contains(document.activeElement);
      cellAt()?.setAttribute("tabindex", "-1");
      cellAt()?.setAttribute("aria-selected", "false");
      showGroups(shown);
      active = place;
      cellAt()?.setAttribute("tabindex", "0");
      cellAt()?.setAttribute("aria-selected", "true");
      if (hadFocus && document.activeElement !== cellAt()) cellAt()?.focus({ preventScroll: true });
      // In the next frame, whose layout is there: asked for here, a page of digits would be laid out twice in one task.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => keepInSight(scroller, cellAt()));
    },
    focus: () => cellAt()?.focus(),
  };
}

/**
 * @param {Group} group
 * @param {number} columns of the whole table
 * @param {number} first number of its first row
 */
function createGroup(group, columns, first) {
  const body = element("tbody", {});
  if (group.name) {
    const said = group.rows.length ? group.name : `${group.name}: no numbers found`;
    const translate = said === group.name && "no";
    body.append(element("tr", {}, element("th", { colspan: columns + 1, scope: "rowgroup", translate }, said)));
  }
  const views = group.rows.map((row) => row.map(createCell));
  views.forEach((row, i) => {
    const name = element("th", { scope: "row" }, `${first + i}`);
    body.append(element("tr", {}, name, ...row.map(({ element }) => element)));
  });
  const show = (/** @type {Group} */ { rows }) =>
    rows.forEach((row, i) => row.forEach((cell, j) => views[i][j].show(cell)));
  show(group);
  return {
    body,
    cells: views.map((row) => row.map(({ element }) => element)),
    show,
    /** Whether its elements serve for this one, too. @type {(other: Group, wide: number, at: number) => boolean} */
    isLike: (other, wide, at) =>
      other.name === group.name &&
      wide === columns &&
      at === first &&
      other.rows.length === views.length &&
      other.rows.every((row, i) => row.length === views[i].length),
  };
}

function createCell() {
  const cell = element("td", { role: "gridcell", tabindex: -1, "aria-selected": "false" });
  let shown = "";
  return {
    element: cell,
    /** @param {CheckedCell} content */
    show(content) {
      const { text, toCheck, isTyped } = content;
      const letters = lettersOf(content);
      const label = [text || "empty", ...(isTyped ? ["typed"] : []), ...(toCheck.length ? ["to check"] : [])];
      const now = `${label.join(", ")}${letters.map(({ isUnsure }) => Number(isUnsure)).join("")}`;
      if (now === shown) return;
      shown = now;
      cell.ariaLabel = label.join(", ");
      cell.toggleAttribute("data-check", toCheck.length > 0);
      cell.toggleAttribute("data-typed", isTyped);
      cell.replaceChildren(...letters.map(({ letter, isUnsure }) => (isUnsure ? element("u", {}, letter) : letter)));
    },
  };
}

/**
 * The letters of a cell; unsure ones are marked as long as nobody has said what they are.
 * @param {CheckedCell} cell
 */
function lettersOf({ text, isTyped, toCheck, doubt, unsure }) {
  const isInDoubt = !isTyped && toCheck.includes(doubt);
  return Array.from(text, (letter, i) => ({ letter, isUnsure: isInDoubt && unsure.includes(i) }));
}

/** As spreadsheets name columns: A to Z, AA, AB … @param {number} index @returns {string} */
export function columnName(index) {
  const before = index >= 26 ? columnName(Math.floor(index / 26) - 1) : "";
  return before + String.fromCharCode(65 + (index % 26));
}

/** Scrolls the grid alone, never the page. @param {HTMLElement} scroller @param {HTMLElement | undefined} cell */
function keepInSight(scroller, cell) {
  if (!cell) return;
  const { top, bottom, left, right } = cell.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const head = scroller.querySelector("thead")?.getBoundingClientRect().height ?? 0;
  if (top < view.top + head) scroller.scrollTop -= view.top + head - top;
  else if (bottom > view.bottom) scroller.scrollTop += bottom - view.bottom;
  if (left < view.left) scroller.scrollLeft -= view.left - left;
  else if (right > view.right) scroller.scrollLeft += right - view.right;
}
