/**
 * The service worker: keeps the site on the device, so that it opens at once and without a network.
 *
 * Each build has a cache of its own. What the pad's page needs is there before the build is used at all, everything
 * else from when it is first opened; a page gets all of its files from the build that it came from, so that no update
 * ever mixes old code with a new model. A new build waits until no page of the old one is open, or somebody asks for
 * it. The build before stays: pages that are open still have to find their files.
 *
 * `BUILD` is { version, core, others, hashes } (see tools/bundle/offline.mjs): addresses relative to this script.
 */

/**
 * @typedef {object} OwnScope what a service worker has of its own, of which TypeScript knows either this or a page's
 * @property {{ scope: string }} registration
 * @property {{ claim: () => Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */

// @ts-expect-error written by the build
const build = /** @type {import("../../../tools/bundle/offline.mjs").Build} */ (BUILD);
const worker = /** @type {OwnScope} */ (/** @type {unknown} */ (self));
const scope = worker.registration.scope;
const PREFIX = `digitpad ${scope} `; // pages of other people may share the origin, and its caches
const CACHE = PREFIX + build.version;
const KEPT = 2; // builds

const own = new Set([...build.core, ...build.others].map((address) => new URL(address, scope).href));
const addressOf = (/** @type {string} */ url) => url.slice(scope.length);
const HASH = /-[0-9A-Za-z]{8,10}(?=\.\w+$)/; // in the names that the build gives
const isHashed = (/** @type {string} */ address) => HASH.test(address);
/** What an address is called in every build. */
const stem = (/** @type {string} */ address) => address.replace(HASH, "");

/** The caches of this site's builds, the oldest first. */
const builds = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/**
 * A file of this build: whole and of no other build, or an error. Names with a hash are that file or none at all.
 * @param {string} address
 */
async function fetched(address) {
  const integrity = build.hashes[address];
  const answer = await fetch(new URL(address, scope), integrity ? { integrity, cache: "no-cache" } : {});
  if (!answer.ok) throw new Error(`${address} did not arrive: HTTP ${answer.status}`);
  // Hosts that send /index.html on to / make answers that no page may be opened with.
  return answer.redirected ? new Response(answer.body, answer) : answer;
}

async function install() {
  const before = await Promise.all((await builds()).map((name) => caches.open(name)));
  const cache = await caches.open(CACHE);
  const kept = (await Promise.all(before.map((each) => each.keys()))).flat().map(({ url }) => stem(addressOf(url)));
  const used = new Set(kept); // other networks, the report, … that were opened here
  const wanted = [...build.core, ...build.others.filter((address) => used.has(stem(address)))];
  await Promise.all(
    wanted.map(async (address) => {
      const url = new URL(address, scope).href;
      const known = isHashed(address) ? await caches.match(url) : undefined;
      await cache.put(url, known ?? (await fetched(address)));
    }),
  );
}

async function activate() {
  const old = (await builds()).slice(0, -KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim(); // what the first visit opens is kept, too
}

/** @param {string} url without its query and fragment */
async function answer(url) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(url);
  if (known) return known;
  if (!own.has(url)) return (await caches.match(url)) ?? fetch(url); // a page of the build before asks
  const found = await fetched(addressOf(url)).catch(() => null);
  if (!found) return fetch(url); // the host has a newer build: its pages bring their own files
  cache.put(url, found.clone()).catch(() => {}); // where the device is full, it is fetched again the next time
  return found;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.data === "use" && event.waitUntil(worker.skipWaiting()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const plain = url.replace(/[?#].*$/, "");
  const file = plain === scope ? `${scope}index.html` : plain;
  const isOurs = own.has(file) || (file.startsWith(scope) && isHashed(file));
  if (method === "GET" && isOurs) event.respondWith(answer(file));
});
