/**
 * The network: prepared 28×28 images in, probabilities out. The only module, with its backends, that knows
 * TensorFlow.js; no tensor leaves it.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("../types.js").Backend} Backend
 * @typedef {import("../types.js").LayerOutput} LayerOutput
 *
 * @typedef {object} Recognizer
 * @property {Card} card
 * @property {Backend} backend
 * @property {(images: Float32Array) => Promise<Float32Array>} classify n×784 values in [0, 1], ink bright on black, in;
 *   n×10 probabilities out, or n×11 of a network that also knows what is no digit
 * @property {(images: Float32Array) => Promise<{ probabilities: Float32Array, features: Float32Array }>} look n×784 in;
 *   what classify gives, and the n×d features that the network's last layer gets, out of the same run
 * @property {(image: Float32Array) => Promise<LayerOutput[]>} layers what each layer makes of one prepared image, the
 *   image itself being the first; each layer comes after those whose outputs it needs
 * @property {() => number} tensorCount how many tensors are alive, of all recognizers together
 * @property {() => void} dispose frees the model's tensors; once more does nothing
 */
import { env, getBackend, memory, setBackend, tensor4d, tidy } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-converter/dist/flags";
import { GraphModel } from "@tensorflow/tfjs-converter/dist/executor/graph_model";
import wasmAddress from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";
import { featuresOf, layersOf } from "./graph.js";
import { PIXELS, SIDE } from "../shared/contract.js";
import { imported } from "../shared/imported.js";
import { joined } from "../shared/joined.js";
import { fetchModelFile, fetchWhole, ModelError } from "./model-files.js";
import { nextTurn } from "../shared/next-turn.js";
import { KINDS } from "./operations.js";
import { broken, checkCard, checkFinite, checkProbabilities } from "./soundness.js";
import { registerWasm } from "./backend/wasm.js";

// Images in one run of the network, after which the page has its turn: about 6 ms. With 1,000 wasm reads only a few per
// cent more images a second, and the page would not answer for as long as that takes.
const BATCH = 16;

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
 * Makes a backend the current one. There is nothing to wait for: setBackend gives a promise, but with backends that
 * start synchronously, as ours do, it has done its work when it returns. So two recognizers on different backends
 * can't come between each other.
 * @param {Backend} backend one that is registered
 */
function use(backend) {
  if (getBackend() !== backend) void setBackend(backend);
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
  const model = new GraphModel({
    load: async () => ({
      modelTopology,
      signature,
      weightSpecs: weightsManifest.flatMap((/** @type {any} */ group) => group.weights),
      weightData: weights.buffer,
    }),
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

/**
 * @param {Card} card
 * @param {Backend} backend
 * @param {GraphModel} model
 * @param {import("./graph.js").Node[]} nodes the model's
 * @returns {Recognizer}
 */
function recognizerOf(card, backend, model, nodes) {
  let disposed = false;
  const checkAlive = () => {
    if (disposed) throw new Error("This recognizer has been disposed of: load another with loadRecognizer().");
  };
  /** @type {import("./graph.js").Layer[]} */
  let layers;
  /**
   * @param {Float32Array} images
   * @param {string[]} names nodes of the network
   * @returns {import("../types.js").Output[]} of each of them, for all images
   */
  const outputsOf = (images, names) => {
    use(backend);
    /** @type {import("../types.js").Output[]} */
    let outputs = [];
    try {
      // Nothing is returned: tidy would look for tensors in it, number by number.
      tidy(() => {
        const input = tensor4d(images, [images.length / PIXELS, SIDE, SIDE, 1]);
        outputs = [model.execute(input, names)].flat().map((tensor) => ({
          shape: tensor.shape.slice(1),
          // dataSync, not data: both backends compute on this thread, and a promise would only add a turn of the loop.
          values: /** @type {Float32Array} */ (tensor.dataSync()),
        }));
      });
    } catch (cause) {
      throw broken(card.name, "it can't read an image", cause);
    }
    return outputs;
  };
  /** @param {Float32Array} probabilities @param {Float32Array} images */
  const checked = (probabilities, images) => {
    checkProbabilities(card.name, probabilities, images.length / PIXELS, card.classes);
    return probabilities;
  };
  /** @type {string[]} the nodes whose outputs `look` takes */
  let looked;
  return {
    card,
    backend,
    async classify(images) {
      checkAlive();
      const probabilities = new Float32Array((images.length / PIXELS) * card.classes);
      await inBatches(images, (batch, from) => {
        const [{ values }] = outputsOf(batch, [model.outputNodes[0]]);
        probabilities.set(checked(values, batch), from * card.classes);
      });
      return probabilities;
    },
    async look(images) {
      checkAlive();
      looked ??= [model.outputNodes[0], featuresOf(nodes)];
      /** @type {Float32Array[][]} */
      const outputs = [];
      await inBatches(images, (batch) => {
        const [probabilities, features] = outputsOf(batch, looked).map(({ values }) => values);
        checkFinite(card.name, features, "its features");
        outputs.push([checked(probabilities, batch), features]);
      });
      const [probabilities, features] = [0, 1].map((i) => joined(outputs.map((batch) => batch[i])));
      return { probabilities, features };
    },
    async layers(image) {
      checkAlive();
      layers ??= layersOf(nodes);
      const outputs = outputsOf(
        image,
        layers.map(({ name }) => name),
      );
      return layers.map((layer, i) => {
        checkFinite(card.name, outputs[i].values, "its layers");
        return { ...layer, ...outputs[i] };
      });
    },
    tensorCount: () => memory().numTensors,
    dispose() {
      if (disposed) return;
      disposed = true;
      model.dispose();
    },
  };
}

/**
 * @param {Float32Array} images
 * @param {(batch: Float32Array, from: number) => void} then
 */
async function inBatches(images, then) {
  for (let from = 0; from * PIXELS < images.length; from += BATCH) {
    if (from > 0) await nextTurn();
    then(images.subarray(from * PIXELS, (from + BATCH) * PIXELS), from);
  }
}
