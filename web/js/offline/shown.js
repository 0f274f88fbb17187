/**
 * Which builds open tabs still show: a tab stays with the build that it was opened from, and asks for that build's
 * files for as long as it is open.
 *
 * @typedef {object} Kept a build's cache
 * @property {string} name
 * @property {number} activated when the build was put to use, in ms since 1970; 0 where it never was, NaN where nobody
 *   wrote it down
 * @property {string[]} tabs those that were open then: each of them shows a build of before
 */

/**
 * @param {Kept[]} kept
 * @param {string[]} open tabs
 * @returns {Set<string>} names
 */
export function stillShown(kept, open) {
  const newestFirst = kept.filter(({ activated }) => activated > 0).sort((a, b) => b.activated - a.activated);
  const used = kept.filter(({ activated }) => activated !== 0);
  return new Set(
    open.flatMap((tab) => {
      const shown = newestFirst.find(({ tabs }) => !tabs.includes(tab));
      return shown ? [shown.name] : used.map(({ name }) => name); // any of them: nobody knows
    }),
  );
}
