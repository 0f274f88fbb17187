/** The networks in the npm package: the default one, as a module, since every bundler knows how to load these. */
import { imported } from "../shared/imported.js";
import { givenFiles } from "../network/fetched.js";

/** Their names. */
export const models = ["default"];

/** @returns {Promise<import("../network/from-files.js").Files>} */
export async function filesOf() {
  const load = () => import("digitpad:default-network");
  const { described, weights } = await imported(load, "The script with the network");
  const { card, graph } = await inflated(described).json();
  return givenFiles({ card, graph: new TextEncoder().encode(graph), weights });
}

/**
 * By "deflate": Node 20.0 does not know "deflate-raw".
 * @param {Uint8Array<ArrayBuffer>} content
 */
const inflated = (content) =>
  new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate")));
