/**
 * All that the page knows: one plain object, whose parts are replaced and never changed. Each part has one owner, which
 * updates it through the store. `view.js` says what is shown of it.
 *
 * @typedef {import("../reader/types.js").Digit} Digit
 * @typedef {import("../reader/types.js").Reading} Reading
 * @typedef {import("../reader/types.js").Reader} Reader
 * @typedef {import("../reader/types.js").ReadOptions} ReadOptions
 * @typedef {import("../reader/types.js").Box} Box
 * @typedef {import("../reader/types.js").Stroke} Stroke
 * @typedef {import("../reader/types.js").Point} Point
 * @typedef {ReturnType<typeof import("./store.js").createStore<State>>} Store
 *
 * @typedef {object} Network which network reads; owned by network-choice.js
 * @property {"loading" | "ready" | "failed"} phase of the one that was chosen last
 * @property {string} message why it failed
 * @property {string[]} names all that can be chosen, the default one first; empty while not known
 * @property {string} choice the one that was chosen last
 * @property {string} name the one that reads: while another one loads, the one before it; "" where none does
 * @property {Reader | null} reader what reads
 * @property {number} loaded bytes of the choice
 * @property {number} total bytes of it; 0 while not known
 *
 * @typedef {object} Drawing what is on the pad; owned by drawing-reader.js
 * @property {"idle" | "reading" | "failed"} phase failed: it can't be read, and the notice says why
 * @property {Stroke[]} strokes
 * @property {Size} size of the pad, in its units
 * @property {boolean} isGrowing whether a stroke is being drawn
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {Reading} reading
 *
 * @typedef {import("./sheet.js").Opened} Opened
 * @typedef {import("./sheet.js").Loaded} Loaded
 * @typedef {import("../reader/types.js").Size} Size
 * @typedef {Omit<Picture, keyof Opened>} KeptPicture of which nothing large stays in memory
 *
 * @typedef {object} Picture a photograph or the like, or a test digit
 * @property {HTMLCanvasElement} image
 * @property {Promise<Loaded>} loaded when it can be shown; rejects where the browser can't show it
 * @property {() => void} close frees what the image takes; nothing is seen of it any more
 * @property {(signal: AbortSignal) => Opened} open shows it anew
 * @property {Size} size of the picture; 0 before it is loaded
 * @property {ImageBitmap | null} thumbnail null before it is loaded
 * @property {number} timeStamp when it came, as of performance.now()
 * @property {(reader: Reader, options?: ReadOptions) => Promise<Reading>} read
 * @property {string} name of its file
 * @property {File | null} origin its file as it came; null of a test digit. Pictures of one origin are one picture
 * @property {number} quarters how many times it has been turned to the right since, by 90 degrees: 0 to 3
 * @property {Picture["read"] | null} after the picture whose table it goes on with, by what reads it
 * @property {File[]} rest what came with it, to be read after it for the same table
 * @property {Box | null} region the part of it that is read, in its pixels; null for all of it
 * @property {import("../ui/test-digits.js").TestDigit | null} testDigit which it is, if it is one
 * @property {Reading} reading what it was read as last; NOTHING before it has been read
 *
 * @typedef {object} Pictures owned by picture-reader.js; part/hiding.js chooses how much of the reading is shown
 * @property {"idle" | "loading" | "reading" | "failed"} phase of the newest: loading until it can be shown
 * @property {Picture | null} incoming the newest, until it has been read; null while it is still being fetched
 * @property {number} share of the incoming picture that has been read, in [0, 1]
 * @property {Picture | null} shown the newest that has been read: on the sheet, in place of the drawing
 *
 * @typedef {object} Entry something that was on the sheet
 * @property {string | null} text what was read, "" for nothing; null where it had not been read yet
 * @property {Stroke[]} strokes of a drawing; none of a picture
 * @property {KeptPicture | null} picture what shows it and reads it again; its reading is NOTHING
 *
 * @typedef {object} State
 * @property {Network} network
 * @property {Drawing} drawing
 * @property {Pictures} pictures
 * @property {boolean} isErasing whether the eraser was taken, and pointers erase
 * @property {boolean} isInviting whether an empty pad may invite to write
 * @property {string} notice what there is to say of what came last
 * @property {import("./panels/panels.js").PanelName | null} panel the one that is open
 * @property {Point | null} chosen where the digit is that somebody chose
 * @property {Entry[]} history of this sitting, the newest first
 * @property {import("../offline/register.js").UseNewVersion | null} newVersion of the site, which waits
 */

/** @type {Reading} */
export const NOTHING = { text: "", digits: [], rows: [] };

/** A picture that comes, before more is known of it. */
export const UNKNOWN = {
  ...{ size: { width: 0, height: 0 }, thumbnail: null, testDigit: null, region: null, reading: NOTHING },
  ...{ name: "", origin: null, quarters: 0, after: null, rest: [] },
};

/** @type {State} */
export const INITIAL = {
  network: { phase: "loading", message: "", names: [], choice: "", name: "", reader: null, loaded: 0, total: 0 },
  drawing: {
    phase: "idle",
    strokes: [],
    size: { width: 1000, height: 750 },
    isGrowing: false,
    canUndo: false,
    canRedo: false,
    reading: NOTHING,
  },
  pictures: { phase: "idle", incoming: null, share: 0, shown: null },
  isErasing: false,
  isInviting: false,
  notice: "",
  panel: null,
  chosen: null,
  history: [],
  newVersion: null,
};
