/**
 * What this device remembers from visit to visit, under names that pages of other people on the same origin don't use.
 * Where a browser keeps nothing, or has no room, all of it holds for this visit.
 */

export const PREFIX = "digitpad-";

/** @param {string} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value @returns {boolean} whether it is there on the next visit, too */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Where nothing is kept, there is nothing to forget.
  }
}
