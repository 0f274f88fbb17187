/**
 * The models that were published with these scripts: in the site, files beside them. (In the npm package another module
 * stands here, which tools/bundle/package.mjs writes.)
 */
import { fetchCard } from "./model-files.js";

/** Their names, the default one first. */
export const models = Object.keys(MODEL_CARDS);

/**
 * @param {string} name one of them
 * @returns {Promise<import("../types.js").Card>}
 * @throws {import("./model-files.js").ModelError} when it can't be fetched or is no card
 */
export const cardOf = (name) => fetchCard(new URL(MODEL_CARDS[name], import.meta.url));
