/** The style of what is in the dialogs: fetched with the first one that is opened. */
import css from "../../../css/dialog-contents.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
