/**
 * The addresses that this site starts scripts from, for browsers that enforce Trusted Types: `new Worker` and
 * `serviceWorker.register` get them here, and nothing else on a page can turn text into a script. The pages' policies
 * name this one (`trusted-types digitpad`).
 */
import { FOLDER } from "./place.js";
import { isStarter, startable } from "./starter.js";

const POLICY = "digitpad";
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

/**
 * @param {string} address of the script of a worker, of this site
 * @returns {any} what a worker of this page starts from, as the browser wants it
 * @throws {TypeError} for any other script
 */
export const trustedWorker = (address) => trustedScript(startable(checked(address)));

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
  const isOwn =
    href === OFFLINE || isStarter(href) || (href.startsWith(FOLDER) && SCRIPT.test(href.slice(FOLDER.length)));
  if (isOwn) return href;
  throw new TypeError(`${href} is no script of this site: expected ${OFFLINE}, or one in ${FOLDER}.`);
}
