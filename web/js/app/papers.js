/** The style of papers with lines or boxes: fetched where one of them is chosen. */
import css from "../../css/papers.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
