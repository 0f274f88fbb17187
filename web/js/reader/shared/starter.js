/** How a worker is started whose script is of another origin. */

/** By the worker's address, the script that starts it. @type {Map<string, string>} */
const starters = new Map();

/**
 * Browsers start no worker from another origin: there, a script of this page's own imports the worker's.
 * @param {string} href the address of a worker's script, a module
 * @returns {string} the address that a worker of this page starts from
 */
export function startable(href) {
  const { origin, protocol } = new URL(href);
  if (origin === globalThis.origin || protocol === "blob:" || protocol === "data:") return href;
  const known = starters.get(href);
  if (known) return known;
  const code = `import ${JSON.stringify(href)};`;
  // A frame that is denied an origin can't start a script of its own from a blob.
  const isDenied = globalThis.origin === "null";
  const blob = () => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const address = isDenied ? `data:text/javascript,${encodeURIComponent(code)}` : blob();
  starters.set(href, address);
  return address;
}

/** Whether it is the address of such a script of this page. @param {string} address */
export const isStarter = (address) => Array.from(starters.values()).includes(address);
