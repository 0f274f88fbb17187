/**
 * Shows the light or the dark theme: the one chosen in Settings, or else the system's. It sets `data-theme` on the
 * root, and `media` of the metas that give the browser's own bars their colour. This is a plain script that runs
 * before anything is shown, since a page that is dark by choice would flash otherwise.
 *
 * A `choosetheme` event on the window, with "light", "dark" or "system" as its detail, chooses a theme. A `theme`
 * event on the window tells that another theme is shown: whatever has read colours has to read them again. Print is
 * light.
 */
import { PREFIX, remembered } from "./storage.js";

const root = document.documentElement;
const metas = /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll("meta[name=theme-color]"));
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @type {string | null} */
let choice = null;

const recall = () => (choice = remembered("theme"));
const show = (/** @type {string} */ theme) => {
  root.dataset.theme = theme;
  for (const meta of metas) meta.media = meta.dataset.theme === theme ? "all" : "not all";
  dispatchEvent(new Event("theme"));
};
const showChosen = () => show(choice === "light" || choice === "dark" ? choice : dark.matches ? "dark" : "light");

recall();
showChosen();
dark.addEventListener("change", showChosen);
addEventListener("choosetheme", (event) => {
  choice = /** @type {CustomEvent} */ (event).detail;
  showChosen();
});
addEventListener("storage", ({ key }) => {
  if (key !== `${PREFIX}theme`) return; // chosen in another tab
  recall();
  showChosen();
});
addEventListener("beforeprint", () => show("light"));
addEventListener("afterprint", showChosen);
