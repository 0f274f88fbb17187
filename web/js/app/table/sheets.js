/**
 * One table of one or several pictures: each a sheet, one below the other, and what people have changed, and said of
 * digits, step by step.
 *
 *     const table = createSheets();
 *     table.put({ key, name, size, picture, rows: cellsOf(reading) });
 *     table.change(key, withEdit(table.editsOf(key), rows, cell, { text: "12" }));
 *     table.undo();
 *
 * @typedef {import("./cells.js").Cell} Cell
 * @typedef {import("./edits.js").Edit} Edit
 * @typedef {import("../state.js").Picture["read"]} Key which picture it is of, also once it has been closed
 *
 * @typedef {object} Sheet
 * @property {Key} key
 * @property {string} name of the picture's file
 * @property {import("../state.js").Size} size of the picture, in its pixels
 * @property {import("../state.js").KeptPicture} picture what shows it again
 * @property {Cell[][]} rows
 * @property {string[]} outside what was read beside the table
 *
 * @typedef {object} Step
 * @property {Key} key
 * @property {Edit[]} before
 * @property {Edit[]} after
 * @property {Learnt} [learnt] what was learnt from the picture, where that is all
 * @property {Edit["place"]} [place] where in the picture that was
 *
 * @typedef {import("../corrections/lessons.js").Learnt} Learnt
 */
import { turnedEdits } from "./edits.js";

// Steps that can be undone. Larger, and what an hour of typing leaves in memory grows without a limit.
const MOST_STEPS = 1000;

export function createSheets() {
  /** @type {Sheet[]} */
  let sheets = [];
  /** @type {Map<Key, Edit[]>} */
  const edits = new Map();
  /** @type {Step[]} */
  let done = [];
  /** @type {Step[]} */
  let undone = [];
  const editsOf = (/** @type {Key} */ key) => edits.get(key) ?? [];
  const add = (/** @type {Step} */ step) => {
    done = [...done, step].slice(-MOST_STEPS);
    undone = [];
  };
  return {
    /** @returns {readonly Sheet[]} from top to bottom */
    get all() {
      return sheets;
    },
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    editsOf,
    /**
     * Of a picture that has been read: a new one at the end, another reading in its place, or the same picture turned,
     * in which what was changed stands where it did, and can be undone.
     * @param {Sheet} sheet
     */
    put(sheet) {
      const at = sheets.findIndex((other) => isSamePicture(other, sheet));
      if (at < 0) return void (sheets = [...sheets, sheet]);
      const before = sheets[at];
      sheets = sheets.with(at, sheet);
      if (before.key === sheet.key) return;
      const turned = (/** @type {Edit[]} */ some) => turnedEdits(some, viewOf(before), viewOf(sheet));
      edits.set(sheet.key, turned(editsOf(before.key)));
      edits.delete(before.key);
      [done, undone] = [done, undone].map((steps) =>
        steps.map((step) => (step.key === before.key ? stepOf(step, sheet.key, turned) : step)),
      );
    },
    /** @param {Key} key @param {Edit[]} after */
    change(key, after) {
      add({ key, before: editsOf(key), after });
      edits.set(key, after);
    },
    /** A step that changes no cell. @param {Key} key @param {Learnt} learnt @param {Edit["place"]} [place] */
    learn: (key, learnt, place) => add({ key, before: editsOf(key), after: editsOf(key), learnt, place }),
    /** @returns {Step | undefined} what was undone; undefined where there is nothing left */
    undo() {
      const step = done.at(-1);
      if (!step) return;
      done = done.slice(0, -1);
      undone = [...undone, step];
      edits.set(step.key, step.before);
      return step;
    },
    /** @returns {Step | undefined} */
    redo() {
      const step = undone.at(-1);
      if (!step) return;
      undone = undone.slice(0, -1);
      done = [...done, step];
      edits.set(step.key, step.after);
      return step;
    },
  };
}

/** @param {Sheet} a @param {Sheet} b */
const isSamePicture = (a, b) => a.key === b.key || (a.picture.origin !== null && a.picture.origin === b.picture.origin);

/** @param {Sheet} sheet @returns {import("./edits.js").View} */
const viewOf = ({ size, picture: { quarters } }) => ({ size, quarters });

/**
 * A step in another view of its picture. What it did not change is the same edit before and after.
 * @param {Step} step
 * @param {Key} key
 * @param {(edits: Edit[]) => Edit[]} turned
 * @returns {Step}
 */
function stepOf(step, key, turned) {
  const before = turned(step.before);
  const after = turned(step.after).map((edit, i) => before[step.before.indexOf(step.after[i])] ?? edit);
  const [there] = step.place ? turned([{ place: step.place, text: null, accepted: [] }]) : [];
  return { ...step, key, before, after, place: there?.place };
}
