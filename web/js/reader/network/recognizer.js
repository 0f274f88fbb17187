/**
 * A network for the page: its files, checked, and what runs it.
 *
 * @typedef {import("./execution.js").Recognizer} Recognizer
 */
import { PIXELS } from "../shared/contract.js";
import { imported } from "../shared/imported.js";
import { recognizerFrom, startEngine } from "./from-files.js";
import { ModelError } from "./model-files.js";
import { checkCard } from "./soundness.js";

/**
 * Loads a model and what runs it, and warms it up.
 * @param {() => Promise<import("./from-files.js").Files>} loadFiles the model's
 * @returns {Promise<Recognizer>}
 * @throws {ModelError} says what failed and what to do; calling again starts afresh
 */
export async function loadRecognizer(loadFiles) {
  void startEngine(); // which never fails
  const files = await loadFiles();
  checkCard(files.card);
  const recognizer = await recognizerFrom(files, tensorFlow);
  try {
    await recognizer.classify(new Float32Array(PIXELS)); // the first run is the slow one, and tells of what is broken
  } catch (error) {
    recognizer.dispose();
    throw error;
  }
  return recognizer;
}

/**
 * @type {import("./from-files.js").Otherwise}
 * @throws {ModelError} when its script does not arrive
 */
async function tensorFlow(modelTopology, weights) {
  const load = () => import("./tensorflow/runtime.js");
  const { tensorFlowRuntime } = await imported(load, "TensorFlow.js, which runs this model,").catch((cause) => {
    throw new ModelError(cause.message, { cause });
  });
  return tensorFlowRuntime(modelTopology, weights);
}
