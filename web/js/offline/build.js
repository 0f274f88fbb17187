/**
 * The build that this service worker belongs to: its files, each with its SHA-256, and its cache. Addresses are
 * relative to the site's root.
 */
import { fileOf, PREFIX, scope } from "./names.js";

export const build = BUILD;

/** The name of this build's cache. */
export const CACHE = PREFIX + build.version;

const addresses = Object.keys(build.files);
/** What the pad's page needs. */
export const core = addresses.slice(0, build.core);
/** What pictures need besides: kept when a page asks for it. */
export const forPictures = addresses.slice(build.core, build.core + build.forPictures);
/** What is kept once it has been opened, those for pictures among it. */
export const others = addresses.slice(build.core);

export const urlOf = (/** @type {string} */ address) => scope + address;
export const isPage = (/** @type {string} */ address) => address in build.marks;

const HASH = /-[0-9A-Za-z]{8,10}(?=\.\w+$)/; // in the names that the build gives
export const isHashed = (/** @type {string} */ address) => HASH.test(address);
/** What an address is called in every build. */
export const stem = (/** @type {string} */ address) => address.replace(HASH, "");
const folderOf = (/** @type {string} */ address) => address.slice(0, address.lastIndexOf("/") + 1);
const folders = new Set(addresses.filter(isHashed).map(folderOf));

/**
 * The file of this build that an address stands for. Pages may have a query, which the page's scripts read.
 * @param {string} url
 * @returns {string | null} its address; null for what is not of this build
 */
export function listed(url) {
  const file = fileOf(url);
  const address = file.startsWith(scope) ? file.slice(scope.length) : "";
  const isListed = Object.hasOwn(build.files, address) && (isPage(address) || !url.includes("?"));
  return isListed ? address : null;
}

/**
 * Whether it may be a file of the build before, for which pages ask that are still open: in a folder of files that the
 * build names by their hash, and named like these.
 * @param {string} url
 */
export function maybeOfBefore(url) {
  const address = url.startsWith(scope) ? url.slice(scope.length) : "";
  return !url.includes("?") && isHashed(address) && folders.has(folderOf(address));
}
