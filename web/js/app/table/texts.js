/**
 * The texts of a table. They are asked for more than once after each change of a cell, and written out once. Pure, but
 * for what it remembers.
 *
 *     const textsOf = createTexts();
 *     textsOf(sheets) === textsOf(sheets); // true
 *
 * @typedef {{ text: string }[][][]} Sheets cells by sheet, row and column
 */

/**
 * @param {(sheets: Sheets) => string[][]} [write]
 * @returns {(sheets: Sheets) => string[][]} the same array, until the sheets are others and one of their texts is, too
 */
export function createTexts(write = written) {
  /** @type {Sheets | undefined} */
  let known;
  /** @type {string[][]} */
  let texts = [];
  return (sheets) => {
    if (sheets === known) return texts;
    known = sheets;
    const now = write(sheets);
    return (texts = isSame(texts, now) ? texts : now);
  };
}

/** As many texts in each row. @param {Sheets} sheets */
function written(sheets) {
  const rows = sheets.flat();
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => Array.from({ length: width }, (_, i) => cells[i]?.text ?? ""));
}

/** @param {string[][]} before @param {string[][]} now */
const isSame = (before, now) =>
  before.length === now.length &&
  now.every((row, i) => row.length === before[i].length && row.every((text, j) => text === before[i][j]));
