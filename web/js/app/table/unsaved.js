/**
 * Asks before the tab is left while cells were changed and neither copied nor saved since. It listens only then, since
 * browsers keep no page that does for when somebody goes back to it.
 */
export function createUnsaved() {
  /** @type {Set<object>} tables, by what is their own */
  const unsaved = new Set();
  const ask = (/** @type {Event} */ event) => event.preventDefault();
  const listen = () => (unsaved.size ? addEventListener : removeEventListener)("beforeunload", ask);
  return {
    /** @param {object} table */
    changed(table) {
      unsaved.add(table);
      listen();
    },
    /** @param {object} table */
    saved(table) {
      unsaved.delete(table);
      listen();
    },
  };
}
