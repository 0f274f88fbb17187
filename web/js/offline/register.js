/**
 * Keeps the site on this device, by its service worker, once the page has what it needs itself.
 *
 * @typedef {() => void} UseNewVersion loads the page anew, from the new version
 * @typedef {"use" | "pictures" | "changed pages?"} Asked what pages ask the worker for: "pictures", to keep what reads
 *   them
 * @typedef {{ changed?: string[], notKept?: string }} Told what the worker tells pages: which of them the host changes,
 *   or why a build can't be kept
 */
import { trustedScript } from "../reader/shared/trusted-scripts.js";

let isKept = false;
let hasPictures = false; // whether what reads pictures was asked for

/**
 * The first call keeps what drawings need. What pictures need, too, is kept for who has been here before, brings a
 * picture or installs the app.
 * @param {(use: UseNewVersion) => void} onNewVersion told when a new version of the site waits to be used
 * @param {(note: string) => void} onNote told what is wrong with how the host sends the site
 * @param {string} [source] of what was read, "image" of pictures
 */
export async function keepOffline(onNewVersion, onNote, source) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return; // not on plain http elsewhere than on this machine, nor in some private windows
  if (source === "image" || (!isKept && serviceWorker.controller)) keepForPictures();
  if (isKept) return;
  isKept = true;
  serviceWorker.addEventListener("message", ({ data }) => {
    const note = noteOn(data, serviceWorker.controller !== null);
    if (!note) return;
    console.warn(note);
    onNote(note);
  });
  const registration = await serviceWorker
    .register(trustedScript("offline.js"), { updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return; // the page works as well without
  const offer = () => onNewVersion(() => useNewVersion(registration));
  if (registration.waiting && registration.active) offer();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && registration.active) offer();
    });
  });
  addEventListener("appinstalled", keepForPictures);
  void serviceWorker.ready.then(({ active }) => active?.postMessage("changed pages?")); // never rejects
}

/** Once the rest is kept. */
function keepForPictures() {
  if (hasPictures) return;
  hasPictures = true;
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage("pictures")); // never rejects
}

/**
 * The version that waits now may be a newer one than was offered, or, where another tab asked for it, in use already.
 * @param {ServiceWorkerRegistration} registration
 */
function useNewVersion({ waiting }) {
  if (!waiting) return location.reload();
  // Activated, or replaced by a newer one meanwhile.
  waiting.addEventListener("statechange", () => waiting.state !== "activating" && location.reload());
  waiting.postMessage("use");
}

/** @param {Told} told @param {boolean} isServed whether this page is of a version that was kept */
function noteOn({ changed, notKept }, isServed) {
  if (changed?.length) {
    const what = `The host of this site changes ${changed.join(", ")} on the way.`;
    const [it, they] = ["For use offline it is kept as changed.", "For use offline they are kept as changed."];
    return `${what} ${changed.length > 1 ? they : it}`;
  }
  if (!notKept) return "";
  const cause = "Its files have to be uploaded again, or the host changes them on the way.";
  const effect = isServed
    ? "You see an older version: the newer one can't be kept on your device."
    : "This site can't be kept on your device.";
  return `${effect} ${notKept}. ${cause}`;
}
