/**
 * The addresses that this site starts scripts from, for browsers that enforce Trusted Types: `new Worker` and
 * `serviceWorker.register` get them here, and nothing else on a page can turn text into a script. The pages' policies
 * name this one (`trusted-types digitpad`).
 */

const POLICY = "digitpad";
// Of the site's scripts, but for the service worker's. Bundlers take new URL(".", …) for the address of a file.
const FOLDER = import.meta.url.replace(/[^/]*$/, "");
const OFFLINE = new URL("../offline.js", FOLDER).href;
const SCRIPT = /^[\w-]+\.js$/;

/** @type {{ createScriptURL: (address: string) => any } | null | undefined} null where text will do */
let policy;

/**
 * @param {string} address of a script of this site, relative to the site's root or whole
 * @returns {any} the address, as the browser wants it
 * @throws {TypeError} for any other script
 */
export function trustedScript(address) {
  policy ??= createPolicy();
  return policy ? policy.createScriptURL(address) : checked(address);
}

function createPolicy() {
  try {
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy(POLICY, { createScriptURL: checked }) ?? null;
  } catch {
    return null; // another site's page, whose policy names others: whatever it allows is told by the browser
  }
}

/** @param {string} address */
function checked(address) {
  const { href } = new URL(address, OFFLINE);
  const isOwn = href === OFFLINE || (href.startsWith(FOLDER) && SCRIPT.test(href.slice(FOLDER.length)));
  if (isOwn) return href;
  throw new TypeError(`${href} is no script of this site: expected ${OFFLINE}, or one in ${FOLDER}.`);
}
