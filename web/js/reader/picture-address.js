/** Where a worker for pictures starts: in the site, from the script for pictures itself. (See also ./packaged/.) */

/**
 * @type {(script: string, base?: string | URL) => string} `script`: the address of the script for pictures; `base`: of
 *   the npm package alone
 */
export const pictureAddress = (script) => script;
