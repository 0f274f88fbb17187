/**
 * The way to what keeps the site on this device: fetched once something has been read and the page is idle, so that it
 * takes nothing from what a first reading waits for. Where the site is kept already, it is fetched as soon as the page
 * can read, to look for a new version. What pictures need is kept from the second visit on, or once one was read: that
 * is a third of all, and many only write.
 *
 *     const offline = createOffline({ onNewVersion: (use) => …, onNote: (note) => … });
 *     offline.keepSoon("pad");
 */
import { imported } from "../reader/shared/imported.js";
import { whenIdle } from "../ui/idle.js";

/**
 * @param {object} listener
 * @param {(use: import("../offline/register.js").UseNewVersion) => void} listener.onNewVersion
 * @param {(note: string) => void} listener.onNote told what is wrong with how the host sends the site
 */
export function createOffline({ onNewVersion, onNote }) {
  const keep = async (/** @type {string | undefined} */ source) => {
    try {
      const script = await imported(() => import("../offline/register.js"), "The script that keeps the site");
      await script.keepOffline(onNewVersion, onNote, source);
    } catch {
      // The page works as well without; the next reading tries again.
    }
  };
  /** @param {string} [source] of what was read, "image" of pictures */
  const keepSoon = (source) => whenIdle(() => void keep(source));
  return {
    keepSoon,
    /** Where it is kept already. */
    lookForNewVersion: () => navigator.serviceWorker?.controller && keepSoon(),
  };
}
