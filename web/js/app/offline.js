/**
 * The way to what keeps the site on this device: fetched once something has been read and the page is idle, so that it
 * takes nothing from what a first reading waits for. Where the site is kept already, it is fetched at once, to look for
 * a new version.
 *
 *     const offline = createOffline({ onNewVersion: (use) => …, onNote: (note) => … });
 *     offline.keepSoon();
 */
import { imported } from "../reader/shared/imported.js";
import { once } from "../reader/shared/once.js";
import { whenIdle } from "../ui/idle.js";

/**
 * @param {object} listener
 * @param {(use: import("../offline/register.js").UseNewVersion) => void} listener.onNewVersion
 * @param {(note: string) => void} listener.onNote told what is wrong with how the host sends the site
 */
export function createOffline({ onNewVersion, onNote }) {
  const keep = once(async () => {
    const script = await imported(() => import("../offline/register.js"), "The script that keeps the site");
    await script.keepOffline(onNewVersion, onNote);
  });
  const attempt = () => void keep().catch(() => {}); // the page works as well without; the next reading tries again
  return {
    /** Once the page is idle. */
    keepSoon: () => whenIdle(attempt),
    /** At once, where it is kept already. */
    lookForNewVersion: () => navigator.serviceWorker?.controller && attempt(),
  };
}
