/**
 * The layers of a network, each with the step that computes it: what it takes, and with which numbers. Pure.
 *
 * @typedef {import("../../reader/types.js").Graph} Graph
 * @typedef {import("../../reader/types.js").Node} Node
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {import("../../reader/network/engine/plan.js").Step} Step
 * @typedef {import("../../reader/network/engine/plan.js").Tensor} Tensor
 *
 * @typedef {object} Taken of one layer
 * @property {Step | null} step null of the input, and of an operation that can't be taken apart here
 * @property {number[]} from which layers it takes, by their places in the list; empty where they are not in it
 */
import { isComputed, stepOf, Unsupported } from "../../reader/network/engine/plan.js";
import { inOrder, inputsOf } from "../../reader/network/graph.js";
import { SIDE } from "../../reader/shared/contract.js";

/**
 * @param {Graph} graph
 * @param {LayerOutput[]} layers all of the network's
 * @returns {Taken[]} one for each of the layers
 */
export function stepsOf({ nodes, weights }, layers) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const places = new Map(layers.map(({ name }, i) => [name, i]));
  const input = tensorOf([SIDE, SIDE, 1]);
  /** @type {Map<string, Tensor>} */
  const tensors = new Map();
  /** @type {Map<string, number>} by the names of nodes, the layer whose output they give */
  const sources = new Map();
  /** @type {Taken[]} */
  const taken = layers.map(() => ({ step: null, from: [] }));
  for (const node of inOrder(byName).filter(isComputed)) {
    const place = places.get(node.name);
    const computed = inputsOf(node, byName).filter(isComputed);
    const inputs = computed.flatMap(({ name }) => sources.get(name) ?? []);
    const isKnown = computed.every(({ name }) => tensors.has(name));
    const made = isKnown ? madeBy(() => stepOf(node, byName, weights, { input, tensors })) : null;
    if (place !== undefined) {
      taken[place] = { step: made && "kind" in made ? made : null, from: inputs };
      tensors.set(node.name, tensorOf(layers[place].shape));
      sources.set(node.name, place);
    } else if (made && !("kind" in made)) {
      // What leaves its input as it is gives the same layer's output on.
      tensors.set(node.name, made);
      if (inputs.length) sources.set(node.name, inputs[0]);
    }
  }
  return taken;
}

/** @param {() => Step | Tensor} make @returns {Step | Tensor | null} null where the engine does not have it */
function madeBy(make) {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

/** @param {number[]} shape of a layer's output @returns {Tensor} */
function tensorOf(shape) {
  const channels = shape[shape.length - 1];
  const isVector = shape.length < 3;
  return { height: isVector ? 1 : shape[0], width: isVector ? 1 : shape[1], channels, isVector, border: 0 };
}
