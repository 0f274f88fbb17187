/**
 * The row network's files, which lie beside these scripts in the site. (In the npm package, which has no room for them,
 * ../packaged/row-files.js stands here.) Pictures are read without them, too: nothing here rejects.
 *
 * @typedef {import("../network/from-files.js").Files} Files
 */
import { fetchedFiles } from "../network/fetched.js";
import { once } from "../shared/once.js";
import { secondOf } from "./row-network.js";

const fetched = once(() => fetchedFiles(new URL(ROWS_CARD, import.meta.url), { onProgress: () => {} }));

let isMissing = false;

/** Whether pictures are read without them, since they did not arrive when they were asked for last. */
export const rowFilesAreMissing = () => isMissing;

/** @returns {Promise<Files | null>} fetched once; null where they don't arrive: whoever asks next starts afresh */
export async function rowFiles() {
  const files = await fetched().catch(told);
  isMissing = files === null;
  return files;
}

/**
 * @param {Files | null} files
 * @returns {Promise<import("./row-network.js").Second | null>} null without files, or where they are no network
 */
export const secondOpinionOf = async (files) => files && secondOf(files).catch(told);

let isTold = false; // once: frames of a camera are many

/** @param {Error} error */
function told({ message }) {
  if (!isTold) console.warn(`Digits that touch are read less well: ${message}`);
  isTold = true;
  return null;
}
