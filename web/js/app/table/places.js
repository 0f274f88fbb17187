/**
 * Where in a grid keys lead. Pure.
 *
 * @typedef {import("./grid.js").Place} Place
 */

const PAGE = 10; // rows that PageUp and PageDown move by. Larger, they leave out rows of which nothing was seen

/**
 * @param {Place} from
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean }} press
 * @param {number[]} widths of the lines, in cells
 * @returns {Place | null} within the grid; null for keys that don't move
 */
export function moved({ line, column }, { key, ctrlKey, metaKey, altKey, shiftKey }, widths) {
  if (altKey || shiftKey || metaKey) return null;
  const [down, across] = stepOf(key, ctrlKey, line, column, widths) ?? [];
  if (down === undefined || across === undefined) return null;
  const to = clamp(down, widths.length - 1);
  return { line: to, column: clamp(across, widths[to] - 1) };
}

/**
 * @param {string} key
 * @param {boolean} isFar with Ctrl
 * @param {number} line
 * @param {number} column
 * @param {number[]} widths
 * @returns {[number, number] | undefined}
 */
function stepOf(key, isFar, line, column, widths) {
  if (key === "Home") return [isFar ? 0 : line, 0];
  if (key === "End") return [isFar ? widths.length - 1 : line, Infinity];
  if (isFar) return;
  if (key === "ArrowUp") return [line - 1, column];
  if (key === "ArrowDown") return [line + 1, column];
  if (key === "ArrowLeft") return [line, column - 1];
  if (key === "ArrowRight") return [line, column + 1];
  if (key === "PageUp") return [line - PAGE, column];
  if (key === "PageDown") return [line + PAGE, column];
}

/**
 * The next cell with something to check.
 * @param {boolean[][]} toCheck of each cell of each line
 * @param {Place} from
 * @param {1 | -1} step forwards or backwards
 * @param {boolean} isRound whether it goes on at the other end
 * @returns {Place | null} another cell than it starts from; null where there is none
 */
export function nextToCheck(toCheck, from, step, isRound) {
  const all = toCheck.flatMap((line, i) => line.flatMap((is, column) => (is ? [{ line: i, column }] : [])));
  const order = step > 0 ? all : all.reverse();
  const isBeyond = (/** @type {Place} */ to) => step * (to.line - from.line || to.column - from.column) > 0;
  const beyond = order.find(isBeyond);
  if (beyond || !isRound) return beyond ?? null;
  return order.find(({ line, column }) => line !== from.line || column !== from.column) ?? null;
}

/** @param {number} value @param {number} most */
const clamp = (value, most) => Math.max(0, Math.min(most, value));
