/**
 * What people say of cells: what is in them, and that they are right. An edit is known by its place in the picture, so
 * that it holds when the picture is read again, by another network or in part. Pure.
 *
 * @typedef {import("./cells.js").Cell} Cell
 *
 * @typedef {object} Edit
 * @property {import("../../reader/types.js").Point} place the middle of its cell, in pixels of the picture
 * @property {string | null} text what is in the cell; null: what was read
 * @property {string[]} accepted what was amiss with the cell when somebody said that it is right
 *
 * @typedef {object} Edited
 * @property {string} text what is in the cell
 * @property {boolean} isTyped whether somebody typed it
 * @property {string[]} accepted see Edit
 *
 * @typedef {Cell & Edited} EditedCell
 */
import { digitAt, middleOf } from "../selection.js";

/**
 * @param {Cell[][]} rows
 * @param {Edit[]} edits
 * @returns {EditedCell[][]}
 */
export function edited(rows, edits) {
  const cells = rows.flat();
  const byCell = new Map(edits.map((edit) => [cells[digitAt(cells, edit.place)], edit]));
  return rows.map((row) =>
    row.map((cell) => {
      const { text = null, accepted = [] } = byCell.get(cell) ?? {};
      return { ...cell, text: text ?? cell.read, isTyped: text !== null, accepted };
    }),
  );
}

/**
 * @param {Edit[]} edits
 * @param {Cell[][]} rows
 * @param {Cell} cell of these rows
 * @param {{ text?: string | null, accepted?: string[] } | null} change null gives the reading back
 * @returns {Edit[]}
 */
export function withEdit(edits, rows, cell, change) {
  const cells = rows.flat();
  const index = cells.indexOf(cell);
  const others = edits.filter(({ place }) => digitAt(cells, place) !== index);
  if (!change) return others;
  const text = change.text === cell.read ? null : (change.text ?? null);
  const edit = { place: middleOf(cell.box), text, accepted: change.accepted ?? [] };
  return text === null && edit.accepted.length === 0 ? others : [...others, edit];
}
