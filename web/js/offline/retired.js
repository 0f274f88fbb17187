/**
 * The service worker that takes the site's service worker away: uploaded in its place, as offline.js. It removes what
 * was kept of this site on people's devices, and itself, and loads this site's open pages anew, once, from the host.
 */
import { builds, fileOf, worker } from "./names.js";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  const names = await builds();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const files = new Set(kept.flat().map(({ url }) => url));
  // Only pages that a worker before this one served: those that come from the host already need nothing. Other sites'
  // pages, which may lie below this one's address, are left alone.
  const tabs = (await worker.clients.matchAll({ type: "window" })).filter(({ url }) => files.has(fileOf(url)));
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.registration.unregister();
  for (const tab of tabs) void tab.navigate(tab.url).catch(() => {}); // it was closed, or went elsewhere by itself
}
