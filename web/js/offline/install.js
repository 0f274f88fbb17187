/**
 * A build on its way to the device, and into use.
 *
 * It is kept whole, as far as the pad's page needs it, or not at all. Builds before stay for as long as tabs are open
 * that show them.
 */
import { arrived, checked, NotAsBuilt } from "./arrival.js";
import { CACHE, core, forPictures, isHashed, listed, others, stem, urlOf } from "./build.js";
import { builds, scope, worker } from "./names.js";
import { stillShown } from "./shown.js";

const STATE = `${scope}offline.js?state`; // in a build's cache: { activated, tabs }, see shown.js

/** @throws what the first file that is missing met with */
export async function install() {
  const before = await builds();
  const isNew = !before.includes(CACHE);
  const cache = await caches.open(CACHE);
  const earlier = await Promise.all(before.reverse().map((name) => caches.open(name))); // the newest first
  const used = await stemsIn(earlier);
  if (isNew) await write(cache, { activated: 0, tabs: [] });
  const keep = keepIn(cache, earlier);
  const kept = await Promise.allSettled(core.map(keep));
  const failed = kept.find(({ status }) => status === "rejected");
  if (failed) {
    if (isNew) await caches.delete(CACHE);
    const { reason } = /** @type {PromiseRejectedResult} */ (failed);
    await tellOf(reason);
    throw reason;
  }
  // Other networks, the report, … that were opened here. What does not arrive is fetched when it is opened.
  await Promise.allSettled(others.filter((address) => used.has(stem(address))).map(keep));
  // Pages of the build in use don't run where its files are damaged: nobody could ask them for this one.
  if (kept.some((each) => each.status === "fulfilled" && each.value)) await worker.skipWaiting();
}

/** Keeps what pictures need, as far as it is not there yet. What does not arrive is fetched when it is asked for. */
export async function keepForPictures() {
  const cache = await caches.open(CACHE);
  const keep = async (/** @type {string} */ address) => {
    const url = urlOf(address);
    if (!(await cache.match(url))) await cache.put(url, await arrived(address));
  };
  await Promise.allSettled(forPictures.map(keep));
}

/** @param {Cache[]} caches */
async function stemsIn(caches) {
  const kept = (await Promise.all(caches.map((each) => each.keys()))).flat();
  return new Set(kept.map(({ url }) => stem(url.slice(scope.length))));
}

/** @param {Cache} cache @param {Cache[]} earlier */
function keepIn(cache, earlier) {
  /** @param {string} address @returns {Promise<boolean>} whether an earlier cache has it damaged */
  return async (address) => {
    const url = urlOf(address);
    let isDamaged = false;
    for (const each of earlier) {
      const known = await each.match(url);
      const whole = known && (await checked(address, known).catch(() => null));
      if (whole) {
        await cache.put(url, whole);
        return isDamaged;
      }
      isDamaged ||= known !== undefined && isHashed(address);
    }
    await cache.put(url, await arrived(address));
    return isDamaged;
  };
}

export async function activate() {
  const tabs = (await openTabs()).map(({ id }) => id);
  const before = (await builds()).filter((name) => name !== CACHE);
  const shown = stillShown(await Promise.all(before.map(stateOf)), tabs);
  await Promise.all(before.filter((name) => !shown.has(name)).map((name) => caches.delete(name)));
  // At the first visit, the page that is open is of this build.
  await write(await caches.open(CACHE), { activated: Date.now(), tabs: before.length ? tabs : [] });
  await worker.clients.claim(); // what the first visit opens is kept, too
}

/** @param {string} name @returns {Promise<import("./shown.js").Kept>} */
async function stateOf(name) {
  const written = await (await caches.open(name)).match(STATE);
  return { name, ...(written ? await written.json() : { activated: NaN, tabs: [] }) };
}

/** @param {Cache} cache @param {{ activated: number, tabs: string[] }} state */
async function write(cache, state) {
  await cache.put(STATE, Response.json(state));
}

/** This site's pages, in use by this worker or not; never those of other sites below its address. */
async function openTabs() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => listed(url));
}

/** Says on the pages why a build can't be kept, if its host is at fault: it may stay so. @param {unknown} error */
async function tellOf(error) {
  if (!(error instanceof NotAsBuilt)) return;
  for (const tab of await openTabs()) tab.postMessage({ notKept: error.message });
}
