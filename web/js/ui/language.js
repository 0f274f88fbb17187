/**
 * Which language the page is shown in: the one chosen in Settings, or else the first of the browser's that there is. A
 * plain script that runs before anything is shown: a page turned round later would jump. What puts the texts into it is
 * `languages/shown.js`; until that has run they are not seen (`data-translating`, see css/theme.css). A page with
 * `translate="no"` stays in English.
 */
import { ofTheBrowser } from "../languages/codes.js";
import { remembered } from "./storage.js";

// Milliseconds after which texts are seen in English where no others have come. Larger, and people wait longer before
// an empty page where the host is slow; smaller, and more of them see texts change.
const PATIENCE = 3000;

const root = document.documentElement;
const lang = ofTheBrowser(remembered("language"));
if (lang !== "en" && root.translate) {
  Object.assign(root, { lang, dir: lang === "ar" ? "rtl" : "ltr" });
  root.dataset.translating = "";
  setTimeout(() => delete root.dataset.translating, PATIENCE);
}
