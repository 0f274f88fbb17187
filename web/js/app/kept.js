/**
 * Keeps the drawing and the earlier ones in this tab, whatever becomes of the page: put away or killed by the browser,
 * reloaded, left by a link and come back to. Each tab has its own. Pictures are not kept: they may be large.
 *
 *     const keeping = createKeeping({ store, pad });
 *     keeping.bringBack();
 *     addEventListener("pagehide", keeping.keep);
 *
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("./state.js").Entry} Entry
 * @typedef {import("./drawings/placed.js").Size} Size
 */
import { bounded, MOST_DRAWN, passed } from "../reader/gate.js";
import { isOfPad, placedOn } from "./drawings/placed.js";
import { MOST, withEntry } from "./history.js";

const [DRAWING, HISTORY] = ["digitpad-drawing", "digitpad-history"]; // in sessionStorage, which each tab has for itself

// Characters of all earlier drawings: some 60 numbers of five digits. Browsers give some 5 million to all pages of a
// host together. Larger, and writing them, in each pause, takes longer than 20 ms on a phone.
const MOST_TEXT = 1_000_000;

// Milliseconds without a change after which the drawing is kept, in case the browser ends without a word. Larger, more
// may be lost; smaller, it is written in between the strokes of a number.
const PAUSE = 1000;

const DAMAGED = "Some of what this tab had kept is damaged and has been left out.";

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {import("../pad/pad.js").Pad} page.pad
 */
export function createKeeping({ store, pad }) {
  let written = ""; // the drawing, as this page has kept it
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {WeakMap<Entry, string>} */
  const texts = new WeakMap();
  const textOf = (/** @type {Entry} */ entry) => {
    const text = texts.get(entry) ?? JSON.stringify({ text: entry.text, strokes: bounded(entry.strokes) });
    texts.set(entry, text);
    return text;
  };
  const keep = () => {
    clearTimeout(waiting);
    const drawing = JSON.stringify(bounded(pad.strokes));
    const isKept = put(HISTORY, "") && put(DRAWING, drawing); // which may need the room of the earlier ones
    written = isKept ? drawing : "";
    const drawings = store.state.history.filter(({ picture }) => !picture);
    return putNewest(drawings.map(textOf)) && isKept;
  };
  /** @param {Entry[]} entries the earlier drawings that were kept @param {boolean} isDamaged */
  const showEarlier = (entries, isDamaged) => {
    const pictures = store.state.history.filter(({ picture }) => picture);
    store.update({ history: [...entries, ...pictures].slice(0, MOST), ...(isDamaged && { notice: DAMAGED }) });
    written = textAt(DRAWING);
  };
  return {
    /** @returns {boolean} whether all of it is kept until the tab is closed */
    keep,
    /** Keeps it once nothing has changed for a while. */
    keepSoon() {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    },
    /** Shows what this tab has kept; where somebody draws already, the drawing that was kept is an earlier one. */
    bringBack() {
      const { strokes, entries, isDamaged } = kept(pad.size);
      const isEarlier = strokes.length > 0 && !pad.isEmpty;
      showEarlier(isEarlier ? withEntry(entries, { text: null, strokes, picture: null }) : entries, isDamaged);
      if (strokes.length && !isEarlier) pad.load(strokes);
    },
    /** The browser has come back to this page as it was; meanwhile another page of the tab may have drawn on. */
    bringNewer() {
      const drawing = textAt(DRAWING);
      if (!drawing || drawing === written) return;
      const { strokes, entries, isDamaged } = kept(pad.size);
      showEarlier(entries, isDamaged);
      if (strokes.length || !pad.isEmpty) pad.load(strokes);
    },
  };
}

/**
 * As many of the newest as there is room for.
 * @param {string[]} texts the newest first
 * @returns {boolean} whether that is all
 */
function putNewest(texts) {
  for (let count = texts.length; count > 0; count = Math.floor(count / 2)) {
    const text = `[${texts.slice(0, count).join(",")}]`;
    if (text.length <= MOST_TEXT && put(HISTORY, text)) return count === texts.length;
  }
  return texts.length === 0;
}

/**
 * Nothing older is left, even where there is no room for what is put there.
 * @param {string} key
 * @param {string} text "" for nothing
 * @returns {boolean} whether it is kept
 */
function put(key, text) {
  try {
    sessionStorage.removeItem(key);
    if (text) sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false; // storage is full or refused
  }
}

/** @param {string} key */
function textAt(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return ""; // storage is refused
  }
}

/**
 * @param {Size} size of the pad
 * @returns {{ strokes: Stroke[], entries: Entry[], isDamaged: boolean }} nothing in a new tab
 */
function kept(size) {
  const found = [listAt(DRAWING), listAt(HISTORY)];
  const [strokes, entries] = found.map((list) => list ?? []);
  const drawn = strokes.length ? strokesOf(strokes, size) : [];
  const earlier = entries.slice(0, MOST).map((entry) => entryOf(entry, size));
  return {
    strokes: drawn ?? [],
    entries: earlier.filter((entry) => entry !== null),
    isDamaged: [...found, drawn, ...earlier].includes(null),
  };
}

/** @param {string} key @returns {unknown[] | null} null where it is damaged */
function listAt(key) {
  try {
    const list = JSON.parse(textAt(key) || "[]");
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

/** @param {any} kept @param {Size} size @returns {Entry | null} null where it is damaged */
function entryOf(kept, size) {
  const strokes = strokesOf(kept?.strokes, size);
  return strokes && { text: typeof kept.text === "string" ? kept.text : null, strokes, picture: null };
}

/** @param {unknown} kept @param {Size} size @returns {Stroke[] | null} null where they are damaged */
function strokesOf(kept, size) {
  try {
    const strokes = passed(kept, MOST_DRAWN);
    if (!strokes.length) return null;
    return isOfPad(strokes, size) ? strokes : placedOn(strokes, size);
  } catch {
    return null;
  }
}
