/** The test digits that the site has, by their place in the set and by their labels. */
import { scansOf } from "../ui/test-digits.js";
import { damaged } from "./files.js";

/**
 * @typedef {import("../ui/test-digits.js").Scan} Scan
 * @typedef {import("../ui/test-digits.js").Index} Index
 * @typedef {import("../ui/test-digits.js").Shard} Shard
 */

/** @type {Map<string, Promise<Scan[]>>} by the file's address: each is fetched once */
const fetched = new Map();

/**
 * @param {Index} index
 * @param {Shard} shard
 */
function scansOnce(index, shard) {
  const found =
    fetched.get(shard.url) ??
    scansOf(index, shard).catch((error) => {
      fetched.delete(shard.url); // the next call tries again
      throw error;
    });
  fetched.set(shard.url, found);
  return found;
}

/**
 * The digit at a place in the set.
 * @param {Index} index
 * @param {number} place from 0
 * @returns {Promise<Scan>} rejects where its file can't be had
 */
export async function testDigitAt(index, place) {
  let first = 0;
  for (const shard of index.shards) {
    if (place < first + shard.count) return (await scansOnce(index, shard))[place - first];
    first += shard.count;
  }
  throw damaged("The list of the test digits", `more than ${place} digits`, `${first}`);
}

/**
 * The first digits with a label.
 * @param {Index} index
 * @param {number} label
 * @param {number} howMany at most
 * @returns {Promise<Scan[]>} rejects where a file can't be had
 */
export async function testDigitsOf(index, label, howMany) {
  /** @type {Scan[]} */
  const found = [];
  for (const shard of index.shards) {
    found.push(...(await scansOnce(index, shard)).filter((scan) => scan.label === label));
    if (found.length >= howMany) break;
  }
  return found.slice(0, howMany);
}
