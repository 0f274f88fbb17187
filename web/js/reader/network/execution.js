/**
 * A network at work: prepared 28×28 images in, probabilities out, each of them checked. No tensor leaves it.
 *
 * @typedef {import("../types.js").Card} Card
 * @typedef {import("../types.js").Backend} Backend
 * @typedef {import("../types.js").LayerOutput} LayerOutput
 * @typedef {import("@tensorflow/tfjs-converter/dist/executor/graph_model").GraphModel} GraphModel
 *
 * @typedef {object} Recognizer
 * @property {Card} card
 * @property {Backend} backend
 * @property {(images: Float32Array) => Promise<Float32Array>} classify n×784 values in [0, 1], ink bright on black, in;
 *   n×10 probabilities out, or n×11 of a network that also knows what is no digit
 * @property {(images: Float32Array) => Promise<{ probabilities: Float32Array, features: Float32Array }>} look n×784 in;
 *   what classify gives, and the n×d features that the network's last layer gets, out of the same run
 * @property {(image: Float32Array) => Promise<LayerOutput[]>} layers what each layer makes of one prepared image, the
 *   image itself being the first; each layer comes after those whose outputs it needs
 * @property {() => number} tensorCount how many tensors are alive, of all recognizers together
 * @property {() => void} dispose frees the model's tensors; once more does nothing
 */
import { getBackend, memory, setBackend, tensor4d, tidy } from "@tensorflow/tfjs-core";
import { featuresOf, layersOf } from "./graph.js";
import { PIXELS, SIDE } from "../shared/contract.js";
import { joined } from "../shared/joined.js";
import { nextTurn } from "../shared/next-turn.js";
import { broken, checkFinite, checkProbabilities } from "./soundness.js";

// Images in one run of the network, after which the page has its turn: about 12 ms. With 1,000 wasm reads only a few
// per cent more images a second, and the page would not answer for as long as that takes.
const BATCH = 32;

/**
 * Makes a backend the current one. There is nothing to wait for: setBackend gives a promise, but with backends that
 * start synchronously, as ours do, it has done its work when it returns. So two recognizers on different backends
 * can't come between each other.
 * @param {Backend} backend one that is registered
 */
export function use(backend) {
  if (getBackend() !== backend) void setBackend(backend);
}

/**
 * @param {Card} card
 * @param {Backend} backend
 * @param {GraphModel} model
 * @param {import("./graph.js").Node[]} nodes the model's
 * @returns {Recognizer}
 */
export function recognizerOf(card, backend, model, nodes) {
  let disposed = false;
  const checkAlive = () => {
    if (disposed) throw new Error("This recognizer has been disposed of: load another with loadRecognizer().");
  };
  /** @type {import("./graph.js").Layer[]} */
  let layers;
  /**
   * @param {Float32Array} images
   * @param {string[]} names nodes of the network
   * @returns {import("../types.js").Output[]} of each of them, for all images
   */
  const outputsOf = (images, names) => {
    use(backend);
    /** @type {import("../types.js").Output[]} */
    let outputs = [];
    try {
      // Nothing is returned: tidy would look for tensors in it, number by number.
      tidy(() => {
        const input = tensor4d(images, [images.length / PIXELS, SIDE, SIDE, 1]);
        outputs = [model.execute(input, names)].flat().map((tensor) => ({
          shape: tensor.shape.slice(1),
          // dataSync, not data: both backends compute on this thread, and a promise would only add a turn of the loop.
          values: /** @type {Float32Array} */ (tensor.dataSync()),
        }));
      });
    } catch (cause) {
      throw broken(card.name, "it can't read an image", cause);
    }
    return outputs;
  };
  /** @param {Float32Array} probabilities @param {Float32Array} images */
  const checked = (probabilities, images) => {
    checkProbabilities(card.name, probabilities, images.length / PIXELS, card.classes);
    return probabilities;
  };
  /** @type {string[]} the nodes whose outputs `look` takes */
  let looked;
  return {
    card,
    backend,
    async classify(images) {
      checkAlive();
      const probabilities = new Float32Array((images.length / PIXELS) * card.classes);
      await inBatches(images, (batch, from) => {
        const [{ values }] = outputsOf(batch, [model.outputNodes[0]]);
        probabilities.set(checked(values, batch), from * card.classes);
      });
      return probabilities;
    },
    async look(images) {
      checkAlive();
      looked ??= [model.outputNodes[0], featuresOf(nodes)];
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
      layers ??= layersOf(nodes);
      const outputs = outputsOf(
        image,
        layers.map(({ name }) => name),
      );
      return layers.map((layer, i) => {
        checkFinite(card.name, outputs[i].values, "its layers");
        return { ...layer, ...outputs[i] };
      });
    },
    tensorCount: () => memory().numTensors,
    dispose() {
      if (disposed) return;
      disposed = true;
      model.dispose();
    },
  };
}

/**
 * @param {Float32Array} images
 * @param {(batch: Float32Array, from: number) => void} then
 */
async function inBatches(images, then) {
  for (let from = 0; from * PIXELS < images.length; from += BATCH) {
    if (from > 0) await nextTurn();
    then(images.subarray(from * PIXELS, (from + BATCH) * PIXELS), from);
  }
}
