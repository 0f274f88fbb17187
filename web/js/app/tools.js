/**
 * The tools under the sheet: buttons and keys that undo, redo, take the eraser, clear, and go back from a picture to
 * the drawing.
 *
 * @typedef {"undo" | "redo" | "eraser" | "clear" | "back"} Command what a button does
 * @typedef {Command | "erase" | "eraseForward"} KeyCommand what keys do, too: erase the digit that is chosen, or the
 *   last one
 */
import { named } from "../ui/parts.js";

const COMMANDS = /** @type {const} */ (["undo", "redo", "eraser", "clear", "back"]);

/**
 * @param {ParentNode} root holds the buttons, marked by data-testid
 * @param {(command: Command) => void} carryOut
 */
export function createTools(root, carryOut) {
  const buttons = COMMANDS.map((name) => /** @type {HTMLButtonElement} */ (named(root, name)));
  buttons.forEach((button, i) => button.addEventListener("click", () => carryOut(COMMANDS[i])));
  return {
    /**
     * @param {Set<Command>} offered
     * @param {object} state
     * @param {boolean} state.isPicture whether a picture is on the sheet, not the drawing
     * @param {boolean} state.isErasing
     */
    show(offered, { isPicture, isErasing }) {
      const focused = buttons.find((button) => button === document.activeElement);
      buttons.forEach((button, i) => {
        const [command, on] = [COMMANDS[i], offered.has(COMMANDS[i])];
        if (command === "eraser") button.ariaPressed = `${isErasing}`;
        if (button.disabled === on) button.disabled = !on;
        button.hidden = command === "back" ? !isPicture : isPicture && command !== "clear";
      });
      // A button that is switched off would lose the keyboard's focus: another tool takes it.
      if (focused?.disabled) (buttons.find((button) => !button.disabled) ?? named(root, "upload")).focus();
    },
  };
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} isChosen whether somebody has chosen a digit
 * @returns {KeyCommand | undefined} what the keys stand for, unless somebody types
 */
export function commandOf(event, isChosen) {
  const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  if (altKey || isTyping(target)) return;
  const letter = letterTyped(event);
  if ((ctrlKey || metaKey) && letter === "z") return shiftKey ? "redo" : "undo";
  if (ctrlKey && !shiftKey && letter === "y") return "redo";
  if (ctrlKey || metaKey || shiftKey) return;
  if (letter === "e") return "eraser";
  if (key === "Backspace") return "erase";
  if (key === "Delete" && isChosen) return "eraseForward";
  if (key === "Escape" || key === "Delete") return "clear";
}

/** Where the keyboard writes other letters, the key's place counts. @param {KeyboardEvent} event */
export const letterTyped = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.replace("Key", "")).toLowerCase();

/** Whether a key says what a digit is. @param {KeyboardEvent} event */
export const isDigitKey = ({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }) =>
  /^[0-9]$/.test(key) && !ctrlKey && !metaKey && !altKey && !defaultPrevented && !isTyping(target);

/** Whether somebody types there, so that keys are letters. @param {EventTarget | null} target */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=file]), textarea, select");
}
