/**
 * What buttons and keys do to the sheet: undo, redo, take the eraser, clear, erase a digit or say what it is, and back
 * from a picture to the drawing.
 *
 * @typedef {import("./tools.js").KeyCommand} Command
 */
import { middleOf } from "./selection.js";
import { commandOf, isDigitKey } from "./tools.js";
import { digitChosen, digitToErase, digitToFix, hasPicture, pictureShown } from "./view.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 * @param {import("./editor.js").Editor} page.editor
 * @param {ReturnType<typeof import("./bring.js").createBring>} page.bring
 */
export function createCommands({ store, pad, editor, bring }) {
  /** A picture has none of the drawing's commands, but Clear clears both. @param {Command} command */
  const carryOut = (command) => {
    if (command === "back") return bring.closePicture();
    if (command === "clear") return bring.clear();
    if (pictureShown(store.state)) return;
    if (command === "eraser") return takeEraser();
    bring.write();
    if (command === "erase") erase(-1);
    else if (command === "eraseForward") erase(1);
    else pad[command]();
  };
  /**
   * Takes away the digit that is chosen, or the last one, with its ink. Where one was chosen, its neighbour is, so that
   * the next press is about one digit, too.
   * @param {-1 | 1} step from it to the neighbour that is chosen then, if there is one; else the other one is
   */
  const erase = (step) =>
    editor.use(({ keptTogether, withoutDigit }) => {
      const index = digitToErase(store.state);
      if (index < 0) return;
      const { strokes, reading } = store.state.drawing;
      const { digits } = reading;
      const next = digits[index + step] ?? digits[index - step];
      store.update({ chosen: digitChosen(store.state) >= 0 && next ? middleOf(next.box) : null });
      pad.load(withoutDigit(keptTogether(strokes, reading), digits, index));
    });
  /** Or puts it away again. */
  const takeEraser = () => store.update({ isErasing: !pad.isEmpty && !store.state.isErasing });
  /** What is typed takes the place of what was read. @param {number} digit @returns {boolean} whether it does */
  const fix = (digit) => {
    const indexNow = () => (pictureShown(store.state) ? -1 : digitToFix(store.state));
    if (indexNow() < 0) return false;
    editor.use(({ fixed }) => {
      const { strokes, reading } = store.state.drawing;
      if (indexNow() < 0) return;
      bring.write();
      pad.load(fixed(strokes, reading.digits, indexNow(), digit));
    });
    return true;
  };
  return {
    carryOut,
    /**
     * Keys are pressed by mistake more easily than buttons: where there is a picture, they only close it.
     * @param {KeyboardEvent} event
     */
    onKey(event) {
      if (isDigitKey(event) && fix(Number(event.key))) return event.preventDefault();
      const isChosen = digitChosen(store.state) >= 0;
      const command = commandOf(event, isChosen);
      if (!command || event.defaultPrevented) return;
      event.preventDefault();
      const { notice, pictures } = store.state;
      if (event.key === "Escape" && notice && !pictures.shown) return store.update({ notice: "" });
      if (event.key === "Escape" && store.state.isErasing) return takeEraser();
      if (!isClearing(command) || !hasPicture(store.state)) return carryOut(command);
      const isOfDigit = isErasing(command) && isChosen; // of a picture, whose ink nobody can erase
      if (!isOfDigit) carryOut("back");
    },
  };
}

/** @param {Command} command */
const isErasing = (command) => command === "erase" || command === "eraseForward";

/** @param {Command} command */
const isClearing = (command) => command === "clear" || isErasing(command);
