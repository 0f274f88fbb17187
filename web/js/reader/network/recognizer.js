/**
 * The network: its files, what runs it, and whether it is sound.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("./execution.js").Recognizer} Recognizer
 * @typedef {import("./graph.js").Node} Node
 * @typedef {import("./weights.js").Weight} Weight
 *
 * @typedef {object} Runtime what runs a network: the engine, or TensorFlow.js
 * @property {import("../types.js").Backend} backend
 * @property {(images: Float32Array, names: string[]) => import("../types.js").Output[]} outputsOf n×784 in; out come
 *   the outputs of the nodes of these names, for all images, one after the other. What is not flat yet is given for one
 *   image alone
 * @property {() => number} count how many networks of the engine, or tensors, are alive
 * @property {() => void} dispose
 */
import { relaxed, simd } from "engine:kernels";
import { PIXELS } from "../shared/contract.js";
import { imported } from "../shared/imported.js";
import { createEngine } from "./engine/engine.js";
import { planOf, Unsupported } from "./engine/plan.js";
import { start } from "./engine/start.js";
import { BATCH, recognizerOf } from "./execution.js";
import { fetchModelFile, ModelError } from "./model-files.js";
import { KINDS } from "./operations.js";
import { broken, checkCard, checkFinite } from "./soundness.js";
import { decodedWeights } from "./weights.js";

/**
 * Loads a model and what runs it, and warms it up.
 * @param {() => Promise<Card>} loadCard the model's
 * @param {{ onProgress?: (progress: import("../types.js").Progress) => void }} [options] told the bytes of the model's
 *   files, decoded
 * @returns {Promise<Recognizer>}
 * @throws {ModelError} says what failed and what to do; calling again starts afresh
 */
export async function loadRecognizer(loadCard, { onProgress = () => {} } = {}) {
  const starting = startEngine(); // never rejects, so nothing is left unhandled when the card fails
  const card = await loadCard();
  const total = card.files["model.json"].bytes + card.files["weights.bin"].bytes;
  let loaded = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    loaded += bytes;
    onProgress({ loaded: Math.min(loaded, total), total });
  };
  const [graph, weights] = await Promise.all([
    fetchModelFile(card, "model.json", onBytes),
    fetchModelFile(card, "weights.bin", onBytes),
  ]);
  checkCard(card);
  const { runtime, nodes } = await runtimeOf(card, graph, weights, await starting);
  const recognizer = recognizerOf(card, runtime, nodes);
  try {
    await recognizer.classify(new Float32Array(PIXELS)); // the first run is the slow one, and tells of what is broken
  } catch (error) {
    recognizer.dispose();
    throw error;
  }
  onProgress({ loaded: total, total });
  return recognizer;
}

/** @type {ReturnType<typeof start> | undefined} */
let started;

/** Chooses, once, where the engine computes. */
const startEngine = () => (started ??= start([relaxed, simd]));

/**
 * @param {Card} card
 * @param {Uint8Array<ArrayBuffer>} graph model.json
 * @param {Uint8Array<ArrayBuffer>} bytes weights.bin
 * @param {import("./engine/start.js").Started} engine
 * @returns {Promise<{ runtime: Runtime, nodes: Node[] }>}
 * @throws {ModelError}
 */
async function runtimeOf({ name }, graph, bytes, engine) {
  try {
    const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(graph));
    checkOperations(name, modelTopology.node);
    const weights = decodedWeights(weightsManifest, bytes);
    for (const { values } of Object.values(weights)) checkFinite(name, values, "its weights");
    const runtime = engineFor(name, modelTopology.node, weights, engine) ?? (await tensorFlow(modelTopology, weights));
    return { runtime, nodes: modelTopology.node };
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
    return { backend, outputsOf, count: () => alive, dispose: () => void alive-- };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    console.info(`The model "${name}" runs on TensorFlow.js: Digitpad's own engine does not have ${error.message}.`);
    return null;
  }
}

/**
 * @param {any} modelTopology of model.json
 * @param {Record<string, Weight>} weights
 * @throws {ModelError} when its script does not arrive
 */
async function tensorFlow(modelTopology, weights) {
  const load = () => import("./tensorflow/runtime.js");
  const { tensorFlowRuntime } = await imported(load, "TensorFlow.js, which runs this model,").catch((cause) => {
    throw new ModelError(cause.message, { cause });
  });
  return tensorFlowRuntime(modelTopology, weights);
}

/**
 * Tells at once of a network that would fail, half-way, at an operation which TensorFlow.js has here been left without.
 * @param {string} name the model's
 * @param {{ op: string }[]} nodes
 * @throws {ModelError}
 */
function checkOperations(name, nodes) {
  const unknown = new Set(nodes.map(({ op }) => op).filter((op) => !(op in KINDS)));
  if (unknown.size > 0) {
    const known = Object.keys(KINDS).join(", ");
    throw new ModelError(`The model "${name}" uses ${[...unknown].join(", ")}; this site runs ${known} only.`);
  }
}
