/** What stands for TensorFlow.js in the npm package, which has only Digitpad's own engine. */
import { ModelError } from "../network/model-files.js";

/** @returns {Promise<never>} rejects with a ModelError */
export async function tensorFlowRuntime() {
  throw new ModelError(
    "createReader expects a network that the engine of the npm package runs; this one has another operation. Use " +
      "another network, or the module of the built site, which brings TensorFlow.js for it.",
  );
}
