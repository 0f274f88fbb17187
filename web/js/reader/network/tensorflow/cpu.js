/**
 * The cpu backend of TensorFlow.js, in plain JavaScript: what reads where wasm is missing or refused. It is a chunk of
 * its own that most visitors never load.
 */
import { registerBackend, registerKernel } from "@tensorflow/tfjs-core";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu/dist/backend_cpu";
import { kernels } from "kernels:cpu";

/** Registers the backend under the name "cpu". */
export function registerCpu() {
  registerBackend("cpu", () => new MathBackendCPU(), 1);
  for (const kernel of kernels) registerKernel(kernel);
}
