/**
 * Where the worker that reads pictures starts from, in the npm package, for browsers that enforce Trusted Types. A page
 * whose policy demands them has to allow `trusted-types digitpad`.
 */
import { startable } from "../shared/starter.js";

const POLICY = "digitpad";

/** Addresses that scripts may be started from: this module's callers name them, and nobody else. @type {Set<string>} */
const own = new Set();

/** @type {{ createScriptURL: (address: string) => any } | null | undefined} null where text will do */
let policy;

/**
 * @param {string} address of the worker's script
 * @returns {any} the address, as the browser wants it
 */
export function trustedWorker(address) {
  const href = startable(address);
  own.add(href);
  policy ??= createPolicy();
  return policy ? policy.createScriptURL(href) : href;
}

function createPolicy() {
  try {
    const createScriptURL = (/** @type {string} */ href) => (own.has(href) ? href : "");
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy(POLICY, { createScriptURL }) ?? null;
  } catch {
    return null; // the page's policy names others: whatever it allows is told by the browser
  }
}
