/**
 * The published networks for tests, run by the engine.
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

/**
 * @param {Graph} graph
 * @param {import("../../reader/network/engine/start.js").Started["kernels"]} [kernels] plain JavaScript without them
 * @returns {(image: Float32Array) => LayerOutput[]} as a reader's `layers` gives them
 */
export function runOf({ nodes, weights }, kernels = plainKernels) {
  const layers = layersOf(nodes, KINDS);
  const run = createEngine(planOf(nodes, weights), 1, kernels);
  const names = layers.map(({ name }) => name);
  return (image) => {
    const outputs = run(image, names);
    return layers.map((layer, i) => ({ ...layer, ...outputs[i] }));
  };
}
