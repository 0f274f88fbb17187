/**
 * What takes the place of what is on the sheet: files, test digits, drawings from files and links, earlier readings,
 * and the pen. Each asks for a turn at the sheet, and drops what arrives once another has asked. None of these
 * functions rejects but `savedDrawing`: the others say in the notice what failed.
 *
 * @typedef {import("./state.js").Stroke} Stroke
 * @typedef {import("./state.js").Entry} Entry
 * @typedef {import("./state.js").Picture} Picture
 */
import { imported } from "../reader/shared/imported.js";
import { createTurns } from "../reader/shared/latest.js";
import { messageOf } from "../ui/wording.js";
import { isOfPad, placedOn } from "./drawings/placed.js";
import { withEntry } from "./history.js";
import { openPicture } from "./sheet.js";
import { NOTHING, UNKNOWN } from "./state.js";
import { hasPicture, pictureShown } from "./view.js";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 * @param {ReturnType<typeof import("./picture-reader.js").createPictureReader>} page.pictures
 * @param {() => void} page.onBack the drawing is on the sheet again
 */
export function createBring({ store, pad, pictures, onBack }) {
  const sheet = createTurns();

  const rememberDrawing = () => {
    const { drawing, history, network } = store.state;
    const isRead = network.reader !== null && drawing.phase !== "reading";
    const entry = { text: isRead ? drawing.reading.text : null, strokes: pad.strokes, picture: null };
    if (!pad.isEmpty) store.update({ history: withEntry(history, entry) });
  };
  const closePicture = () => {
    sheet.end();
    rememberPicture(store);
    pictures.close();
    store.update({ notice: "", chosen: null });
    onBack();
  };
  /** @param {Stroke[]} strokes */
  const draw = (strokes) => {
    rememberDrawing();
    if (hasPicture(store.state)) closePicture();
    store.update({ notice: "" }); // of what came before
    pad.load(strokes);
  };
  /**
   * Draws what comes, unless something newer came meanwhile: then neither it nor its failure is of interest any more.
   * @param {() => Promise<Stroke[]>} open
   * @returns {Promise<boolean>} whether it was drawn
   */
  const drawOnceOpened = async (open) => {
    const turn = sheet.next();
    const strokes = await open().catch((error) => {
      if (!turn.aborted) throw error;
    });
    if (turn.aborted || !strokes) return false;
    draw(placedOn(strokes, pad.size));
    return true;
  };

  return {
    /** The pen takes the sheet, or another change of the drawing does. */
    write: () => {
      sheet.end();
      store.update({ notice: "" }); // of what came before
    },

    /** A picture, or a drawing that was saved. @param {import("./arrivals.js").Arrival} arrival */
    async file({ file, turned = async () => file, ...from }) {
      if (file.type === "application/json") return tellFailure(store, () => drawOnceOpened(() => strokesIn(file)));
      store.update({ notice: "" });
      const turn = sheet.next();
      const { name } = file;
      await pictures.take(turn, async () => {
        const content = await turned();
        const open = (/** @type {AbortSignal} */ signal) =>
          openPicture((wanted) => viewOfFile(content, wanted), name, signal);
        return {
          ...{ ...open(turn), ...UNKNOWN, ...from, open, name, origin: file },
          read: (reader, options) => reader.read(content, options),
        };
      });
    },

    /** Any one digit of the test set, in the place of a picture. @param {{ timeStamp: number }} press */
    async testDigit({ timeStamp }) {
      store.update({ notice: "" });
      const turn = sheet.next();
      await pictures.take(turn, () => anyTestDigit(timeStamp, turn));
    },

    /**
     * A drawing that was saved.
     * @param {Blob} file
     * @throws {Error} says what was expected, what came and what to do
     */
    savedDrawing: (file) => drawOnceOpened(() => strokesIn(file)),

    /** A drawing that the page has itself. @param {Stroke[]} strokes */
    drawing: (strokes) => drawOnceOpened(async () => strokes),

    /** The drawing that the address holds, if it does; once it is drawn, the address is the page's again. */
    async link() {
      if (!location.hash.startsWith("#drawing=")) return;
      const isOver = await tellFailure(store, () => drawOnceOpened(linkedStrokes));
      if (isOver) history.replaceState(history.state, "", location.pathname + location.search);
    },

    /** What was on the sheet before. @param {Entry} entry */
    async earlier({ strokes, picture }) {
      const turn = sheet.next();
      if (!picture) return draw(isOfPad(strokes, pad.size) ? strokes : placedOn(strokes, pad.size));
      await pictures.take(turn, async () => ({ ...picture, ...picture.open(turn), timeStamp: performance.now() }));
    },

    /** Only a part of the picture on the sheet; null: all of it again. @param {Picture["region"]} region */
    async part(region) {
      const picture = pictureShown(store.state);
      if (picture) await pictures.readAs(sheet.next(), { ...picture, region, timeStamp: performance.now() });
    },

    closePicture,

    /** An empty sheet. */
    clear() {
      sheet.end();
      rememberDrawing();
      if (hasPicture(store.state)) closePicture();
      pad.clear();
    },
  };
}

/**
 * The picture on the sheet goes to the history.
 * @param {import("./state.js").Store} store
 * @param {Picture} [next] which comes in its place: the same, turned, is no other
 */
export function rememberPicture(store, next) {
  const { history, pictures } = store.state;
  if (!pictures.shown || (next?.origin && next.origin === pictures.shown.origin)) return;
  const { shown } = pictures;
  const { image, loaded, close, ...kept } = shown; // what is left opens it anew
  // A reading holds 784 numbers a digit, and nobody asks for them again.
  const entry = { text: shown.reading.text, strokes: [], picture: { ...kept, reading: NOTHING } };
  store.update({ history: withEntry(history, entry) });
}

/**
 * @param {import("./state.js").Store} store
 * @param {() => Promise<boolean>} action whether it was carried out
 * @returns {Promise<boolean>} the same; true where it failed, which the notice says
 */
async function tellFailure(store, action) {
  try {
    return await action();
  } catch (error) {
    store.update({ notice: messageOf(error) });
    return true;
  }
}

/** @param {Blob} file */
async function strokesIn(file) {
  const { strokesOfFile } = await imported(() => import("./drawings/file.js"), "The script for saved drawings");
  return strokesOfFile(file);
}

async function linkedStrokes() {
  const { strokesOfFragment } = await imported(() => import("./drawings/link.js"), "The script for links");
  return strokesOfFragment(location.hash) ?? [];
}

/** @param {Blob} file @param {AbortSignal} signal */
async function viewOfFile(file, signal) {
  const { openPicture } = await imported(() => import("../reader/pictures.js"), "The script for pictures");
  return openPicture(file, signal);
}

/** @param {number} timeStamp @param {AbortSignal} turn @returns {Promise<import("./state.js").Picture>} */
async function anyTestDigit(timeStamp, turn) {
  const { viewOf, randomTestDigit } = await imported(
    () => import("../ui/test-digits.js"),
    "The script for test digits",
  );
  const testDigit = await randomTestDigit();
  const { label, set, image, box } = testDigit;
  const view = () => Promise.resolve(viewOf(testDigit));
  const open = (/** @type {AbortSignal} */ signal) => openPicture(view, `labelled ${label}, of ${set}`, signal);
  return {
    ...open(turn),
    ...{ ...UNKNOWN, open, timeStamp, testDigit },
    read: (reader) => reader.readPrepared(image, box),
  };
}
