/**
 * The table beside a picture that has been read: a cell for each number, tied to its place in the picture. Cells in
 * doubt are gone through one by one, enlarged; what is typed takes the place of what was read. Several pictures make
 * one table.
 *
 *     const table = createTable(document, page);
 *     table.show({ visible, shown, chosen });
 *
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {import("../state.js").Point} Point
 *
 * @typedef {object} Page
 * @property {import("../state.js").Store} store
 * @property {ReturnType<typeof import("../bring.js").createBring>} bring
 * @property {() => Promise<import("../corrections/lessons.js").Lessons>} lessons
 * @property {(words: string) => void} say to people who listen
 * @property {(error: unknown) => void} notice
 *
 * @typedef {object} Shown
 * @property {Picture | null} visible what is on the sheet, also while it is being read
 * @property {Picture | null} shown the newest that has been read
 * @property {Point | null} chosen where in the picture somebody looks
 */
import { isSure } from "../../ui/wording.js";
import { digitAt, middleOf } from "../selection.js";
import { isTyping } from "../tools.js";
import { createAdding } from "./adding.js";
import { createChecksForm } from "./checks-form.js";
import { columnName, createGrid } from "./grid.js";
import { createTableKeeping } from "./kept-tables.js";
import { createMagnified } from "./magnified.js";
import { createModel } from "./model.js";
import { MOST } from "./numbers.js";
import { partsIn } from "./parts.js";
import { createReview } from "./review.js";
import { createSaving } from "./saving.js";
import { createUnsaved } from "./unsaved.js";

/** @param {ParentNode} root @param {Page} page */
export function createTable(root, { store, bring, lessons, say, notice }) {
  const model = createModel();
  const magnified = createMagnified();
  const checks = createChecksForm({ onChange: (switchedOn) => change(() => model.check(switchedOn)) });
  const grid = createGrid({ onSelect: select, onKey: (event) => review.onKey(event), onOpen: () => review.edit() });
  const parts = partsIn(root, { grid: grid.element, magnified: magnified.element, checks: checks.element });
  const { section, closeUp, input, buttons, show } = parts;
  const review = createReview({ model, input, focusGrid, select, change, refuse });
  const saving = createSaving({ model, ...parts, network: () => store.state.network.name, onSaved, say, notice });
  const [keeping, unsaved] = [createTableKeeping(), createUnsaved()];
  const addAll = createAdding({ store, bring, notice });
  /** @type {Shown} */
  let newest = { visible: null, shown: null, chosen: null };
  /** @type {Point | null} what this has chosen itself */
  let ownPoint = null;
  let isAwaited = false; // whether the active cell's picture is on its way back

  /** @param {boolean} isOther whether there is something else in a cell now */
  function keep(isOther) {
    const { table, isMended, sheets } = model;
    keeping.keep(table, isMended ? { name: sheets[0].sheet.name, rows: model.texts() } : null);
    if (!isMended) unsaved.saved(table);
    else if (isOther) unsaved.changed(table);
  }
  function onSaved() {
    unsaved.saved(model.table);
  }
  /** @param {import("./grid.js").Place} place */
  function select(place) {
    model.active = place;
    refresh();
    look();
  }
  /** Shows the active cell in its picture. */
  function look() {
    const [cell, sheet] = [model.cell(), model.sheet()];
    if (!cell || !sheet) return;
    isAwaited = sheet.key !== newest.visible?.read;
    if (isAwaited) return void bring.earlier({ text: null, strokes: [], picture: sheet.picture });
    ownPoint = middleOf((cell.digits.find((digit) => !isSure(digit)) ?? cell.digits[0] ?? cell).box);
    store.update({ chosen: ownPoint });
  }
  /** What is enlarged stays in sight: where there is no room for both, on phones, the cell's row need not. */
  function focusGrid() {
    grid.focus();
    closeUp.scrollIntoView({ block: "nearest" });
  }
  /** @param {() => void} action */
  function change(action) {
    const [before, texts] = [model.count, model.texts()];
    action();
    refresh();
    keep(model.texts() !== texts);
    if (model.count !== before) say(countInWords(model.count));
  }
  /** @param {string} text @param {"strange" | "long"} why */
  function refuse(text, why) {
    const cell = nameOf(model.active);
    if (why === "long") notice(`${cell} stays as it was: a cell holds at most ${MOST} characters.`);
    else notice(`${cell} stays as it was: “${text.slice(0, MOST)}” is not a number.`);
  }
  function refresh() {
    const { sheets, count, active, outside } = model;
    const cell = model.cell();
    const groups = sheets.map(({ sheet, rows }) => ({ name: sheets.length > 1 ? sheet.name : "", rows }));
    grid.show(groups, active);
    show.count(countInWords(count));
    show.outside(outside.join(", "));
    show.cell(nameOf(active));
    show.why(cell?.toCheck.join(" ") || whyNothing(cell));
    section.toggleAttribute("data-checked", count === 0);
    checks.show(model.columns);
    if (document.activeElement !== input) input.value = cell?.text ?? "";
    const offered = { undo: model.canUndo, redo: model.canRedo, next: count > 0, accept: cell?.toCheck.length !== 0 };
    switchOn(buttons, offered, focusGrid);
    const picture = newest.visible?.read === model.sheet()?.key ? newest.visible : null;
    magnified.show(picture, cell);
    show.frame(cell?.isPlaced ? cell.box : null, picture?.size);
  }
  const takeBack = (/** @type {"undo" | "redo"} */ command) => {
    change(() => {
      const learnt = model[command]()?.learnt;
      if (learnt) void restore(learnt, command === "undo" ? learnt.before : learnt.after);
    });
    select(model.active);
  };
  /** @param {import("./sheets.js").Learnt} learnt @param {import("./sheets.js").Learnt["after"]} said of its ink */
  const restore = ({ image }, said) => lessons().then((all) => all.restore(image, said), notice);

  buttons.next.addEventListener("click", () => {
    review.goOn(1, true);
    say(`${model.cell()?.text}: ${model.cell()?.toCheck.join(" ")}`);
  });
  buttons.accept.addEventListener("click", review.acceptAndGoOn);
  buttons.undo.addEventListener("click", () => takeBack("undo"));
  buttons.redo.addEventListener("click", () => takeBack("redo"));
  parts.add.addEventListener("change", () => {
    const last = model.sheets.at(-1)?.sheet.key;
    const files = [...(parts.add.files ?? [])];
    parts.add.value = ""; // the same files again are a change again
    if (last) void addAll(files, last);
  });
  document.addEventListener("learnt", (event) => {
    const read = newest.visible?.read;
    if (section.hidden || !read) return;
    model.learn(read, /** @type {CustomEvent<import("./sheets.js").Learnt>} */ (event).detail, newest.chosen);
    refresh();
  });
  document.addEventListener("copy", (event) => event.defaultPrevented && !section.hidden && onSaved());
  onUndo((command) => {
    if (!section.hidden) takeBack(command);
    return !section.hidden;
  });

  /** @param {Shown} before */
  const takePicture = ({ shown: before }) => {
    const { shown } = newest;
    if (!shown || shown.reading === before?.reading) return;
    const isNew = model.take(shown);
    if (isNew && shown.rest.length) void addAll(shown.rest, shown.read);
  };
  return {
    /** @param {Shown} state */
    show(state) {
      const before = newest;
      newest = state;
      takePicture(before);
      const { visible, chosen } = newest;
      const isOther = visible !== before.visible || newest.shown !== before.shown;
      if (isOther && visible && model.has(visible.read)) model.open(visible.read);
      section.hidden =
        !visible || model.columns === 0 || ![visible.read, visible.after, visible.origin].some(model.has);
      document.documentElement.toggleAttribute("data-table", !section.hidden);
      if (!section.hidden) void saving.begin();
      const isChosen = chosen !== null && chosen !== before.chosen && chosen !== ownPoint;
      if (isChosen && visible) model.goTo(visible.read, chosen);
      if (isOther || isChosen) refresh();
      const isComing = isAwaited && newest.shown?.read === model.sheet()?.key;
      // Nobody looks at another digit: it is that of the cell that is enlarged, which may be another one by now.
      const cell = model.cell();
      const isElsewhere = chosen === ownPoint && cell !== undefined && digitAt([cell], chosen) < 0;
      const isNew = isOther && visible === newest.shown && (!chosen || isElsewhere) && !isAwaited;
      if (isComing || (isNew && !section.hidden)) look();
    },
    /** Whether somebody has typed what is there in a picture. */
    isTyped: model.isTyped,
    /** What Ctrl+C copies; undefined where no table is shown. */
    copied: () => (section.hidden ? undefined : saving.copied()),
  };
}

/** @param {import("./grid.js").Place} place */
const nameOf = ({ line, column }) => `${columnName(column)}${line + 1}`;

/** @param {number} count of cells */
const countInWords = (count) => (count ? `${count} to check` : "Nothing to check");

/** @param {import("./written.js").CheckedCell | undefined} cell */
function whyNothing(cell) {
  if (cell?.isTyped) return cell.read ? `It was read as ${cell.read}.` : "Nothing was read here.";
  if (cell?.accepted.length) return "You said that this is right.";
  return cell?.text ? "Read with confidence." : "Empty.";
}

/**
 * A button that is switched off would lose the keyboard's focus.
 * @param {Record<string, HTMLButtonElement>} buttons
 * @param {Record<string, boolean>} offered
 * @param {() => void} otherwise takes the focus
 */
function switchOn(buttons, offered, otherwise) {
  const focused = Object.values(buttons).find((button) => button === document.activeElement);
  for (const [name, isOn] of Object.entries(offered)) buttons[name].disabled = !isOn;
  if (focused?.disabled) otherwise();
}

/**
 * Keys that take a step back, before the page takes them for the drawing's.
 * @param {(command: "undo" | "redo") => boolean} take whether it was taken
 */
function onUndo(take) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    const letter = key.toLowerCase();
    if (!(ctrlKey || metaKey) || altKey || (letter !== "z" && letter !== "y")) return;
    if (isTyping(target) || document.querySelector("dialog:modal")) return;
    if (take(letter === "y" || shiftKey ? "redo" : "undo")) event.preventDefault();
  };
  document.addEventListener("keydown", onKey, { capture: true });
}
