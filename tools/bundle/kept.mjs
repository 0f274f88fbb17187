/**
 * What takes seconds to make, and depends on its source alone, is kept between builds: by the source's hash, where npm
 * lets packages keep such things. `npm ci` removes it, and so does a month without use.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const KEPT = join(root, "node_modules", ".cache", "digitpad");
/** How long something that no build uses is kept, in ms: 30 days. If longer, old builds fill the disk. */
const LIFETIME = 30 * 24 * 3600 * 1000;

/** @param {string} name a package's @returns {Promise<string>} its name and its version, for `keptOrMade` */
export async function versioned(name) {
  const { version } = JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8"));
  return `${name} ${version}`;
}

/**
 * @param {string} maker what makes it, and its version
 * @param {Uint8Array} source
 * @param {() => Promise<Uint8Array>} make
 * @returns {Promise<Uint8Array>} what was made, now or earlier
 */
export async function keptOrMade(maker, source, make) {
  const kept = join(KEPT, createHash("sha256").update(`${maker} `).update(source).digest("hex"));
  const known = await readFile(kept).catch(() => null);
  if (known) {
    await utimes(kept, new Date(), new Date());
    return known;
  }
  const made = await make();
  await mkdir(KEPT, { recursive: true });
  const unfinished = `${kept}.${randomUUID()}`; // the same may be made twice at a time
  await writeFile(unfinished, made);
  await rename(unfinished, kept);
  return made;
}

export async function removeUnused() {
  for (const name of await readdir(KEPT).catch(() => [])) {
    const path = join(KEPT, name);
    const found = await stat(path).catch(() => null); // another build may have removed it
    if (found && Date.now() - found.mtimeMs > LIFETIME) await rm(path, { force: true });
  }
}
