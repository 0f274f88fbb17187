/**
 * Answers to this site's pages, out of the cache of its build or, for pages of builds before, out of theirs. Nothing
 * else is answered: it goes its way as it came.
 */
import { arrived, checked, isChanged, NotAsBuilt } from "./arrival.js";
import { CACHE, isHashed, isPage, listed, maybeOfBefore, urlOf } from "./build.js";
import { builds, fileOf, scope } from "./names.js";

/**
 * In the cache, while the host has another site where this one was, or lacks files of this build. Then pages come from
 * the host.
 */
const DOUBT = `${scope}offline.js?doubt`;

/**
 * How long a page that is loaded again waits for the host, in ms, before it is given as it was kept. If larger, people
 * wait longer where a connection is no more than a name; if smaller, slow hosts are never heard.
 */
const PATIENCE = 3000;

/** The page that is shown in place of one that was never opened here. */
const NOT_HERE = "not-here.html";

const SCRIPTS = new Set(["script", "style", "worker"]);

/** @param {any} event a FetchEvent */
export function onFetch(event) {
  const { method, url, headers } = /** @type {Request} */ (event.request);
  if (method !== "GET" || headers.has("range")) return;
  const address = listed(url);
  if (address && isPage(address)) event.respondWith(page(address, event));
  else if (address) event.respondWith(file(address, event));
  else if (maybeOfBefore(url)) event.respondWith(ofBefore(event.request));
}

/** @param {Request} request */
async function ofBefore(request) {
  for (const name of (await builds()).reverse()) {
    const known = await (await caches.open(name)).match(request.url);
    if (known) return known;
  }
  return fetch(request);
}

/** @param {string} address @param {any} event */
async function file(address, { request }) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(urlOf(address));
  const isPast = request.cache === "reload"; // somebody tries again: what is kept may be what fails
  if (known && !isPast) return known;
  try {
    return await kept(cache, address, await arrived(address, isPast));
  } catch (error) {
    if (known) return known;
    const isScript = isHashed(address) && SCRIPTS.has(request.destination);
    if (!(error instanceof NotAsBuilt)) return Response.error();
    if (isScript) await cache.put(DOUBT, new Response());
    // Scripts must be right. Other files are checked by the page, which says what is wrong; those whose name has no
    // hash may be a newer build's, for a page of that one.
    return isScript ? Response.error() : error.answer;
  }
}

/**
 * A page, as it was kept. It comes from the host where it was never kept, where the host changes it, where there is
 * doubt, or where somebody loads it again and the host has another site now.
 * @param {string} address @param {any} event
 */
async function page(address, event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const known = await cache.match(urlOf(address));
  const isDoubted = (await cache.match(DOUBT)) !== undefined;
  const asking = atHost(cache, address, request.url);
  const isAgain = request.cache === "no-cache" || request.cache === "reload";
  if (known && !isChanged(known) && !isDoubted && !isAgain) {
    event.waitUntil(asking);
    return known;
  }
  const found = await (known ? Promise.race([asking, pause(PATIENCE)]) : asking);
  if (found instanceof Response) return found;
  const isHosts = found === "theirs" || (found === "another build's" && isDoubted);
  return known && !isHosts ? known : fetch(request).catch(() => notHere(cache));
}

/** In place of a page that was never opened on this device, while the host can't be reached. @param {Cache} cache */
async function notHere(cache) {
  const page = await cache.match(urlOf(NOT_HERE));
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}

/**
 * What the host has where a page of this site was.
 * @param {Cache} cache @param {string} address @param {string} url as it was asked for
 * @returns {Promise<Response | "another build's" | "theirs" | null>} the page of this build, which is kept; null where
 *   there is no page
 */
async function atHost(cache, address, url) {
  const answer = await fetch(url.replace(/[?#].*$/, ""), { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok) return null;
  const copy = answer.clone();
  const whole = await checked(address, answer).catch(() => null);
  if (whole) {
    await cache.delete(DOUBT);
    return kept(cache, address, whole);
  }
  const isMoved = copy.redirected && !listed(copy.url);
  if (!isMoved && /data-digitpad=/.test(await copy.text().catch(() => ""))) return "another build's";
  await cache.put(DOUBT, new Response());
  return "theirs";
}

/**
 * The same answer, once it is kept. Where the device is full, it is fetched again the next time.
 * @param {Cache} cache @param {string} address @param {Response} found
 */
async function kept(cache, address, found) {
  await cache.put(urlOf(address), found.clone()).catch(() => {});
  return found;
}

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms, null));

/** @returns {Promise<string[]>} addresses of the pages that people open and the host changes on their way */
export async function changedPages() {
  const cache = await caches.open(CACHE);
  const isOpened = (/** @type {string} */ address) => isPage(address) && address !== NOT_HERE;
  const pages = (await cache.keys()).filter(({ url }) => isOpened(listed(url) ?? ""));
  const kept = await Promise.all(pages.map(({ url }) => cache.match(url)));
  return pages.filter((_, i) => kept[i] && isChanged(kept[i])).map(({ url }) => fileOf(url).slice(scope.length));
}
