/** The test digits that the site has, so that mistakes can be looked at: fetched in parts, when they are needed. */
import { count } from "./figures.js";
import { damaged, fetchBytes, fetchJson } from "./files.js";

/**
 * @typedef {{ label: number, ink: Uint8Array }} Sample ink: side × side values, bright on black
 * @typedef {object} Samples
 * @property {string} name the set's
 * @property {number} side
 * @property {(index: number) => Promise<Sample>} at
 * @property {(label: number, howMany: number) => Promise<Sample[]>} ofLabel the first ones
 */

const NOT_FOUND = 404;

/** @type {Promise<Samples | null> | undefined} */
let opened;

/** @returns {Promise<Samples | null>} null where the site has none */
export function openSamples() {
  opened ??= open(new URL("samples/index.json", document.baseURI));
  return opened;
}

/** @param {URL} address of the list of parts, see train/samples.py */
async function open(address) {
  const listed = await fetchJson(address, "The list of the test digits").catch((error) => {
    if (error.cause === NOT_FOUND) return null;
    throw error;
  });
  return listed && samplesOf(address, listed);
}

/**
 * @param {URL} address
 * @param {{ name: string, side: number, shards: { url: string, count: number }[] }} listed
 * @returns {Samples}
 */
function samplesOf(address, { name, side, shards }) {
  const length = 1 + side * side;
  /** @type {Map<string, Promise<Uint8Array>>} */
  const fetched = new Map();
  const bytesOf = (/** @type {{ url: string, count: number }} */ { url, count }) => {
    const found = fetched.get(url) ?? fetchShard(new URL(url, address), count * length);
    fetched.set(url, found);
    return found;
  };
  const record = (/** @type {Uint8Array} */ bytes, /** @type {number} */ i) => ({
    label: bytes[i * length],
    ink: bytes.subarray(i * length + 1, (i + 1) * length),
  });
  return {
    name,
    side,
    async at(index) {
      let first = 0;
      for (const shard of shards) {
        if (index < first + shard.count) return record(await bytesOf(shard), index - first);
        first += shard.count;
      }
      throw damaged("The list of the test digits", `more than ${index} digits`, `${first}`);
    },
    async ofLabel(label, howMany) {
      /** @type {Sample[]} */
      const found = [];
      for (const shard of shards) {
        const bytes = await bytesOf(shard);
        const all = Array.from({ length: shard.count }, (_, i) => record(bytes, i));
        found.push(...all.filter((sample) => sample.label === label));
        if (found.length >= howMany) break;
      }
      return found.slice(0, howMany);
    },
  };
}

/**
 * @param {URL} url
 * @param {number} expected bytes
 */
async function fetchShard(url, expected) {
  const bytes = await fetchBytes(url, "A part of the test digits");
  if (bytes.length === expected) return bytes;
  throw damaged("A part of the test digits", `${count(expected)} bytes`, count(bytes.length));
}
