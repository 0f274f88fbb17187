/** The pen for the keyboard, with its look: fetched when somebody first comes to the pad. */
import css from "../../css/keyboard-pen.css";
import { createKeyboardPen } from "../pad/keyboard-pen.js";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

export { createKeyboardPen };
