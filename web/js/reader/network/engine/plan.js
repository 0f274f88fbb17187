/**
 * From the graph that TensorFlow's converter has written to the steps that the engine takes. Pure.
 *
 * A step computes one tensor from another, or from two. Tensors are planes of pixels, height × width × channels, up to
 * the layer that flattens or averages them, and vectors of channels from there on.
 *
 * @typedef {import("../graph.js").Node} Node
 * @typedef {import("../weights.js").Weight} Weight
 *
 * @typedef {object} Tensor
 * @property {number} height pixels; 1 of a vector
 * @property {number} width pixels; 1 of a vector
 * @property {number} channels
 * @property {boolean} isVector
 * @property {number} border pixels of zeros around it, which the windows of later steps reach into
 *
 * @typedef {object} Step
 * @property {"product" | "depthwise" | "pool" | "sum" | "mean" | "flatten" | "softmax"} kind a product is a convolution
 *   or a dense layer; pooling ends with a factor and an addend for each channel, which alone are done to one pixel
 * @property {Tensor} from
 * @property {Tensor} [and] what a sum adds
 * @property {Tensor} to
 * @property {Window} [window] of a plane: what a pixel is computed from; without one, from the same pixel
 * @property {Float32Array} [weights] height × width × channels in × channels out; of pooling the factors
 * @property {Float32Array} [bias] of each channel; of pooling the addends
 * @property {boolean} [isRelu] whether what is negative becomes 0 in the end
 *
 * @typedef {object} Window
 * @property {number} height pixels
 * @property {number} width pixels
 * @property {number} stride pixels from one window to the next, each way
 * @property {number} top pixels of the first window that lie above the tensor
 * @property {number} left pixels of the first window that lie left of it
 *
 * @typedef {object} Plan
 * @property {Step[]} steps each after those whose tensors it needs
 * @property {Tensor} input
 * @property {Map<string, Tensor>} tensors by the names of the nodes that give them
 */
import { SIDE } from "../../shared/contract.js";
import { fusedWith, inOrder, inputsOf } from "../graph.js";

/** A network that the engine can't run. The message says which operation is at fault. */
export class Unsupported extends Error {}

/**
 * @param {Node[]} nodes
 * @param {Record<string, Weight>} weights by the names of their nodes
 * @param {number} [height] pixels of what it takes
 * @param {number} [width]
 * @returns {Plan}
 * @throws {Unsupported}
 */
export function planOf(nodes, weights, height = SIDE, width = SIDE) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  /** @type {Plan} */
  const plan = { steps: [], input: plane(height, width, 1), tensors: new Map() };
  for (const node of inOrder(byName)) {
    if (!isComputed(node)) continue;
    const step = stepOf(node, byName, weights, plan);
    if ("kind" in step) plan.steps.push(step);
    plan.tensors.set(node.name, "kind" in step ? step.to : step);
  }
  return plan;
}

/** Whether a node stands for something that is computed. @param {Node} node */
export const isComputed = ({ op }) => op !== "Const" && op !== "NoOp";

/**
 * @param {Node} node
 * @param {Map<string, Node>} byName all of the network's
 * @param {Record<string, Weight>} weights by the names of their nodes
 * @param {Pick<Plan, "input" | "tensors">} plan with the tensors that the node needs
 * @returns {Step | Tensor} what the node does, or the tensor that it leaves as it is
 * @throws {Unsupported}
 */
export function stepOf(node, byName, weights, { input, tensors }) {
  const read = READERS[node.op];
  if (!read) throw new Unsupported(`the operation ${node.op}`);
  const inputs = inputsOf(node, byName).filter(({ op }) => op !== "NoOp");
  const given = {
    node,
    tensors: inputs.flatMap(({ name }) => tensors.get(name) ?? []),
    weights: inputs.flatMap(({ name }) => weights[name] ?? []),
  };
  return read(given, input);
}

/** @param {number} height @param {number} width @param {number} channels @returns {Tensor} */
const plane = (height, width, channels) => ({ height, width, channels, isVector: false, border: 0 });
/** @param {number} channels @returns {Tensor} */
const vector = (channels) => ({ height: 1, width: 1, channels, isVector: true, border: 0 });

/**
 * @typedef {object} Given
 * @property {Node} node
 * @property {Tensor[]} tensors
 * @property {Weight[]} weights
 */

/** @type {Record<string, (given: Given, input: Tensor) => Step | Tensor>} a step, or the tensor that stays as it is */
const READERS = {
  Placeholder: (_, input) => input,
  Identity: ({ tensors: [from] }) => from,
  Cast: ({ tensors: [from] }) => from,
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2dNative: depthwise,
  MaxPool: pool,
  MatMul: dense,
  _FusedMatMul: dense,
  Mul: (given) => ofEachPixel(given, { weights: ofEachChannel(given) }),
  Add: added,
  AddV2: added,
  BiasAdd: added,
  Relu: (given) => ofEachPixel(given, { isRelu: true }),
  Mean: mean,
  Reshape: flatten,
  Softmax: ({ node, tensors: [from] }) => {
    check(from.isVector, node, "on a plane");
    return { kind: "softmax", from, to: vector(from.channels) };
  },
};

/** @param {unknown} holds @param {Node} node @param {string} what @returns {asserts holds} */
function check(holds, node, what) {
  if (!holds) throw new Unsupported(`the operation ${node.op} ${what}`);
}

/** @param {Given} given @returns {Step} */
function convolution({ node, tensors: [from], weights: [kernel, bias] }) {
  check(kernel, node, "with weights that it computes");
  const [height, width, channels, out] = kernel.shape;
  check(channels === from.channels, node, "in groups");
  const { window, to } = windowed(node, from, height, width, out);
  return { kind: "product", from, to, window, weights: floats(kernel), ...fused(node, bias) };
}

/** @param {Given} given @returns {Step} */
function depthwise({ node, tensors: [from], weights: [kernel, bias] }) {
  check(kernel, node, "with weights that it computes");
  const [height, width, channels, multiplier] = kernel.shape;
  check(channels > 1 && multiplier === 1, node, "of one channel, or with several outputs for each");
  const { window, to } = windowed(node, from, height, width, from.channels);
  return { kind: "depthwise", from, to, window, weights: floats(kernel), ...fused(node, bias) };
}

/** @param {Given} given @returns {Step} */
function pool({ node, tensors: [from] }) {
  const [, height, width] = numbers(node, "ksize");
  const { window, to, border } = windowed(node, from, height, width, from.channels);
  check(border === 0, node, "with padding"); // which counts for less than any value, and not for 0
  return { kind: "pool", from, to, window };
}

/**
 * @param {Node} node
 * @param {Tensor} from which gets the border that the window needs
 * @param {number} height @param {number} width of the window
 * @param {number} channels of what comes out
 */
function windowed(node, from, height, width, channels) {
  check(!from.isVector, node, "on a vector");
  const [, stride, across] = numbers(node, "strides");
  check(stride === across, node, "with strides that differ");
  const isDense = numbers(node, "dilations").every((step) => step === 1);
  check(isDense, node, "with dilation");
  check(atob(node.attr?.data_format?.s ?? "") !== "NCHW", node, "with channels first");
  const padding = atob(node.attr?.padding?.s ?? "");
  check(["SAME", "VALID"].includes(padding), node, "with explicit padding");
  const rows = along(from.height, height, stride, padding === "SAME");
  const columns = along(from.width, width, stride, padding === "SAME");
  const border = Math.max(rows.border, columns.border);
  from.border = Math.max(from.border, border);
  const window = { height, width, stride, top: rows.before, left: columns.before };
  return { window, to: plane(rows.count, columns.count, channels), border };
}

/**
 * Where windows lie along one side, as TensorFlow has it: https://www.tensorflow.org/api_docs/python/tf/nn
 * @param {number} length of the side, in pixels
 * @param {number} window @param {number} stride in pixels
 * @param {boolean} isSame whether there are as many windows as pixels, divided by the stride
 */
function along(length, window, stride, isSame) {
  const count = isSame ? Math.ceil(length / stride) : Math.floor((length - window) / stride) + 1;
  const outside = Math.max(0, (count - 1) * stride + window - length);
  const before = outside >> 1;
  return { count, before, border: outside - before };
}

/** @param {Given} given @returns {Step} */
function dense({ node, tensors: [from], weights: [matrix, bias] }) {
  check(matrix?.shape[0] === from.channels, node, "with weights that it computes, or that do not fit");
  check(from.isVector && !node.attr?.transpose_a?.b && !node.attr?.transpose_b?.b, node, "of this kind");
  const to = vector(matrix.shape[1]);
  return { kind: "product", from, to, weights: floats(matrix), ...fused(node, bias) };
}

/** @param {Given} given @returns {Step} */
function added(given) {
  const { node, tensors, weights } = given;
  if (weights.length > 0) return ofEachPixel(given, { bias: ofEachChannel(given) });
  const [from, and] = tensors;
  const isLike = from.height === and?.height && from.width === and.width && from.channels === and.channels;
  check(isLike && from.isVector === and.isVector, node, "of unlike shapes");
  return { kind: "sum", from, and, to: { ...from, border: 0 } };
}

/** @param {Given} given @param {Partial<Step>} what is done to each pixel @returns {Step} */
const ofEachPixel = ({ tensors: [from] }, what) => ({ kind: "pool", from, to: { ...from, border: 0 }, ...what });

/** @param {Given} given @returns {Float32Array} its weights, one for each channel */
function ofEachChannel({ node, tensors: [from], weights: [values] }) {
  check(values?.values.length === from.channels, node, "of this kind");
  return floats(values);
}

/** @param {Given} given @returns {Step | Tensor} */
function mean({ node, tensors: [from], weights: [axes] }) {
  const isOfPixels = !from.isVector && axes && String([...axes.values].sort()) === "1,2";
  check(isOfPixels, node, "over other axes than height and width");
  return { kind: "mean", from, to: vector(from.channels) };
}

/** @param {Given} given @returns {Step | Tensor} */
function flatten({ node, tensors: [from], weights: [shape] }) {
  const length = from.height * from.width * from.channels;
  check(shape && shape.values.length === 2 && shape.values[1] === length, node, "to another shape than a vector");
  return from.isVector ? from : { kind: "flatten", from, to: vector(length) };
}

/** @param {Node} node @param {Weight | undefined} bias */
function fused(node, bias) {
  const names = fusedWith(node);
  const areKnown = names.every((name) => name === "BiasAdd" || name === "Relu");
  check(areKnown, node, `with ${names.join(" and ")}`);
  return { bias: bias && floats(bias), isRelu: names.includes("Relu") };
}

/** @param {Node} node @param {string} name @returns {number[]} */
const numbers = (node, name) => (node.attr?.[name]?.list?.i ?? []).map(Number);

/** @param {Weight} weights */
const floats = ({ values }) => /** @type {Float32Array} */ (values);
