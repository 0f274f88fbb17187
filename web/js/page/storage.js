/**
 * What this device remembers from visit to visit, under names that pages of other people on the same origin don't use.
 * Where a browser keeps nothing, or has no room, all of it holds for this visit.
 */

const PREFIX = "digitpad-";

/** @param {string} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // It holds for this visit.
  }
}
