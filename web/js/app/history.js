/**
 * The readings of this sitting that have gone from the sheet, each with its ink, so that each can be brought back.
 *
 * @typedef {import("./state.js").Entry} Entry
 * @typedef {import("./state.js").Stroke} Stroke
 */

/** Readings; of more the oldest goes. Each holds its strokes, or the thumbnail of its picture, in memory. */
export const MOST = 30;

/**
 * @param {Entry[]} history the newest first
 * @param {Entry} gone
 * @returns {Entry[]} with what has gone; nothing is there twice
 */
export function withEntry(history, gone) {
  return [gone, ...history.filter((entry) => !isSame(entry, gone))].slice(0, MOST);
}

/** @param {Entry} a @param {Entry} b */
function isSame(a, b) {
  if (a.picture || b.picture) return sourceOf(a) === sourceOf(b);
  return a.strokes.length === b.strokes.length && a.strokes.every((stroke, i) => isSameStroke(stroke, b.strokes[i]));
}

/** The same of a picture that is turned. @param {Entry} entry */
const sourceOf = ({ picture }) => picture?.origin ?? picture?.read;

/** Also where one of them was kept and brought back. @param {Stroke} a @param {Stroke} b */
function isSameStroke(a, b) {
  return a === b || (a.length === b.length && a.every(({ x, y }, i) => x === b[i].x && y === b[i].y));
}
