/**
 * Looks at each new stroke that lies over other ink: whether it scratches that out, or writes over it.
 *
 *     const meaning = createMeaning({ store, pad, editor });
 *     meaning.look("stroke"); // after each change of the pad
 *
 * @typedef {import("./state.js").Stroke} Stroke
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
  let hasMeant = false; // the stroke before: the next one may go on with it where no ink is left
  return {
    /** @param {import("../pad/pad.js").Cause} cause of the change */
    look(cause) {
      const turn = turns.next();
      const { strokes } = pad;
      const { reader } = store.state.network;
      if (cause !== "stroke" || !reader || !(hasMeant || isOverOthers(strokes))) return;
      editor.use(async ({ meantBy }) => {
        const meant = await meantBy(strokes, reader);
        if (turn.aborted || pad.isDrawing) return;
        hasMeant = meant !== null;
        if (meant) pad.load(meant.strokes, meant.steps);
      });
    },
  };
}

/** Whether the newest stroke is where another one is. @param {Stroke[]} strokes */
function isOverOthers(strokes) {
  const [newest, ...others] = strokes.map((stroke) => [endsOf(stroke, "x"), endsOf(stroke, "y")]).reverse();
  return others.some((other) =>
    other.every(([least, most], axis) => least <= newest[axis][1] && most >= newest[axis][0]),
  );
}

/** The least and the largest coordinate. @param {Stroke} stroke @param {"x" | "y"} axis */
function endsOf(stroke, axis) {
  let [least, most] = [Infinity, -Infinity];
  for (const { [axis]: at } of stroke) [least, most] = [Math.min(least, at), Math.max(most, at)];
  return [least, most];
}
