/**
 * Settings and the like that this device keeps between visits, in localStorage. Their names begin with a prefix,
 * since other pages may share the origin. Where the browser keeps nothing, or has no room, changes last until the
 * page is closed.
 */

export const PREFIX = "digitpad-";

/** @param {string} name @returns {string | null} null where nothing is kept under that name */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value @returns {boolean} whether it is kept for the next visit */
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
    // A browser that keeps nothing has nothing to forget.
  }
}
