/**
 * The networks that were published with these scripts: in the site, files beside them. (In the npm package
 * ../packaged/published.js stands here.)
 */
import { fetchedFiles } from "./fetched.js";

/** Their names, the default one first. */
export const models = Object.keys(MODEL_CARDS);

/**
 * @param {string} name one of them
 * @param {import("./fetched.js").Fetching} fetching
 * @returns {Promise<import("./from-files.js").Files>}
 * @throws {import("./model-files.js").ModelError} when they can't be fetched, or are damaged
 */
export const filesOf = (name, fetching) => fetchedFiles(new URL(MODEL_CARDS[name], import.meta.url), fetching);
