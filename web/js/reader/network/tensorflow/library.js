/**
 * All that is used of TensorFlow.js's packages. They never change between two builds of the site and take longer to
 * bundle than all the rest, so they are a script of their own, which is kept: see tools/bundle/alone.mjs.
 */
import "@tensorflow/tfjs-converter/dist/flags";

export {
  env,
  getBackend,
  memory,
  registerBackend,
  registerKernel,
  setBackend,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";
export { GraphModel } from "@tensorflow/tfjs-converter/dist/executor/graph_model";
export { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu/dist/backend_cpu";
export { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm";
export { default as wasmAddress } from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";
export { kernels as cpuKernels } from "kernels:cpu";
export { kernels as wasmKernels } from "kernels:wasm";
