/**
 * Where the engine computes: WebAssembly with relaxed SIMD, else with SIMD, else plain JavaScript. One algorithm in all
 * three, chosen once. Their sums differ in the last digits alone: probabilities by less than 0.000 01.
 *
 * @typedef {import("./engine.js").Kernels} Kernels
 * @typedef {{ backend: import("../../types.js").Backend, kernels: (bytes: number) => Kernels }} Started
 */
import { plainKernels } from "./plain.js";

const PAGE = 65536; // bytes: what WebAssembly counts memory in

/**
 * @param {string[]} modules .wasm files, a letter for each byte, the fastest first
 * @returns {Promise<Started>}
 */
export async function start(modules) {
  /** @type {unknown} */
  let cause;
  for (const text of modules) {
    try {
      const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      return { backend: "wasm", kernels: wasmKernels(await WebAssembly.compile(bytes)) };
    } catch (error) {
      cause = error;
    }
  }
  console.info(`Reading without wasm, more slowly: ${String(cause)}`);
  return { backend: "cpu", kernels: plainKernels };
}

/** @param {WebAssembly.Module} module @returns {Started["kernels"]} */
const wasmKernels = (module) => (bytes) => {
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { .../** @type {any} */ (exports), floats: new Float32Array(memory.buffer) };
};
