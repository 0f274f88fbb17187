/**
 * The way to what edits ink on the pad: it is fetched when the first of it is needed.
 *
 *     const editor = createEditor(notice);
 *     editor.use(({ withoutDigit }) => pad.load(withoutDigit(strokes, digits, 1)));
 *     const reading = editor.asSaid(found, strokes);
 *
 * @typedef {typeof import("./editing/editing.js")} Editing
 * @typedef {ReturnType<typeof createEditor>} Editor
 */
import { imported } from "../reader/shared/imported.js";
import { once } from "../reader/shared/once.js";
import { placedOn } from "./drawings/placed.js";

/** @param {(error: unknown) => void} onFailure is told where it does not load, or what is done with it fails */
export function createEditor(onFailure) {
  /** @type {Editing | undefined} */
  let loaded;
  const load = once(async () => {
    const scripts = () => Promise.all([import("./editing/editing.js"), import("./editing/style.js")]);
    return ([loaded] = await imported(scripts, "The script that edits ink"))[0];
  });
  /** @param {(editing: Editing) => unknown} then */
  const attempt = async (then) => {
    try {
      await then(await load());
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    load,
    /** @param {(editing: Editing) => unknown} then does something with it */
    use: (then) => void attempt(then),
    /**
     * A reading of strokes with what people said of them; before it is loaded, nobody has said anything.
     * @param {import("./state.js").Reading} reading
     * @param {import("./state.js").Stroke[]} strokes
     */
    asSaid: (reading, strokes) => loaded?.asSaid(reading, strokes) ?? reading,
    /**
     * Strokes on a pad of another shape, with what people said of them.
     * @param {import("./state.js").Stroke[]} strokes
     * @param {import("./drawings/placed.js").Size} size
     */
    placed: (strokes, size) => (loaded?.placedWithNotes ?? placedOn)(strokes, size),
  };
}
