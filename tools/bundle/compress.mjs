/**
 * Files in gzip and brotli, beside themselves, for servers that send what is compressed already.
 *
 * Brotli at its best takes seconds for a site, and a build changes few of its files. So what was compressed is kept, by
 * the content's hash, where npm lets packages keep such things: `npm ci` removes it, and so does a month without use.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { root } from "./scripts.mjs";

const KEPT = join(root, "node_modules", ".cache", "digitpad-brotli");
/** How long a compressed file that no build uses is kept, in ms: 30 days. If longer, old builds fill the disk. */
const LIFETIME = 30 * 24 * 3600 * 1000;

/**
 * @param {string[]} paths of the files
 * @returns {Promise<number>} how many bytes they are in gzip
 */
export async function compressAll(paths) {
  await mkdir(KEPT, { recursive: true });
  const sizes = await Promise.all(paths.map(compress));
  await removeUnused();
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * @param {string} path
 * @returns {Promise<number>} bytes in gzip
 */
async function compress(path) {
  const bytes = await readFile(path);
  const [zipped, brotli] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), inBrotli(bytes)]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotli)]);
  return zipped.length;
}

/** @param {Buffer} bytes */
async function inBrotli(bytes) {
  const hash = createHash("sha256").update(`${process.versions.brotli} `).update(bytes).digest("hex");
  const kept = join(KEPT, hash);
  const known = await readFile(kept).catch(() => null);
  if (known) {
    await utimes(kept, new Date(), new Date());
    return known;
  }
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const made = await promisify(brotliCompress)(bytes, { params });
  const unfinished = `${kept}.${randomUUID()}`; // the same content may be compressed twice at a time
  await writeFile(unfinished, made);
  await rename(unfinished, kept);
  return made;
}

async function removeUnused() {
  for (const name of await readdir(KEPT)) {
    const path = join(KEPT, name);
    const found = await stat(path).catch(() => null); // another build may have removed it
    if (found && Date.now() - found.mtimeMs > LIFETIME) await rm(path, { force: true });
  }
}
