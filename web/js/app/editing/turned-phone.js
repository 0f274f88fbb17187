/** A phone that is turned on its side is there to write on: its whole pad comes into sight, wherever the page was. */

const ON_ITS_SIDE = "(max-height: 30rem) and (orientation: landscape)"; // as in app.css, where the pad fills the window

/** @param {HTMLElement} panel while it is open, what is looked at is in it */
export function showPadWhenTurned(panel) {
  matchMedia(ON_ITS_SIDE).addEventListener("change", ({ matches }) => {
    if (matches && panel.hidden) scrollTo({ top: 0, behavior: "instant" });
  });
}
