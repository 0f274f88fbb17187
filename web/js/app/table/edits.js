/**
 * What people say of cells: what is in them, and that they are right. An edit is known by its place in the picture, so
 * that it holds when the picture is read again, by another network, in part, or turned. Pure.
 *
 * @typedef {import("./cells.js").Cell} Cell
 *
 * @typedef {object} Edit
 * @property {import("../../reader/types.js").Point} place in its cell, in pixels of the picture: the middle of its ink,
 *   if there is some, which is the same once a part of the picture is read, and no cell's lines are seen
 * @property {string | null} text what is in the cell; null: what was read
 * @property {string[]} accepted what was amiss with the cell when somebody said that it is right
 *
 * @typedef {object} Edited
 * @property {string} text what is in the cell
 * @property {boolean} isTyped whether somebody typed it
 * @property {string[]} accepted see Edit
 *
 * @typedef {Cell & Edited} EditedCell
 *
 * @typedef {object} View of a picture
 * @property {import("../state.js").Size} size in its pixels
 * @property {number} quarters how many times it has been turned to the right, by 90 degrees
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
  const own = middleOf(cell.ink);
  const place = digitAt(cells, own) === index ? own : middleOf(cell.box); // of a number on the line between two cells
  const edit = { place, text, accepted: change.accepted ?? [] };
  return text === null && edit.accepted.length === 0 ? others : [...others, edit];
}

/**
 * @param {Edit[]} edits
 * @param {View} from what their places are in
 * @param {View} to the same picture, turned
 * @returns {Edit[]} in the same places of what is seen
 */
export const turnedEdits = (edits, from, to) =>
  edits.map((edit) => {
    let at = { x: edit.place.x / from.size.width, y: edit.place.y / from.size.height };
    const quarters = (to.quarters - from.quarters + 4) % 4;
    for (let i = 0; i < quarters; i++) at = { x: 1 - at.y, y: at.x };
    return { ...edit, place: { x: at.x * to.size.width, y: at.y * to.size.height } };
  });
