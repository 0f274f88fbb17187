/**
 * A network for the page: its files fetched and checked, and what runs it.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("./execution.js").Recognizer} Recognizer
 */
import { PIXELS } from "../shared/contract.js";
import { imported } from "../shared/imported.js";
import { recognizerFrom, startEngine } from "./from-files.js";
import { fetchModelFile, ModelError } from "./model-files.js";
import { checkCard } from "./soundness.js";

/**
 * Loads a model and what runs it, and warms it up.
 * @param {() => Promise<Card>} loadCard the model's
 * @param {{ onProgress?: (progress: import("../types.js").Progress) => void }} [options] told the bytes of the model's
 *   files, decoded
 * @returns {Promise<Recognizer>}
 * @throws {ModelError} says what failed and what to do; calling again starts afresh
 */
export async function loadRecognizer(loadCard, { onProgress = () => {} } = {}) {
  void startEngine(); // which never fails
  const card = await loadCard();
  const total = card.files["model.json"].bytes + card.files["weights.bin"].bytes;
  let loaded = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    loaded += bytes;
    onProgress({ loaded: Math.min(loaded, total), total });
  };
  const [graph, weights] = await Promise.all([
    fetchModelFile(card, "model.json", onBytes),
    fetchModelFile(card, "weights.bin", onBytes),
  ]);
  checkCard(card);
  const recognizer = await recognizerFrom({ card, graph, weights }, tensorFlow);
  try {
    await recognizer.classify(new Float32Array(PIXELS)); // the first run is the slow one, and tells of what is broken
  } catch (error) {
    recognizer.dispose();
    throw error;
  }
  onProgress({ loaded: total, total });
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
