/** What the service worker has to know of a built site: its files, and which of them the first page needs. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * @typedef {object} Build addresses are relative to the site's root
 * @property {string} version of everything: other files, another version
 * @property {string[]} core kept from the first visit on
 * @property {string[]} others kept once they have been opened
 * @property {Record<string, string>} hashes "sha256-…" of the files whose name is the same in every build
 */

/**
 * @param {string} out the built site
 * @param {string[]} needed addresses of what the pad's page needs
 * @returns {Promise<Build>}
 */
export async function describeBuild(out, needed) {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const addresses = paths.map((path) => path.slice(out.length + 1).replaceAll(sep, "/")).sort();
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const address of addresses.filter((each) => !/-[0-9A-Za-z]{8,10}\.\w+$/.test(each))) {
    const digest = createHash("sha256").update(await readFile(join(out, address)));
    hashes[address] = `sha256-${digest.digest("base64")}`;
  }
  const core = new Set(needed);
  const version = createHash("sha256")
    .update(JSON.stringify([addresses, hashes]))
    .digest("hex")
    .slice(0, 10);
  return { version, core: [...core], others: addresses.filter((address) => !core.has(address)), hashes };
}
