/** The style of what edits ink: fetched with the first of it. */
import css from "../../../css/editing.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
