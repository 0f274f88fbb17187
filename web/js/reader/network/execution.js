/**
 * A network at work: prepared 28×28 images in, probabilities out, each of them checked. No tensor leaves it.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("./from-files.js").Files} Files
 * @typedef {import("../types.js").LayerOutput} LayerOutput
 * @typedef {import("../types.js").Graph} Graph
 *
 * @typedef {object} Recognizer
 * @property {Card} card
 * @property {import("../types.js").Backend} backend
 * @property {(images: Float32Array) => Promise<Float32Array>} classify n×784 values in [0, 1], ink bright on black, in;
 *   n×10 probabilities out, or n×11 of a network that also knows what is no digit
 * @property {(images: Float32Array) => Promise<{ probabilities: Float32Array, features: Float32Array }>} look n×784 in;
 *   what classify gives, and the n×d features that the network's last layer gets, out of the same run
 * @property {(image: Float32Array) => Promise<LayerOutput[]>} layers what each layer makes of one prepared image, the
 *   image itself being the first; each layer comes after those whose outputs it needs
 * @property {() => Graph} graph what it computes, and with which numbers
 * @property {() => Files | null} files what a worker makes the same network of; null of one that the engine does not
 *   run
 * @property {() => number} tensorCount how many networks of the engine are alive, or tensors of TensorFlow.js, of
 *   all recognizers together
 * @property {() => void} dispose frees the network; once more does nothing
 */
import { featuresOf, layersOf, outputOf } from "./graph.js";
import { PIXELS } from "../shared/contract.js";
import { joined } from "../shared/joined.js";
import { createPace } from "../shared/next-turn.js";
import { broken, checkFinite, checkProbabilities } from "./soundness.js";

// Images in one run of the network, after which the page may have its turn: about 8 ms. Larger, a slow device would not
// answer for longer, and vectors of so many images would take more memory.
export const BATCH = 32;

/**
 * @param {Card} card
 * @param {import("./from-files.js").Runtime} runtime the model's
 * @param {Graph} graph the model's
 * @param {Files | null} files
 * @returns {Recognizer}
 */
export function recognizerOf(card, runtime, graph, files) {
  const { nodes } = graph;
  let disposed = false;
  const checkAlive = () => {
    if (disposed) throw new Error("This reader has been disposed of: create another with createReader().");
  };
  /** @type {import("./graph.js").Layer[]} */
  let layers;
  /**
   * @param {Float32Array} images
   * @param {string[]} names nodes of the network
   * @returns {import("../types.js").Output[]} of each of them, for all images
   */
  const outputsOf = (images, names) => {
    try {
      return runtime.outputsOf(images, names);
    } catch (cause) {
      throw broken(card.name, "it can't read an image", cause);
    }
  };
  /** @param {Float32Array} probabilities @param {Float32Array} images */
  const checked = (probabilities, images) => {
    checkProbabilities(card.name, probabilities, images.length / PIXELS, card.classes);
    return probabilities;
  };
  const output = outputOf(nodes);
  /** @type {string[]} the nodes whose outputs `look` takes */
  let looked;
  return {
    card,
    backend: runtime.backend,
    async classify(images) {
      checkAlive();
      const probabilities = new Float32Array((images.length / PIXELS) * card.classes);
      await inBatches(images, (batch, from) => {
        const [{ values }] = outputsOf(batch, [output]);
        probabilities.set(checked(values, batch), from * card.classes);
      });
      return probabilities;
    },
    async look(images) {
      checkAlive();
      looked ??= [output, featuresOf(nodes)];
      /** @type {Float32Array[][]} */
      const outputs = [];
      await inBatches(images, (batch) => {
        const [probabilities, features] = outputsOf(batch, looked).map(({ values }) => values);
        checkFinite(card.name, features, "its features");
        outputs.push([checked(probabilities, batch), features]);
      });
      const [probabilities, features] = [0, 1].map((i) => joined(outputs.map((batch) => batch[i])));
      return { probabilities, features };
    },
    async layers(image) {
      checkAlive();
      layers ??= layersOf(nodes, runtime.kinds);
      const outputs = outputsOf(
        image,
        layers.map(({ name }) => name),
      );
      return layers.map((layer, i) => {
        checkFinite(card.name, outputs[i].values, "its layers");
        return { ...layer, ...outputs[i] };
      });
    },
    graph: () => graph,
    files() {
      checkAlive();
      return files;
    },
    tensorCount: runtime.count,
    dispose() {
      if (disposed) return;
      disposed = true;
      runtime.dispose();
    },
  };
}

/**
 * @param {Float32Array} images
 * @param {(batch: Float32Array, from: number) => void} then
 */
async function inBatches(images, then) {
  const pace = createPace();
  for (let from = 0; from * PIXELS < images.length; from += BATCH) {
    if (pace.isDue()) await pace.turn();
    then(images.subarray(from * PIXELS, (from + BATCH) * PIXELS), from);
  }
}
