/**
 * The cpu backend of TensorFlow.js, in plain JavaScript: what runs networks of others where wasm is
 * missing or refused.
 */
import { registerBackend, registerKernel } from "@tensorflow/tfjs-core";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu/dist/backend_cpu";
import { kernels } from "kernels:cpu";

/** Registers the backend under the name "cpu". */
export function registerCpu() {
  registerBackend("cpu", () => new MathBackendCPU(), 1);
  for (const kernel of kernels) registerKernel(kernel);
}
