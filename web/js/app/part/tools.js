/**
 * What can be done with a picture on the sheet: read a part of it, turn it, hide what is unreadable; and
 * what there is to know of its reading.
 *
 *     const tools = createPictureTools(document, { store, bring, announce, isTyped, say, notice });
 *     tools.show(picture);
 *
 * @typedef {import("../state.js").Picture} Picture
 *
 * @typedef {object} Page
 * @property {import("../state.js").Store} store
 * @property {ReturnType<typeof import("../bring.js").createBring>} bring
 * @property {import("./hiding.js").Announce} announce tells the document of a reading
 * @property {(read: Picture["read"], box: import("../../reader/types.js").Box) => boolean} isTyped whether somebody has
 *   typed what is there in the picture that this reads
 * @property {(words: string) => void} say to people who listen
 * @property {(error: unknown) => void} notice
 */
import { createRectangle } from "./part.js";
import { createHiding } from "./hiding.js";
import { createRowsNote } from "./rows-note.js";
import { createTurning } from "./turning.js";

/** @param {ParentNode} root holds the sheet and the tools @param {Page} page */
export function createPictureTools(root, { store, bring, announce, isTyped, say, notice }) {
  const rectangle = createRectangle(root, {
    onChoose: (region) => void bring.part(region),
    onNoPart: (why) => store.state.notice || notice(why),
    onMove: say,
  });
  const turning = createTurning(root, bring);
  const hiding = createHiding(root, { store, announce, isTyped, say });
  const showRowsNote = createRowsNote(root);
  return {
    /** A pointer that has gone down elsewhere drags a rectangle. */
    begin: rectangle.begin,
    /** @param {Picture | null} picture the one on the sheet */
    show(picture) {
      rectangle.show(picture);
      turning.show(picture);
      hiding.show(picture);
      showRowsNote(picture);
    },
  };
}
