/** The style of the rectangle on a picture: fetched with the first picture. */
import css from "../../../css/part.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
