/**
 * From a network's files to the network at work. Nothing is fetched here: the page fetches the files, and the worker
 * that reads pictures gets them from the page.
 *
 * @typedef {import("./execution.js").Recognizer} Recognizer
 * @typedef {import("./graph.js").Node} Node
 * @typedef {import("./weights.js").Weight} Weight
 *
 * @typedef {object} Files what a network is made of; it can be sent to a worker
 * @property {import("../types.js").Card} card
 * @property {Uint8Array<ArrayBuffer>} graph model.json
 * @property {Uint8Array<ArrayBuffer>} weights weights.bin
 *
 * @typedef {object} Runtime what runs a network: the engine, or TensorFlow.js
 * @property {import("../types.js").Backend} backend
 * @property {(images: Float32Array, names: string[]) => import("../types.js").Output[]} outputsOf n×784 in; out come
 *   the outputs of the nodes of these names, for all images, one after the other. What is not flat yet is given for one
 *   image alone
 * @property {Record<string, string>} kinds what a layer of each operation that it has is called, "" where it is none
 * @property {() => number} count how many networks of the engine, or tensors, are alive
 * @property {() => void} dispose
 *
 * @typedef {(modelTopology: any, weights: Record<string, Weight>) => Promise<Runtime>} Otherwise gives what runs a
 *   network with operations that the engine does not have; `modelTopology` is that of model.json
 */
import { relaxed, simd } from "engine:kernels";
import { createEngine } from "./engine/engine.js";
import { planOf, Unsupported } from "./engine/plan.js";
import { start } from "./engine/start.js";
import { BATCH, recognizerOf } from "./execution.js";
import { ModelError } from "./model-files.js";
import { KINDS } from "./operations.js";
import { createPace } from "../shared/next-turn.js";
import { broken, checkFinite } from "./soundness.js";
import { decodedWeights } from "./weights.js";

/** @type {ReturnType<typeof start> | undefined} */
let started;

/** Chooses, once, where the engine computes. Never rejects. */
export const startEngine = () => (started ??= start([relaxed, simd]));

/**
 * @param {Files} files
 * @param {Otherwise} otherwise
 * @returns {Promise<Recognizer>}
 * @throws {ModelError} where they are no network that can be run
 */
export async function recognizerFrom(files, otherwise) {
  const { name } = files.card;
  const pace = createPace(); // of large networks, each step takes some 20 ms
  try {
    const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files.graph));
    const nodes = modelTopology.node;
    const weights = decodedWeights(weightsManifest, files.weights);
    for (const { values } of Object.values(weights)) checkFinite(name, values, "its weights");
    if (pace.isDue()) await pace.turn();
    const engine = engineFor(name, nodes, weights, await startEngine());
    const runtime = engine ?? (await otherwise(modelTopology, weights));
    checkOperations(name, nodes, runtime);
    if (pace.isDue()) await pace.turn();
    return recognizerOf(files.card, runtime, { nodes, weights }, engine && files);
  } catch (cause) {
    throw cause instanceof ModelError ? cause : broken(name, "its graph and its weights do not fit together", cause);
  }
}

/** How many networks of the engine are alive. */
let alive = 0;

/**
 * @param {string} name the model's
 * @param {Node[]} nodes
 * @param {Record<string, Weight>} weights
 * @param {import("./engine/start.js").Started} engine
 * @returns {Runtime | null} null where the engine does not have an operation
 */
function engineFor(name, nodes, weights, { backend, kernels }) {
  try {
    const outputsOf = createEngine(planOf(nodes, weights), BATCH, kernels);
    alive++;
    return { backend, outputsOf, kinds: KINDS, count: () => alive, dispose: () => void alive-- };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    console.info(`The model "${name}" runs on TensorFlow.js: Digitpad's own engine does not have ${error.message}.`);
    return null;
  }
}

/**
 * Tells at once of a network that would fail, half-way, at an operation which TensorFlow.js has here been left without.
 * @param {string} name the model's
 * @param {{ op: string }[]} nodes
 * @param {Runtime} runtime is disposed of where it can't run them
 * @throws {ModelError}
 */
function checkOperations(name, nodes, { kinds, dispose }) {
  const unknown = new Set(nodes.map(({ op }) => op).filter((op) => !(op in kinds)));
  if (unknown.size > 0) {
    dispose();
    const known = Object.keys(kinds).join(", ");
    throw new ModelError(`The model "${name}" uses ${[...unknown].join(", ")}; this site runs ${known} only.`);
  }
}
