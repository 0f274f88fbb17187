/** The style of languages other than English. */
import css from "../../css/languages.css";

const sheet = new CSSStyleSheet(); // constructed, so that policies without 'unsafe-inline' allow it
sheet.replaceSync(css);

/** Has it count where the page is not in English. @param {boolean} isWanted */
export function useStyle(isWanted) {
  const others = document.adoptedStyleSheets.filter((each) => each !== sheet);
  document.adoptedStyleSheets = isWanted ? [...others, sheet] : others;
}
