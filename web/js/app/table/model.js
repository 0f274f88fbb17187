/**
 * What a table shows: its cells with what people have said of them and what is amiss with them, and the active one. It
 * knows nothing of the page.
 *
 *     const model = createModel();
 *     model.take(picture);               // one that has been read
 *     model.open(key);                   // the table of the picture with this key
 *     model.say({ text: "12" });         // of the active cell
 *
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {import("./sheets.js").Key} Key
 * @typedef {import("./sheets.js").Sheet} Sheet
 * @typedef {import("./grid.js").Place} Place
 * @typedef {import("./written.js").CheckedCell} CheckedCell
 * @typedef {import("./cells.js").Box} Box
 */
import { digitAt } from "../selection.js";
import { NOTHING } from "../state.js";
import { cellsOf, outsideOf } from "./cells.js";
import { amiss, NO_NUMBER } from "./checks.js";
import { edited, withEdit } from "./edits.js";
import { isNumber } from "./numbers.js";
import { nextToCheck } from "./places.js";
import { createSheets } from "./sheets.js";
import { createTexts } from "./texts.js";

export function createModel() {
  /**
   * By pictures and by their origins, as long as one of them is on the sheet, or an earlier one.
   * @type {WeakMap<Key | File, ReturnType<typeof createSheets>>}
   */
  const tables = new WeakMap();
  /** @type {import("./checks.js").Check[]} */
  let checks = [];
  let table = createSheets();
  const textsOf = createTexts();
  /** @type {CheckedCell[][][]} by sheet, row and column */
  let sheets = [];
  /** @type {Place} */
  let active = { line: 0, column: 0 };

  const lines = () => sheets.flat();
  const cell = ({ line, column } = active) => lines()[line]?.[column];
  const toCheck = () => lines().map((cells) => cells.map((cell) => cell.toCheck.length > 0));
  const refresh = () => {
    const rows = table.all.map((sheet) => edited(sheet.rows, table.editsOf(sheet.key)));
    const found = amiss(
      rows.map((cells) => cells.map((row) => row.map(({ text }) => text))),
      checks,
    );
    sheets = rows.map((cells, i) => cells.map((row, j) => row.map((cell, k) => checked(cell, found[i][j][k]))));
    const line = Math.max(0, Math.min(active.line, lines().length - 1));
    active = { line, column: Math.max(0, Math.min(active.column, (lines()[line]?.length ?? 0) - 1)) };
  };
  /** @returns {{ sheet: Sheet, first: number } | undefined} and the first of its lines */
  const sheetOf = (/** @type {number} */ line) => {
    let first = 0;
    for (const [i, rows] of sheets.entries()) {
      if (line < first + rows.length) return { sheet: table.all[i], first };
      first += rows.length;
    }
  };
  const firstLineOf = (/** @type {Key} */ key) => {
    const at = table.all.findIndex((sheet) => sheet.key === key);
    return sheets.slice(0, at).flat().length;
  };
  /** @param {{ text?: string | null, accepted?: string[] } | null} change */
  const say = (change) => {
    const own = sheetOf(active.line);
    if (!own) return;
    const { key, rows } = own.sheet;
    const before = table.editsOf(key);
    const after = withEdit(before, rows, rows[active.line - own.first][active.column], change);
    const isSame = after.length === before.length && after.every((edit) => before.includes(edit));
    if (!isSame) table.change(key, after);
    refresh();
  };
  /** To where something changes. @template {import("./sheets.js").Step | undefined} S @param {S} step @returns {S} */
  const goWith = (step) => {
    refresh();
    if (!step) return step;
    const { before, after } = step;
    const changed = [...after, ...before].find((edit) => before.includes(edit) !== after.includes(edit));
    const place = changed?.place ?? step.place;
    if (place) goTo(step.key, place);
    return step;
  };
  /** @param {Key} key @param {import("../state.js").Point} point in the picture */
  const goTo = (key, point) => {
    const rows = sheets[table.all.findIndex((sheet) => sheet.key === key)] ?? [];
    const index = digitAt(rows.flat(), point);
    if (index < 0) return;
    const width = rows[0].length;
    active = { line: firstLineOf(key) + Math.floor(index / width), column: index % width };
  };
  return {
    get active() {
      return active;
    },
    set active(place) {
      active = place;
    },
    get sheets() {
      return sheets.map((rows, i) => ({ sheet: table.all[i], rows }));
    },
    /** What is the table's own, whatever is in it: any object. */
    get table() {
      return table;
    },
    /** Whether somebody has changed a cell, or accepted one. */
    get isMended() {
      return table.all.some(({ key }) => table.editsOf(key).length > 0);
    },
    /** What was read beside the tables, and is not in them. */
    get outside() {
      return table.all.flatMap(({ outside }) => outside);
    },
    get columns() {
      return Math.max(0, ...lines().map((cells) => cells.length));
    },
    get count() {
      return toCheck().flat().filter(Boolean).length;
    },
    get canUndo() {
      return table.canUndo;
    },
    get canRedo() {
      return table.canRedo;
    },
    /** The active one; undefined in a table without cells. @returns {CheckedCell | undefined} */
    cell: () => cell(),
    /** The sheet of the active cell. */
    sheet: () => sheetOf(active.line)?.sheet,
    has: (/** @type {Key | File | null | undefined} */ key) => key != null && tables.has(key),
    /** @param {Picture} picture that has been read @returns {boolean} whether it is a new one */
    take(picture) {
      if (picture.testDigit) return false;
      const { image, loaded, close, ...kept } = picture; // what is left opens it anew
      const { read: key, origin, after, name, size } = picture;
      const [same, before] = [tables.get(key) ?? (origin && tables.get(origin)), after && tables.get(after)];
      const own = same ?? before ?? createSheets();
      const isNew = !tables.has(key);
      for (const known of [key, origin]) if (known) tables.set(known, own);
      const [rows, outside] = [cellsOf(picture.reading), outsideOf(picture.reading)];
      own.put({ key, name, size, picture: { ...kept, reading: NOTHING }, rows, outside });
      return isNew;
    },
    /** Whether somebody has typed what is there in the picture with this key. @param {Key} key @param {Box} box */
    isTyped: (key, box) =>
      tables
        .get(key)
        ?.editsOf(key)
        .some(({ text, place }) => text !== null && digitAt([{ box }], place) === 0) ?? false,
    /** The table of a picture, with the active cell in it. @param {Key} key */
    open(key) {
      const isOther = table !== tables.get(key);
      table = tables.get(key) ?? table;
      refresh();
      if (!isOther && sheetOf(active.line)?.sheet.key === key) return;
      const first = { line: firstLineOf(key), column: 0 };
      const next = cell(first)?.toCheck.length ? first : nextToCheck(toCheck(), first, 1, false);
      active = next && sheetOf(next.line)?.sheet.key === key ? next : first;
      refresh();
    },
    goTo,
    /** @param {1 | -1} step @param {boolean} isRound @returns {boolean} whether there is another cell to check */
    goToNext(step, isRound) {
      const next = nextToCheck(toCheck(), active, step, isRound);
      active = next ?? active;
      return next !== null;
    },
    /** What is in the active cell; null gives its reading back. @param {string | null} text */
    write(text) {
      const own = cell();
      if (!own || text === null) return say(null);
      if (text === own.read) say({ accepted: own.doubt ? [own.doubt] : [] });
      else say({ text });
    },
    /** The active cell is right as it is. */
    accept() {
      const own = cell();
      if (own?.toCheck.length) say({ text: own.isTyped ? own.text : null, accepted: own.amiss });
    },
    /**
     * From the picture with this key.
     * @param {Key} key
     * @param {import("./sheets.js").Learnt} learnt
     * @param {import("../state.js").Point | null} place of the digit
     */
    learn: (key, learnt, place) => table.learn(key, learnt, place ?? undefined),
    undo: () => goWith(table.undo()),
    redo: () => goWith(table.redo()),
    /** @param {import("./checks.js").Check[]} switchedOn */
    check(switchedOn) {
      checks = switchedOn;
      refresh();
    },
    /** The texts of all cells, as many in each row: the same array until one of them changes. */
    texts: () => textsOf(sheets),
  };
}

/** @param {import("./edits.js").EditedCell} cell @param {string[]} found amiss by checks @returns {CheckedCell} */
function checked(cell, found) {
  const { text, doubt, isTyped } = cell;
  const own = isTyped ? (text && !isNumber(text) ? NO_NUMBER : "") : doubt;
  const all = [...new Set([own, ...found])].filter(Boolean);
  return { ...cell, amiss: all, toCheck: all.filter((why) => !cell.accepted.includes(why)) };
}
