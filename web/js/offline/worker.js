/**
 * The service worker: keeps the site on the device, so that it opens at once and without a network.
 *
 * Each build has a cache of its own. What the pad's page needs is there before the build is used at all, what pictures
 * need besides from the second visit on, everything else from when it is first opened; a page gets all of its files
 * from the build that it came from, so that no update ever mixes old code with a new model. A new build waits until no
 * page of the old one is open, or somebody asks for it.
 */
import { changedPages, onFetch } from "./answer.js";
import { activate, install, keepForPictures } from "./install.js";
import { worker } from "./names.js";

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", onFetch);
worker.addEventListener("message", (event) => event.waitUntil(answerTo(event)));

/** @param {{ data: import("./register.js").Asked, source: import("./names.js").Tab }} event */
async function answerTo({ data, source }) {
  if (data === "use") await worker.skipWaiting();
  if (data === "pictures") await keepForPictures();
  if (data === "changed pages?") source.postMessage({ changed: await changedPages() });
}
