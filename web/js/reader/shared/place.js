/**
 * Where the site's scripts are. (In the npm package, whose files bundlers move and rename, ../packaged/place.js stands
 * here.)
 */

/** The address of the script that this is built into: for a script that is built alone, its own. */
export const SCRIPT = import.meta.url;

/** The folder of all scripts, with a slash at its end. */
export const FOLDER = SCRIPT.replace(/[^/]*$/, ""); // new URL(".", …) would be a file's address to bundlers
