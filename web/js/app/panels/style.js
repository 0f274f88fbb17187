/** The style of what panels show: fetched with the first panel, since most visits open none. */
import css from "../../../css/panel-contents.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
