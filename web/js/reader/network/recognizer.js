/**
 * The network: its files, what computes it, and whether it is sound. With `execution.js` and the backends the only
 * module that knows TensorFlow.js; no tensor leaves them.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("../types.js").Backend} Backend
 * @typedef {import("./execution.js").Recognizer} Recognizer
 */
import { env } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-converter/dist/flags";
import { GraphModel } from "@tensorflow/tfjs-converter/dist/executor/graph_model";
import wasmAddress from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";
import { PIXELS } from "../shared/contract.js";
import { imported } from "../shared/imported.js";
import { recognizerOf, use } from "./execution.js";
import { fetchModelFile, fetchWhole, ModelError } from "./model-files.js";
import { KINDS } from "./operations.js";
import { broken, checkCard, checkFinite } from "./soundness.js";
import { registerWasm } from "./backend/wasm.js";
import { decodedWeights, plainWeights } from "./weights.js";

// TensorFlow.js brings a platform each for browsers and Node, with storage and fetch that nothing here uses; these few
// functions are all it calls, and they are the same in both.
env().setPlatform("digitpad", {
  fetch: (address, init) => fetch(address, init),
  now: () => performance.now(),
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
  setTimeoutCustom: () => {},
  isTypedArray: (value) =>
    value instanceof Float32Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array ||
    value instanceof Uint8ClampedArray,
});

// Or else the cpu backend greets people on the console, in Node, with an advertisement for a package.
env().set("IS_NODE", false);

/**
 * Loads a model and the fastest backend that works here, and warms both up.
 * @param {() => Promise<Card>} loadCard the model's
 * @param {{ onProgress?: (progress: import("../types.js").Progress) => void }} [options] told the bytes, decoded, of
 *   the wasm and the model's files together
 * @returns {Promise<Recognizer>}
 * @throws {ModelError} says what failed and what to do; calling again starts afresh
 */
export async function loadRecognizer(loadCard, { onProgress = () => {} } = {}) {
  let loaded = 0;
  let total = 0; // unknown until the card is there, and nothing is told before
  const onBytes = (/** @type {number} */ bytes) => {
    loaded += bytes;
    if (total > 0) onProgress({ loaded: Math.min(loaded, total), total });
  };
  const starting = startBackend(onBytes); // never rejects, so nothing is left unhandled when the card fails
  const card = await loadCard();
  total = WASM_BYTES + card.files["model.json"].bytes + card.files["weights.bin"].bytes;
  const [graph, weights] = await Promise.all([
    fetchModelFile(card, "model.json", onBytes),
    fetchModelFile(card, "weights.bin", onBytes),
  ]);
  const backend = await starting;
  if (backend === "cpu") await startCpu();
  use(backend);
  const { model, nodes } = await buildModel(card, graph, weights);
  const recognizer = recognizerOf(card, backend, model, nodes);
  await warmUp(recognizer, model);
  onProgress({ loaded: total, total });
  return recognizer;
}

/**
 * Runs it once, since the first run is the slow one, and refuses a network that is broken.
 * @param {Recognizer} recognizer is disposed of where it is refused
 * @param {GraphModel} model its own
 * @throws {ModelError}
 */
async function warmUp({ card, classify, dispose }, model) {
  try {
    for (const tensor of Object.values(model.weights).flat()) checkFinite(card.name, tensor.dataSync(), "its weights");
    await classify(new Float32Array(PIXELS));
  } catch (error) {
    dispose();
    throw error;
  }
}

/**
 * @type {Promise<void> | undefined} resolved once wasm runs; undefined before, and after a failure: it is tried again
 */
let wasmRuns;

/**
 * @param {(bytes: number) => void} onBytes
 * @returns {Promise<Backend>}
 */
async function startBackend(onBytes) {
  try {
    wasmRuns ??= startWasm(onBytes);
    await wasmRuns;
    return "wasm";
  } catch (cause) {
    wasmRuns = undefined;
    console.info(`Reading without wasm, more slowly: ${String(cause)}`);
    return "cpu";
  }
}

/** @type {Promise<void> | undefined} like wasmRuns */
let cpuRuns;

/** @throws {ModelError} when the backend's script does not arrive */
async function startCpu() {
  try {
    cpuRuns ??= imported(() => import("./backend/cpu.js"), "The part that reads without wasm").then(({ registerCpu }) =>
      registerCpu(),
    );
    await cpuRuns;
  } catch (cause) {
    cpuRuns = undefined;
    throw new ModelError("What reads without wasm could not be fetched. Check your connection and try again.", {
      cause,
    });
  }
}

/** @param {(bytes: number) => void} onBytes */
async function startWasm(onBytes) {
  const url = new URL(wasmAddress, import.meta.url);
  await registerWasm(await fetchWhole(url, "The wasm file", wholeWasm, onBytes));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function wholeWasm(bytes) {
  if (bytes.length === WASM_BYTES) return bytes;
  throw new ModelError(`The wasm file is damaged: expected ${WASM_BYTES} bytes, got ${bytes.length}.`);
}

/**
 * @param {Card} card
 * @param {Uint8Array<ArrayBuffer>} graph model.json
 * @param {Uint8Array<ArrayBuffer>} weights
 */
async function buildModel(card, graph, weights) {
  checkCard(card);
  try {
    return await modelOf(card, graph, weights);
  } catch (cause) {
    throw cause instanceof ModelError
      ? cause
      : broken(card.name, "its graph and its weights do not fit together", cause);
  }
}

/**
 * @param {Card} card
 * @param {Uint8Array<ArrayBuffer>} graph model.json
 * @param {Uint8Array<ArrayBuffer>} weights
 */
async function modelOf(card, graph, weights) {
  const { modelTopology, weightsManifest, signature } = JSON.parse(new TextDecoder().decode(graph));
  checkOperations(card.name, modelTopology.node);
  const { specs, bytes } = plainWeights(decodedWeights(weightsManifest, weights));
  const model = new GraphModel({
    load: async () => ({ modelTopology, signature, weightSpecs: specs, weightData: bytes.buffer }),
  });
  await model.load();
  return { model, nodes: modelTopology.node };
}

/**
 * Tells at once of a network that would fail, half-way, at an operation which the bundle has left out.
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
