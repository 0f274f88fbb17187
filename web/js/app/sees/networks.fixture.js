/**
 * The published networks for tests, run by the engine in plain JavaScript.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {import("../../reader/types.js").Graph} Graph
 */
import { readdirSync, readFileSync } from "node:fs";
import { createEngine } from "../../reader/network/engine/engine.js";
import { plainKernels } from "../../reader/network/engine/plain.js";
import { planOf } from "../../reader/network/engine/plan.js";
import { layersOf } from "../../reader/network/graph.js";
import { KINDS } from "../../reader/network/operations.js";
import { decodedWeights } from "../../reader/network/weights.js";

const MODELS = new URL("../../../model/", import.meta.url);

/** Their names. */
export const NAMES = readdirSync(MODELS).filter((name) => !name.startsWith("."));

/** @param {string} name @returns {Graph} */
export function graphOf(name) {
  const file = (/** @type {string} */ file) => readFileSync(new URL(`${name}/${file}`, MODELS));
  const { modelTopology, weightsManifest } = JSON.parse(file("model.json").toString());
  return { nodes: modelTopology.node, weights: decodedWeights(weightsManifest, new Uint8Array(file("weights.bin"))) };
}

/** @param {Graph} graph @returns {(image: Float32Array) => LayerOutput[]} as a reader's `layers` gives them */
export function runOf({ nodes, weights }) {
  const layers = layersOf(nodes, KINDS);
  const run = createEngine(planOf(nodes, weights), 1, plainKernels);
  const names = layers.map(({ name }) => name);
  return (image) => {
    const outputs = run(image, names);
    return layers.map((layer, i) => ({ ...layer, ...outputs[i] }));
  };
}
