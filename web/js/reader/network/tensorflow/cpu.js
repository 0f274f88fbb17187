/**
 * The cpu backend of TensorFlow.js, in plain JavaScript: what runs networks of others where wasm is
 * missing or refused.
 */
import { cpuKernels, MathBackendCPU, registerBackend, registerKernel } from "./library.js";

/** Registers the backend under the name "cpu". */
export function registerCpu() {
  registerBackend("cpu", () => new MathBackendCPU(), 1);
  for (const kernel of cpuKernels) registerKernel(kernel);
}
