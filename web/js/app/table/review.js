/**
 * Going through the cells: what keys do in the grid and in the field beside the enlarged cell. Enter accepts what is
 * there and goes on to the next cell to check, typing replaces it, Escape gives the reading back.
 *
 * @typedef {ReturnType<typeof import("./model.js").createModel>} Model
 */
import { refusalOf, startsNumber, typed } from "./numbers.js";

/**
 * @param {object} table
 * @param {Model} table.model
 * @param {HTMLInputElement} table.input the field for the active cell
 * @param {() => void} table.focusGrid
 * @param {(place: import("./grid.js").Place) => void} table.select
 * @param {(action: () => void) => void} table.change carries something out that changes cells
 * @param {(text: string, why: "strange" | "long") => void} table.refuse tells that the active cell stays as it was
 */
export function createReview({ model, input, focusGrid, select, change, refuse }) {
  const text = () => model.cell()?.text ?? "";
  /** @param {import("./grid.js").Place} place */
  const go = (place) => {
    select(place);
    input.value = text(); // also while it has the focus, or what was typed would go with it to another cell
  };
  const edit = (start = text()) => {
    input.focus();
    input.value = start;
    input.setSelectionRange(start.length, start.length);
  };
  /** @param {() => void} [goOn] once the cell has taken what is written @returns {boolean} whether it has */
  const commit = (goOn = () => {}) => {
    const [written, why] = [typed(input.value), refusalOf(input.value)];
    if (why) refuse(input.value, why);
    else if (written !== text()) {
      change(() => {
        model.write(written);
        goOn();
      });
    }
    input.value = text();
    return !why;
  };
  const giveBack = () => {
    const cell = model.cell();
    if (cell?.isTyped || cell?.accepted.length) change(() => model.write(null));
    input.value = text();
  };
  /** @param {1 | -1} step @param {boolean} isRound @returns {boolean} whether there is another cell to check */
  const goOn = (step, isRound) => {
    const isMoved = model.goToNext(step, isRound);
    if (isMoved) go(model.active);
    return isMoved;
  };
  /** In one change: meanwhile there would be nothing to accept, and the button would lose the focus. */
  const acceptAndGoOn = () => {
    const goToNext = () => void model.goToNext(1, true);
    if (typed(input.value) !== text()) {
      if (!commit(goToNext)) return;
    } else {
      change(() => {
        model.accept();
        goToNext();
      });
    }
    go(model.active);
  };
  /** @param {Event} event that does nothing else */
  const backToGrid = (event) => {
    event.preventDefault();
    focusGrid();
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    Enter: () => (model.cell()?.toCheck.length ? acceptAndGoOn() : edit()),
    F2: () => edit(),
    Escape: giveBack,
    Delete: () => change(() => model.write("")),
    Backspace: () => change(() => model.write("")),
  };
  input.addEventListener("keydown", (event) => {
    const { key, isComposing, ctrlKey, shiftKey } = event;
    if (isComposing) return;
    if (key === "Enter") acceptAndGoOn();
    else if (key === "Escape") giveBack();
    else if (key !== "Tab" || ctrlKey) return;
    else {
      // Where there is nothing more to check that way, the page's next control has its turn.
      if (commit() && !goOn(shiftKey ? -1 : 1, false)) return;
    }
    backToGrid(event);
  });
  input.addEventListener("blur", () => commit());
  // Fields of one line drop line breaks: two cells below each other would be one number.
  input.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    input.setRangeText(pasted.replace(/\s+/g, " "), input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
  });
  input.addEventListener("focus", () => input.select());
  return {
    edit,
    goOn,
    acceptAndGoOn,
    /** @param {KeyboardEvent} event in the grid */
    onKey(event) {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (key === "Tab") return goOn(shiftKey ? -1 : 1, false) && backToGrid(event);
      if (startsNumber(key)) edit(key);
      else if (keys[key]) keys[key]();
      else return;
      event.preventDefault();
    },
  };
}
