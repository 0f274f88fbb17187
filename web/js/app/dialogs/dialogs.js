/**
 * What is one press away: buttons, each of which opens a dialog over the page. A dialog's script is fetched when it is first
 * opened, and its content made anew each time.
 *
 *     const dialogs = createDialogs(document, page);
 *     dialogs.isOpen
 *
 * @typedef {object} Page what dialogs may know of the page, and do to it
 * @property {() => import("../../pad/pad.js").Stroke[]} strokes
 * @property {() => { width: number, height: number }} size of the pad, in its units
 * @property {() => import("../../ui/wording.js").Reading} reading
 * @property {() => import("../../ui/wording.js").Digit | undefined} digit the selected one
 * @property {() => Promise<import("../corrections/lessons.js").Lessons>} lessons what was learnt from corrections
 * @property {() => string} model the name of the network that reads
 * @property {() => boolean} isPicture whether a picture is shown, and not the drawing
 * @property {(strokes: import("../../pad/pad.js").Stroke[]) => void} draw in the place of what is there, which goes to the history
 * @property {() => import("../history.js").Entry[]} history
 * @property {(entry: import("../history.js").Entry) => void} bringBack
 * @property {() => void} redraw the ink, whose look has changed
 * @property {() => void} close the dialog
 * @property {AbortSignal} closed given once it has been closed
 *
 * @typedef {{ title: string, contentOf: (page: Page) => HTMLElement | Promise<HTMLElement> }} Dialog
 * @typedef {"history" | "save" | "settings" | "correction"} DialogName
 */
import { element } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";
import { PART_NOT_LOADED } from "../../ui/wording.js";

/** @type {Record<DialogName, () => Promise<Dialog>>} */
const DIALOGS = {
  history: () => import("./history.js"),
  save: () => import("./save.js"),
  settings: () => import("./settings.js"),
  correction: () => import("./correction.js"),
};
const NAMES = /** @type {DialogName[]} */ (Object.keys(DIALOGS));

const failed = () => ({ title: "Not loaded", made: element("p", {}, PART_NOT_LOADED) });

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {Omit<Page, "close" | "closed">} page
 */
export function createDialogs(root, page) {
  const dialog = /** @type {HTMLDialogElement} */ (named(root, "dialog"));
  const title = named(root, "dialog-title");
  const content = named(root, "dialog-content");
  const close = () => dialog.close();
  const load = async (/** @type {DialogName} */ name, /** @type {AbortSignal} */ closed) => {
    const { title, contentOf } = await DIALOGS[name]();
    return { title, made: await contentOf({ ...page, close, closed }) };
  };
  const open = async (/** @type {DialogName} */ name) => {
    const closing = new AbortController();
    const { title: text, made } = await load(name, closing.signal).catch(failed);
    if (dialog.open) return closing.abort(); // pressed twice
    dialog.addEventListener("close", () => closing.abort(), { once: true });
    title.textContent = text;
    content.replaceChildren(made);
    dialog.showModal();
  };
  for (const name of NAMES) named(root, `open-${name}`).addEventListener("click", () => open(name));
  named(root, "close-dialog").addEventListener("click", close);
  // What is pressed beside a dialog is the dialog itself, whose content covers all of it.
  dialog.addEventListener("pointerdown", ({ target }) => target === dialog && close());
  return {
    get isOpen() {
      return dialog.open;
    },
  };
}
