/**
 * Why a part of Digitpad that is imported when it is asked for is not there: for the `catch` of its import.
 * @param {string} what the part, as the beginning of a sentence
 * @returns {(cause: unknown) => never} throws an error that says so, and what to do
 */
export const notLoaded = (what) => (cause) => {
  throw new Error(`${what} did not load. Check the connection and try again.`, { cause });
};
