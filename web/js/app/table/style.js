/** The style of tables: fetched with the first picture that has been read. */
import css from "../../../css/table.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
