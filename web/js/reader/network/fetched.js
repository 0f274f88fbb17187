/**
 * A network's files: fetched by its card, or given by whoever has them.
 *
 * @typedef {import("./from-files.js").Files} Files
 * @typedef {import("../types.js").Network} Network
 *
 * @typedef {object} Fetching
 * @property {(progress: import("../types.js").Progress) => void} onProgress told the bytes that are there, decoded
 * @property {AbortSignal} [signal] ends it
 */
import { fetchCard, fetchModelFile, ModelError } from "./model-files.js";

/**
 * @param {URL | string} url of the network's card, which says where the other files are
 * @param {Fetching} fetching
 * @returns {Promise<Files>}
 * @throws {ModelError} when they can't be fetched, or are damaged
 */
export async function fetchedFiles(url, { onProgress, signal }) {
  const card = await fetchCard(url, signal);
  const total = card.files["model.json"].bytes + card.files["weights.bin"].bytes;
  let loaded = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    loaded += bytes;
    onProgress({ loaded: Math.min(loaded, total), total });
  };
  const [graph, weights] = await Promise.all([
    fetchModelFile(card, "model.json", { onBytes, signal }),
    fetchModelFile(card, "weights.bin", { onBytes, signal }),
  ]);
  return { card, graph, weights };
}

/**
 * @param {Network} network
 * @returns {Files}
 * @throws {ModelError} where it is none
 */
export function givenFiles(network) {
  const { card, graph, weights } = network;
  const [graphBytes, weightBytes] = [bytesOf(graph), bytesOf(weights)];
  if (card !== null && typeof card === "object" && graphBytes && weightBytes) {
    return { card, graph: graphBytes, weights: weightBytes };
  }
  throw new ModelError(
    "This is not a network: expected its name, the address of its card, or { card, graph, weights }: what card.json " +
      "holds, and the bytes of model.json and weights.bin.",
  );
}

/** @param {unknown} value @returns {Uint8Array<ArrayBuffer> | null} null where it has no bytes */
function bytesOf(value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice() : null;
}
