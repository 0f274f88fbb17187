/**
 * Files in gzip and brotli, beside themselves, for servers that send what is compressed already. Brotli at its best
 * takes seconds for a site, and a build changes few of its files, so it is kept between builds.
 */
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { keptOrMade, removeUnused } from "./kept.mjs";

/**
 * @param {string[]} paths of the files
 * @returns {Promise<number>} how many bytes they are in gzip
 */
export async function compressAll(paths) {
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
function inBrotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = `brotli ${process.versions.brotli}`;
  return keptOrMade(brotli, bytes, () => promisify(brotliCompress)(bytes, { params }));
}
