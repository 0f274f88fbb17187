/**
 * Reads what is on the pad, while a stroke grows and once it is finished: one reading at a time, and of the ink that
 * comes meanwhile only the newest. Nothing here rejects: `onFailure` is told when the network fails.
 *
 *     const drawings = createDrawingReader({ store, pad, editor, onRead: (read) => …, onFailure: networks.fail });
 *
 * idle → reading → idle, or failed where there is more ink than can be read. Without a network the ink waits, idle.
 *
 * @typedef {object} Read
 * @property {import("./state.js").Reading} reading
 * @property {number} strokes how many it is of
 * @property {boolean} isFinished false while a stroke still grows
 * @property {number} timeStamp of the pointer event that it answers
 *
 * @typedef {{ strokes: import("./state.js").Stroke[], isFinished: boolean, timeStamp: number, turn: AbortSignal }} Ink
 */
import { createTurns, newestOnly } from "../reader/shared/latest.js";
import { createLeftOutNotice, onlyNewestRead } from "./left-out.js";
import { NOTHING } from "./state.js";
import { NOT_READABLE } from "./view.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 * @param {Pick<import("./editor.js").Editor, "asSaid">} page.editor
 * @param {(read: Read) => void} page.onRead
 * @param {(error: unknown) => void} page.onFailure the network failed
 */
export function createDrawingReader({ store, pad, editor, onRead, onFailure }) {
  const finished = createTurns(); // one for each change of the finished strokes: older readings are dropped
  let turn = finished.next();
  const update = (/** @type {Partial<import("./state.js").Drawing>} */ patch) =>
    store.update({ drawing: { ...store.state.drawing, ...patch } });
  const sayWhatIsLeftOut = createLeftOutNotice(store);
  /** @param {import("./state.js").Reading} found @param {Ink} ink @param {"idle" | "failed"} phase */
  const show = (found, { strokes, isFinished, timeStamp }, phase = "idle") => {
    const reading = editor.asSaid(found, strokes);
    update({ phase, reading });
    const { leftOut } = reading;
    if (isFinished) sayWhatIsLeftOut(leftOut ? onlyNewestRead(strokes.length - leftOut) : "");
    onRead({ reading, strokes: strokes.length, isFinished, timeStamp });
  };
  /** @param {Ink} ink @param {unknown} error */
  const refuse = (ink, error) => {
    if (!(error instanceof TypeError)) return onFailure(error);
    show(NOTHING, ink, "failed");
    store.update({ notice: NOT_READABLE });
  };
  const readNewest = newestOnly(async (/** @type {Ink} */ ink) => {
    const { reader } = store.state.network;
    if (!reader) return; // it is read once there is one
    try {
      const reading = await reader.read(ink.strokes);
      if (!ink.turn.aborted) show(reading, ink);
    } catch (error) {
      if (!ink.turn.aborted) refuse(ink, error);
    }
  });
  const read = async (/** @type {boolean} */ isFinished, timeStamp = performance.now()) => {
    const { strokes, size, canUndo, canRedo, isEmpty } = pad;
    const ink = { strokes, isFinished, timeStamp, turn };
    const phase = isEmpty || !store.state.network.reader ? "idle" : "reading";
    update({ strokes, size, canUndo, canRedo, isGrowing: !isFinished, phase });
    if (isEmpty) show(NOTHING, ink);
    else await readNewest(ink);
  };
  return {
    /** A stroke has begun. */
    begin: () => update({ strokes: pad.strokes, isGrowing: true }),
    /** The stroke has grown. @param {number} timeStamp */
    grow: (timeStamp) => read(false, timeStamp),
    /** The finished strokes are others now. @param {number} timeStamp */
    change(timeStamp) {
      turn = finished.next();
      return read(true, timeStamp);
    },
    /** Another network reads. */
    async readAgain() {
      turn = finished.next();
      if (!pad.isEmpty) await read(!store.state.drawing.isGrowing);
    },
    /** No network reads any more; the ink waits for the next one. */
    forget() {
      turn = finished.next();
      update({ phase: "idle", reading: NOTHING });
    },
  };
}
