/** The style of the live camera: fetched with it. */
import css from "../../../css/camera.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
