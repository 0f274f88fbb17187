/**
 * The panels about the networks, below the pad: a bar of buttons, each of which opens one. A panel's script is fetched
 * when it is first opened.
 *
 *     const panels = createPanels(document, { onPress: (name) => … });
 *     panels.show("sees", view);
 *
 * @typedef {import("../../reader/types.js").Digit} Digit
 * @typedef {import("../../reader/types.js").Reading} Reading
 * @typedef {import("../../reader/types.js").Reader} Reader
 *
 * @typedef {object} View what the page shows
 * @property {Reader | null} reader what reads
 * @property {string} model its name
 * @property {Reading} reading
 * @property {Digit | undefined} digit the selected one
 * @property {import("../../reader/types.js").Stroke[]} strokes of the drawing; none where a picture is shown
 * @property {HTMLCanvasElement | null} picture on the sheet, in place of the drawing
 * @property {(reader: Reader, signal: AbortSignal) => Promise<Reading>} read reads what is on the sheet with another
 *   network, until the signal is aborted
 *
 * @typedef {{ show: (view: View) => void, close?: () => void }} Panel
 * @typedef {"sees" | "compare" | "test-set"} PanelName
 */
import { imported } from "../../reader/shared/imported.js";
import { createTurns } from "../../reader/shared/latest.js";
import { named } from "../../ui/parts.js";
import { PART_NOT_LOADED } from "../../ui/wording.js";

/** @type {Record<PanelName, () => Promise<{ createPanel: (element: HTMLElement) => Panel }>>} */
const PANELS = {
  sees: async () => (await Promise.all([import("../sees/sees.js"), import("../sees/style.js")]))[0],
  compare: () => import("./compare.js"),
  "test-set": () => import("./test-set.js"),
};
const NAMES = /** @type {PanelName[]} */ (Object.keys(PANELS));

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {{ onPress: (name: PanelName) => void }} listener
 */
export function createPanels(root, { onPress }) {
  const element = named(root, "panel");
  const buttons = NAMES.map((name) => named(root, `open-${name}`));
  const column = /** @type {HTMLElement} */ (buttons[0].closest(".left"));
  buttons.forEach((button, i) =>
    button.addEventListener("click", () => {
      column.style.top = `${column.getBoundingClientRect().top}px`; // it sticks there: a second press closes the panel
      onPress(NAMES[i]);
    }),
  );
  // Escape closes it where it was opened, or within; elsewhere it clears the pad.
  for (const place of [element, ...buttons])
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !open || event.defaultPrevented) return;
      event.preventDefault();
      buttons[NAMES.indexOf(open)].focus(); // before what has the focus is gone
      onPress(open);
    });
  const turns = createTurns();
  /** @type {PanelName | null} */
  let open = null;
  /** @type {Panel | null} */
  let panel = null;
  /** @type {View} */
  let newest;

  const close = () => {
    turns.end();
    panel?.close?.();
    panel = null;
    element.replaceChildren();
  };
  const load = (/** @type {PanelName} */ name) => {
    const turn = turns.next();
    const start = (/** @type {{ createPanel: (element: HTMLElement) => Panel }} */ { createPanel }) => {
      if (turn.aborted) return;
      panel = createPanel(element);
      panel.show(newest);
    };
    const fail = () => {
      if (!turn.aborted) element.textContent = PART_NOT_LOADED;
    };
    Promise.all([imported(PANELS[name], "The panel"), import("./style.js")])
      .then(([module]) => start(module))
      .catch(fail);
  };
  const change = (/** @type {PanelName | null} */ name) => {
    close();
    open = name;
    buttons.forEach((button, i) => (button.ariaExpanded = `${NAMES[i] === name}`));
    element.hidden = !name;
    if (!name) return;
    element.scrollIntoView({ block: "nearest" }); // its style sheet keeps room for what comes
    element.setAttribute("aria-labelledby", `open-${name}`);
    load(name);
  };
  return {
    /** @param {PanelName | null} name the one that is open @param {View} view */
    show(name, view) {
      newest = view;
      if (name !== open) change(name);
      else panel?.show(view);
    },
  };
}
