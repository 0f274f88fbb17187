/**
 * The wasm backend of TensorFlow.js: the fast one. Its .wasm file is served without the kernels that no operation here
 * needs.
 */
import { instantiate } from "./bridge.js";
import { BackendWasm, registerBackend, registerKernel, wasmKernels } from "./library.js";

/**
 * Compiles the .wasm file and registers the backend under the name "wasm". Nothing is registered when it fails, so a
 * later call starts afresh.
 * @param {Uint8Array<ArrayBuffer>} bytes the .wasm file
 * @throws whatever `instantiate` throws
 */
export async function registerWasm(bytes) {
  const module = await instantiate(bytes);
  registerBackend("wasm", () => new BackendWasm(/** @type {any} */ (module)), 2);
  for (const kernel of wasmKernels) registerKernel(kernel);
}
