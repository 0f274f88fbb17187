/**
 * The pad of the game: one of its own, so that nothing of the drawing on the page is touched. It tells when a number
 * has been written, and what it was read as.
 *
 *     const board = createBoard(reader, { isRight: (text) => text === "47", onWritten: (read, strokes) => …, say });
 *     board.begin();
 *
 * @typedef {import("../../reader/types.js").Reader} Reader
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 *
 * @typedef {object} Listener
 * @property {(text: string) => boolean} isRight whether it is what was asked for
 * @property {(read: string, strokes: Stroke[]) => void} onWritten
 * @property {(words: string) => void} say to people who listen
 * @property {(error: unknown) => void} onFailure
 */
import { Pad } from "../../pad/pad.js";
import { newestOnly } from "../../reader/shared/latest.js";
import { element } from "../../ui/elements.js";
import { createPen } from "../keyboard.js";

// Milliseconds after a stroke until what is read rightly counts: the second stroke of a 4 or a 7 may still come.
// Larger, quick hands wait; smaller, such strokes stand on the next number.
const SETTLED = 350;

// Milliseconds after a stroke until what is read wrongly counts. Larger, each such number takes longer; smaller,
// numbers count that are not finished.
const PAUSE = 1500;

/** @param {() => Reader | null} reader null while a network loads @param {Listener} listener */
export function createBoard(reader, { isRight, onWritten, say, onFailure }) {
  const surface = element("canvas", {
    ...{ tabindex: 0, role: "application", "aria-label": "Pad of the game", "aria-describedby": "game-keys" },
    "data-testid": "game-pad",
  });
  const mark = element("i", { class: "pen-mark", "aria-hidden": "true", hidden: true });
  const keys = element("p", { class: "pen-keys", id: "game-keys", hidden: true });
  const place = element("div", { class: "game-pad" }, surface, mark, keys);
  const pad = new Pad(surface);
  createPen({ surface, mark, keys }, pad, { onPen: say });
  let isOn = false;
  let waiting = 0;

  const finish = (/** @type {string} */ text, /** @type {Stroke[]} */ strokes) => {
    if (pad.isDrawing) return;
    pad.clear();
    onWritten(text, strokes);
  };
  const read = newestOnly(async (/** @type {Stroke[]} */ strokes) => {
    const found = await reader()?.read(strokes);
    const isNewest = isOn && !pad.isDrawing && pad.strokes.length === strokes.length;
    if (!found || !isNewest) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => finish(found.text, strokes), isRight(found.text) ? SETTLED : PAUSE);
  });
  pad.addEventListener("strokestart", () => clearTimeout(waiting));
  pad.addEventListener("change", () => {
    clearTimeout(waiting);
    if (isOn && !pad.isEmpty) read(pad.strokes).catch(onFailure);
  });
  const end = () => {
    isOn = false;
    clearTimeout(waiting);
    pad.clear();
  };
  return {
    place,
    begin() {
      end();
      isOn = true;
      surface.focus();
    },
    clear: () => pad.clear(),
    end,
    /** It has left the page. */
    leave() {
      end();
      pad.disconnect();
    },
  };
}
