/**
 * Looks at each new stroke but the first: whether it scratches other ink out, or writes over it.
 *
 *     const meaning = createMeaning({ store, pad, editor });
 *     meaning.look("stroke"); // after each change of the pad
 */
import { createTurns } from "../reader/shared/latest.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 * @param {import("./editor.js").Editor} page.editor
 */
export function createMeaning({ store, pad, editor }) {
  const turns = createTurns(); // one for each change: what a stroke meant is of no interest once there is another
  return {
    /** @param {import("../pad/pad.js").Cause} cause of the change */
    look(cause) {
      const turn = turns.next();
      const { strokes } = pad;
      const { reader } = store.state.network;
      if (cause !== "stroke" || !reader || strokes.length < 2) return;
      editor.use(async ({ meantBy }) => {
        const meant = await meantBy(strokes, reader);
        if (meant && !turn.aborted && !pad.isDrawing) pad.load(meant.strokes, meant.steps);
      });
    },
  };
}
