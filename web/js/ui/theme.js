/**
 * Light or dark, by choice or else by the system's setting, as `data-theme` of the root. A script of its own, since it has
 * to run before anything is shown: or a page that is dark by choice would flash.
 *
 * A `choosetheme` event on the window, with "light", "dark" or "system" as its detail, chooses; a `theme` event tells that
 * another one is shown. Paper is light: what is printed is, too.
 */
import { PREFIX, remembered } from "./storage.js";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @type {string | null} */
let choice = null;

const recall = () => (choice = remembered("theme"));
const show = (/** @type {string} */ theme) => {
  root.dataset.theme = theme;
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
