// Milliseconds for which a button says that it has done what it does. Larger, it says so of something older.
const SHOWN = 1500;

/**
 * Shows something for a moment, from the last time on that it is asked for.
 * @param {() => void} show
 * @param {() => void} hide
 * @returns {() => void}
 */
export function createMoment(show, hide) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shown;
  return () => {
    show();
    clearTimeout(shown);
    shown = setTimeout(hide, SHOWN);
  };
}
