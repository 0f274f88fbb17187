/** The pen for the keyboard, with its look and what is said of its keys: fetched when somebody comes to the pad. */
import css from "../../css/keyboard-pen.css";
import { createKeyboardPen } from "../pad/keyboard-pen.js";
import { element } from "../ui/elements.js";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

/** @type {typeof createKeyboardPen} */
export function createPen(parts, pad, listener) {
  const key = (/** @type {string} */ name) => element("kbd", {}, name);
  const more = (/** @type {(string | Node)[]} */ ...words) => element("span", { class: "more" }, ...words);
  parts.keys.append(
    ...[key("Arrow keys"), " move the pen", more(", ", key("Shift"), " makes the steps larger"), ". "],
    ...[key("Space"), " lowers and lifts it, ", key("Esc"), " undoes the stroke. "],
    more("On a number pad, ", key("5"), " lowers and lifts it, the other keys move it."),
  );
  createKeyboardPen(parts, pad, listener);
}
