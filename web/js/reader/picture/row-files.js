/**
 * The row network's files, which lie beside these scripts in the site. (In the npm package, which has no room for them,
 * ../packaged/row-files.js stands here.)
 */
import { fetchedFiles } from "../network/fetched.js";
import { once } from "../shared/once.js";

export { secondOpinionOf } from "./row-network.js";

/**
 * Fetched once, when the first picture is read.
 * @type {() => Promise<import("../network/from-files.js").Files | null>} null where there are none; rejects with a
 *   ModelError where they can't be fetched, or are damaged, and the next who asks starts afresh
 */
export const rowFiles = once(() => fetchedFiles(new URL(ROWS_CARD, import.meta.url), { onProgress: () => {} }));
