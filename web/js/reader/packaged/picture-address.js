/** Where a worker for pictures starts, in the npm package: from a file that bundlers bring along as it is. */

/**
 * @param {string} _script
 * @param {string | URL} [base] where the package's files lie
 * @returns {string}
 * @throws {TypeError} where there is no base, and the bundler says nothing of addresses
 */
export function pictureAddress(_script, base) {
  // All bundlers know this form, and only this. Some give a path alone.
  const beside = () => new URL("./pictures.js", import.meta.url).href;
  return base ? new URL("pictures.js", fromPage(base)).href : fromPage(beside());
}

/** @param {string | URL} address */
const fromPage = (address) => new URL(address, globalThis.document?.baseURI).href;
