/**
 * Several pictures for one table: each is read once the one before it has been, as long as nothing else takes the
 * sheet.
 *
 * @typedef {import("./sheets.js").Key} Key
 */

// Pictures that are read one after the other. Each keeps its file and a thumbnail: some 60 KB besides the file. Larger,
// and a folder that somebody drops by mistake fills the memory of a phone.
const MOST = 100;

/**
 * @param {object} page
 * @param {import("../state.js").Store} page.store
 * @param {ReturnType<typeof import("../bring.js").createBring>} page.bring
 * @param {(error: unknown) => void} page.notice
 */
export function createAdding({ store, bring, notice }) {
  /** @param {File[]} files @param {Key} last the picture that they come after */
  return async (files, last) => {
    /** @type {string[]} */
    const left = [];
    for (const [i, file] of files.entries()) {
      if (i < MOST) await bring.file({ file, after: last, rest: [], timeStamp: performance.now() });
      const { shown: now } = store.state.pictures;
      if (now?.after === last && now.read !== last) last = now.read;
      else left.push(file.name);
      if (now?.read !== last) {
        left.push(...files.slice(i + 1).map(({ name }) => name));
        break;
      }
    }
    if (left.length) notice(notRead(left));
  };
}

/** @param {string[]} names */
const notRead = (names) =>
  names.length > 3
    ? `${names.length} pictures were not read: ${names.slice(0, 3).join(", ")} and others.`
    : `Not read: ${names.join(", ")}.`;
