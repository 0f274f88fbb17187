/**
 * What a page has one of for all pictures, whichever network reads them: the script for pictures, which asks a worker.
 *
 * @typedef {import("./picture/worker.js").View} View
 */
import { ModelError } from "./network/model-files.js";
import { pictureAddress } from "./picture-address.js";
import { imported } from "./shared/imported.js";
import { nextTurn } from "./shared/next-turn.js";
import { once } from "./shared/once.js";

/** @type {typeof import("./picture/worker.js") | undefined} once it is there */
let script;

/** Whether pictures are read in a worker; undefined before one was large enough to ask for it. */
export const hasPictureWorker = () => script?.hasWorker();

/** Whether the last picture was read without the row network, which did not arrive. */
export const lacksRowNetwork = () => script?.rowFilesAreMissing() === true;

/**
 * @param {import("./types.js").PictureSource} source
 * @param {import("./types.js").ReadOptions} options
 * @param {Parameters<typeof import("./picture/worker.js").readPicture>[2]} mind
 * @param {string | URL} [base] where the files of the npm package lie
 */
export async function readPicture(source, options, mind, base) {
  const { pictures, page } = await scriptForPictures(base);
  const read = await pictures.readPicture(source, options, mind, page);
  return {
    ...read,
    // In a task of its own, since the page waits: of hundreds of numbers it takes as long as reading out their digits.
    tableOf: async (/** @type {import("./types.js").Row[]} */ rows) => {
      await nextTurn();
      return pictures.tableOf(rows, read.cells ?? [], read.quarters);
    },
  };
}

/**
 * A file as a picture to look at. Whoever reads the same file next does not have to decode it again.
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<View>} its bitmaps are the caller's to close
 * @throws {TypeError} where it is no picture that can be read; says what came and what to do
 * @throws the signal's reason, once it is aborted
 */
export async function openPicture(file, signal) {
  const { pictures, page } = await scriptForPictures();
  return pictures.openPicture(file, signal, page);
}

// The first shares nothing with the page, since a worker runs it, too. A page has one policy for trusted scripts.
const scripts = () => Promise.all([import("./picture/worker.js"), import("./shared/trusted-scripts.js")]);
const importScripts = once(() => imported(scripts, "The script for pictures"));

/** @param {string | URL} [base] */
async function scriptForPictures(base) {
  const [pictures, { trustedWorker }] = await importScripts();
  script = pictures;
  const addressOf = (/** @type {string} */ script) => pictureAddress(script, base);
  return { pictures, page: { trustedWorker, addressOf, ModelError } };
}
