/**
 * What the service workers of this site have of their own: their scope, and how the caches are called.
 *
 * @typedef {object} OwnScope of a service worker, of which TypeScript knows either this or a page's
 * @property {{ scope: string, unregister: () => Promise<boolean> }} registration
 * @property {Tabs} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 *
 * @typedef {object} Tabs
 * @property {() => Promise<void>} claim
 * @property {(options: { type: "window", includeUncontrolled?: boolean }) => Promise<Tab[]>} matchAll
 *
 * @typedef {object} Tab
 * @property {string} id
 * @property {string} url
 * @property {(message: import("./register.js").Told) => void} postMessage
 * @property {(url: string) => Promise<unknown>} navigate
 */

export const worker = /** @type {OwnScope} */ (/** @type {unknown} */ (self));

/** The site's root, as an address that ends with a slash. */
export const scope = worker.registration.scope;

/** What the names of this site's caches begin with: other people's pages may share the origin, and its caches. */
export const PREFIX = `digitpad ${scope} `;

/** The caches of this site's builds, the oldest first. */
export const builds = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** @param {string} url @returns {string} without query and fragment; of the root, that of its page */
export function fileOf(url) {
  const plain = url.replace(/[?#].*$/, "");
  return plain === scope ? `${scope}index.html` : plain;
}
