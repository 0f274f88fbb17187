/**
 * The readings of this sitting that have gone from the sheet, each with its ink, so that each can be brought back.
 *
 * @typedef {import("../pad/pad.js").Stroke} Stroke
 * @typedef {object} Entry
 * @property {string} text what was read, "" for nothing
 * @property {Stroke[]} strokes of a drawing; none of a picture
 * @property {import("./main.js").Picture | null} picture
 */

const MOST = 30; // of which the oldest goes

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
  if (a.picture || b.picture) return a.picture?.image === b.picture?.image;
  return a.strokes.length === b.strokes.length && a.strokes.every((stroke, i) => stroke === b.strokes[i]);
}
