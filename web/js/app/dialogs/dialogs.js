/**
 * The dialogs that buttons of the page open. All of this is fetched when the first one is opened; its content is
 * made each time it is opened.
 *
 *     const dialogs = createDialogs(document, page);
 *     dialogs.show("settings");
 *     dialogs.isOpen
 *
 * @typedef {object} Page what dialogs may know of the page, and do to it
 * @property {() => import("../../reader/types.js").Stroke[]} strokes
 * @property {() => { width: number, height: number }} size of the pad, in its units
 * @property {() => import("../../reader/types.js").Reading} reading
 * @property {() => import("../../reader/types.js").Digit | undefined} digit the selected one
 * @property {() => Promise<import("../corrections/lessons.js").Lessons>} lessons what was learnt from corrections
 * @property {() => string} model the name of the network that reads
 * @property {() => Record<string, string>} contentOf the reading as it is copied, by its type: with what was typed into
 *   the table of a picture
 * @property {() => import("../state.js").Picture | null} picture the one on the sheet; null where the drawing is
 * @property {() => import("../../reader/types.js").Reader | null} reader what reads; null while it loads
 * @property {ReturnType<typeof import("../bring.js").createBring>} bring what takes the place of what is there
 * @property {() => import("../state.js").Entry[]} history
 * @property {() => boolean} keep the drawing and the history in this tab; whether all of it is kept
 * @property {() => void} redraw the ink, whose look has changed
 * @property {() => void} close the dialog
 * @property {AbortSignal} closed given once it has been closed
 *
 * @typedef {{ title: string, contentOf: (page: Page) => HTMLElement | Promise<HTMLElement> }} Dialog
 * @typedef {"history" | "save" | "settings" | "correction" | "camera" | "game"} DialogName
 */
import { imported } from "../../reader/shared/imported.js";
import { createTurns } from "../../reader/shared/latest.js";
import { named } from "../../ui/parts.js";
import { PART_NOT_LOADED } from "../../ui/wording.js";

/** @type {Record<DialogName, () => Promise<Dialog>>} */
const DIALOGS = {
  history: () => import("./history.js"),
  save: () => import("./save.js"),
  settings: () => import("./settings.js"),
  correction: () => import("./correction.js"),
  camera: async () => (await Promise.all([import("../camera/camera.js"), import("../camera/style.js")]))[0],
  game: async () => (await Promise.all([import("../game/game.js"), import("../game/style.js")]))[0],
};

const failed = () => ({ title: "Not loaded", made: PART_NOT_LOADED });

/**
 * @param {ParentNode} root holds the elements, marked by data-testid
 * @param {Omit<Page, "close" | "closed">} page
 */
export function createDialogs(root, page) {
  const dialog = /** @type {HTMLDialogElement} */ (named(root, "dialog"));
  const title = named(root, "dialog-title");
  const content = named(root, "dialog-content");
  const turns = createTurns(); // of the dialog that was asked for last; over once it is closed
  const close = () => dialog.close();
  dialog.addEventListener("close", turns.end);
  const load = async (/** @type {DialogName} */ name, /** @type {AbortSignal} */ closed) => {
    const scripts = () => Promise.all([DIALOGS[name](), import("./style.js")]);
    const [{ title, contentOf }] = await imported(scripts, "The dialog");
    return { title, made: await contentOf({ ...page, close, closed }) };
  };
  /** What does not load is said in the dialog. */
  const open = async (/** @type {DialogName} */ name) => {
    const turn = turns.next();
    const { title: text, made } = await load(name, turn).catch(failed);
    if (turn.aborted) return;
    title.textContent = text;
    content.replaceChildren(made);
    dialog.showModal();
  };
  named(root, "close-dialog").addEventListener("click", close);
  // A press beside a dialog has the dialog itself as its target: its content covers the rest of it.
  dialog.addEventListener("pointerdown", ({ target }) => target === dialog && close());
  return {
    /** @param {DialogName} name */
    show: (name) => void open(name),
    get isOpen() {
      return dialog.open;
    },
  };
}
