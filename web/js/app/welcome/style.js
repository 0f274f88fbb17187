/** The style of the first seconds: fetched with what is shown in them. */
import css from "../../../css/welcome.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
