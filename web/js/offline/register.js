/**
 * Keeps the site on this device, by its service worker, once the page has what it needs itself.
 *
 * @typedef {() => void} UseNewVersion loads the page anew, from the new version
 */
import { trustedScript } from "../reader/shared/trusted-scripts.js";

let isKept = false;

/**
 * Only the first call does something.
 * @param {(use: UseNewVersion) => void} onNewVersion told when a new version of the site waits to be used
 */
export async function keepOffline(onNewVersion) {
  const { serviceWorker } = navigator;
  if (isKept) return;
  isKept = true;
  if (!serviceWorker) return; // not on plain http elsewhere than on this machine, nor in some private windows
  const isUpdate = serviceWorker.controller !== null;
  const registration = await serviceWorker
    .register(trustedScript("offline.js"), { updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return; // the page works as well without
  const tell = (/** @type {ServiceWorker | null} */ waiting) =>
    waiting && isUpdate && onNewVersion(() => useNewVersion(waiting));
  tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => installing.state === "installed" && tell(installing));
  });
}

/** @param {ServiceWorker} waiting */
function useNewVersion(waiting) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("use");
}
