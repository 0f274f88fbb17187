/** The style of what edits ink, and of paper: fetched with the first of it, and once the page is idle. */
import css from "../../../css/editing.css";
import print from "../../../css/print.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css + print);
document.adoptedStyleSheets.push(sheet);
