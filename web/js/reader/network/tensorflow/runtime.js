/**
 * TensorFlow.js: runs networks with operations that the engine does not have. It is a script of its own, with a .wasm
 * file, that nobody loads for the networks published here. No tensor leaves it.
 *
 * @typedef {import("../from-files.js").Runtime} Runtime
 * @typedef {import("../weights.js").Weight} Weight
 */
import { PIXELS, SIDE } from "../../shared/contract.js";
import { fetchWhole, ModelError } from "../model-files.js";
import { KINDS } from "../operations.js";
import { plainWeights } from "../weights.js";
import { registerCpu } from "./cpu.js";
import { env, getBackend, GraphModel, memory, setBackend, tensor4d, tidy, wasmAddress } from "./library.js";
import { OTHER_KINDS } from "./operations.js";
import { registerWasm } from "./wasm.js";

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
registerCpu();

/**
 * @param {{ node: import("../graph.js").Node[], versions: { producer: number } }} modelTopology
 * @param {Record<string, Weight>} weights by the names of their nodes
 * @returns {Promise<Runtime>}
 */
export async function tensorFlowRuntime(modelTopology, weights) {
  const backend = await startBackend();
  use(backend);
  const { specs, bytes } = plainWeights(weights);
  const artifacts = { modelTopology, weightSpecs: specs, weightData: bytes.buffer };
  const model = new GraphModel({ load: async () => artifacts });
  await model.load();
  return {
    backend,
    kinds: { ...KINDS, ...OTHER_KINDS },
    outputsOf(images, names) {
      use(backend);
      /** @type {import("../../types.js").Output[]} */
      let outputs = [];
      // Nothing is returned: tidy would look for tensors in it, number by number.
      tidy(() => {
        const input = tensor4d(images, [images.length / PIXELS, SIDE, SIDE, 1]);
        outputs = [model.execute(input, names)].flat().map((tensor) => ({
          shape: tensor.shape.slice(1),
          // dataSync, not data: both backends compute on this thread, and a promise would only add a turn of the loop.
          values: /** @type {Float32Array} */ (tensor.dataSync()),
        }));
      });
      return outputs;
    },
    count: () => memory().numTensors,
    dispose: () => model.dispose(),
  };
}

/**
 * Makes a backend the current one. There is nothing to wait for: setBackend gives a promise, but with backends that
 * start synchronously, as ours do, it has done its work when it returns. So two networks on different backends can't
 * come between each other.
 * @param {import("../../types.js").Backend} backend one that is registered
 */
function use(backend) {
  if (getBackend() !== backend) void setBackend(backend);
}

/**
 * @type {Promise<void> | undefined} resolved once wasm runs; undefined before, and after a failure: it is tried again
 */
let wasmRuns;

/** @returns {Promise<import("../../types.js").Backend>} */
async function startBackend() {
  try {
    wasmRuns ??= startWasm();
    await wasmRuns;
    return "wasm";
  } catch (cause) {
    wasmRuns = undefined;
    console.info(`TensorFlow.js runs without wasm, more slowly: ${String(cause)}`);
    return "cpu";
  }
}

async function startWasm() {
  const url = new URL(wasmAddress, import.meta.url);
  await registerWasm(await fetchWhole(url, "The wasm file", wholeWasm));
}

/** Asks for it once more where something else, or a part of it, came. @param {Uint8Array<ArrayBuffer>} bytes */
function wholeWasm(bytes) {
  if (WebAssembly.validate(bytes)) return bytes;
  throw new ModelError(`The wasm file is damaged, or this browser can't run it: ${bytes.length} bytes came.`);
}
