/**
 * Tables that somebody has mended, kept in this tab whatever becomes of the page: as the texts of their cells, without
 * their pictures, which may be large.
 *
 *     const keeping = createTableKeeping();
 *     keeping.keep(table, { name: "page.png", rows: [["12", "345"]] });
 *     keptTables();
 *
 * @typedef {{ name: string, rows: string[][] }} KeptTable `name`: of its first picture's file
 */

const TABLES = "digitpad-tables"; // in sessionStorage, which each tab has for itself

// Tables; of more the oldest goes. Larger, and the list of earlier readings is long.
const MOST = 10;

// Characters of all of them: some 20,000 cells. Browsers give some 5 million to all pages of a host together; larger,
// and writing them, after each change of a cell, is felt.
const MOST_TEXT = 200_000;

/** @returns {KeptTable[]} the newest first; none of what is damaged */
export function keptTables() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TABLES) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isTable) : [];
  } catch {
    return []; // storage is refused, or damaged
  }
}

export function createTableKeeping() {
  const before = keptTables();
  /** @type {Map<object, KeptTable>} by what is a table's own, the one that was changed last at the end */
  const own = new Map();
  return {
    /**
     * @param {object} table any object that is its own
     * @param {KeptTable | null} content null where nothing of it is mended any more
     */
    keep(table, content) {
      own.delete(table);
      if (content) own.set(table, content);
      write([...[...own.values()].reverse(), ...before].slice(0, MOST));
    },
  };
}

/** As many of the newest as there is room for. @param {KeptTable[]} tables the newest first */
function write(tables) {
  for (let count = tables.length; count > 0; count--) {
    const text = JSON.stringify(tables.slice(0, count));
    if (text.length <= MOST_TEXT && put(text)) return;
  }
  put("");
}

/** @param {string} text @returns {boolean} whether it is kept */
function put(text) {
  try {
    sessionStorage.setItem(TABLES, text || "[]");
    return true;
  } catch {
    return false; // storage is full or refused
  }
}

/** @param {any} kept @returns {kept is KeptTable} */
const isTable = (kept) =>
  typeof kept?.name === "string" &&
  Array.isArray(kept.rows) &&
  kept.rows.every((/** @type {unknown} */ row) => Array.isArray(row) && row.every((cell) => typeof cell === "string"));
