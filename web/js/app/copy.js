/**
 * Copies the reading: by the button beside it, and by Ctrl+C where nothing else is selected.
 *
 *     createCopy(button, { textOf: () => "2048", isElsewhere: () => false, say, onFailure });
 */
import { copyText } from "../ui/clipboard.js";
import { isTyping } from "./tools.js";

// Milliseconds for which the button says that it has copied. Larger, it says so of an older number.
const SHOWN = 1500;

/**
 * @param {HTMLElement} button
 * @param {object} page
 * @param {() => string} page.textOf the reading; "" for nothing
 * @param {() => boolean} page.isElsewhere whether keys mean something else now, as in a dialog
 * @param {(what: string) => void} page.say
 * @param {(error: unknown) => void} page.onFailure
 */
export function createCopy(button, { textOf, isElsewhere, say, onFailure }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shown;
  const done = () => {
    say("Copied");
    button.dataset.done = "";
    clearTimeout(shown);
    shown = setTimeout(() => delete button.dataset.done, SHOWN);
  };
  button.addEventListener("click", () => void copyText(textOf()).then(done, onFailure));
  document.addEventListener("copy", (event) => {
    const text = textOf();
    if (!text || isElsewhere() || isTyping(event.target) || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    done();
  });
}
