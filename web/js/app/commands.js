/**
 * What buttons and keys do to the sheet: undo, redo, clear, and back from a picture to the drawing.
 *
 * @typedef {import("./tools.js").Command} Command
 */
import { commandOf } from "./tools.js";
import { hasPicture, pictureShown } from "./view.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 * @param {ReturnType<typeof import("./bring.js").createBring>} page.bring
 */
export function createCommands({ store, pad, bring }) {
  /** A picture has none of the drawing's commands, but Clear clears both. @param {Command} command */
  const carryOut = (command) => {
    if (command === "back") return bring.closePicture();
    if (command === "clear") return bring.clear();
    if (pictureShown(store.state)) return;
    bring.write();
    pad[command]();
  };
  return {
    carryOut,
    /**
     * Keys are pressed by mistake more easily than buttons: where there is a picture, they only close it.
     * @param {KeyboardEvent} event
     */
    onKey(event) {
      const command = commandOf(event);
      if (!command || event.defaultPrevented) return;
      event.preventDefault();
      const { notice, pictures } = store.state;
      if (event.key === "Escape" && notice && !pictures.shown) store.update({ notice: "" });
      else carryOut(command === "clear" && hasPicture(store.state) ? "back" : command);
    },
  };
}
