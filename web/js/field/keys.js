/** What keys do in a field, in its text and on its pad. Pure but for `submit`. */

/** @typedef {"submit" | "undo" | "clear"} Action */

/**
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing">} event
 * @param {{ canUndo: boolean, canClear: boolean }} state
 * @returns {Action | null} null where the key is left to the browser
 */
export function actionOf({ key, ctrlKey, metaKey, shiftKey, isComposing }, { canUndo, canClear }) {
  if (key === "Enter" && !isComposing) return "submit";
  const isUndo = (ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === "z";
  if (isUndo && canUndo) return "undo";
  return key === "Escape" && canClear ? "clear" : null;
}

/** Whether a key changes text, so that who presses it on the pad means the text. @param {string} key */
export const isTyping = (key) => /^(\d|Backspace)$/.test(key);

/** What in a form sends it. */
const SUBMITS = "button[type=submit], button:not([type]), input[type=submit], input[type=image]";

/**
 * As Enter in an input does: the form's own button is pressed, or else the form is sent.
 * @param {HTMLFormElement} form
 */
export function submit(form) {
  const button = Array.from(form.elements).find((each) => each.matches(SUBMITS));
  if (button) /** @type {HTMLElement} */ (button).click();
  else form.requestSubmit();
}
