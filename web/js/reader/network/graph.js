/**
 * A network's layers, from the graph that TensorFlow's converter has written. Pure.
 *
 * @typedef {import("../types.js").Node} Node
 * @typedef {import("../types.js").Layer} Layer
 */
import { KINDS } from "./operations.js";

/**
 * @param {Node[]} nodes
 * @param {Record<string, string>} kinds what a layer of each operation is called, "" where it is no layer
 * @returns {Layer[]} each after those whose outputs it needs
 */
export function layersOf(nodes, kinds) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return inOrder(byName)
    .filter(({ op }) => kinds[op])
    .map((node) => {
      const shapes = inputsOf(node, byName).flatMap(weightShape);
      return {
        name: node.name,
        kind: kinds[node.op],
        activation: fusedWith(node).includes("Relu") ? "ReLU" : "",
        window: windowOf(node, shapes),
        parameters: shapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0),
      };
    });
}

/**
 * The node whose output the network's last layer gets, if that is a dense one with a softmax: what the network has
 * found in an image, before it decides. Else the node whose output the softmax gets.
 * @param {Node[]} nodes
 * @returns {string} its name
 * @throws {Error} where there is no softmax
 */
export function featuresOf(nodes) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const before = (/** @type {Node | undefined} */ node) => node && inputsOf(node, byName)[0];
  const logits = before(nodes.find(({ op }) => op === "Softmax"));
  if (!logits) throw new Error("A network's last layer has to be a softmax.");
  const isBias = ["BiasAdd", "Add", "AddV2"].includes(logits.op);
  const last = isBias ? before(logits) : logits;
  const features = last && KINDS[last.op] === "dense" ? before(last) : logits;
  return (features ?? logits).name;
}

/**
 * @param {Node[]} nodes
 * @returns {string} the name of the one that gives what the network is for: nothing here takes its output
 */
export function outputOf(nodes) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const taken = new Set(nodes.flatMap((node) => inputsOf(node, byName)));
  const [last] = nodes.filter((node) => !taken.has(node) && node.op !== "NoOp");
  if (!last) throw new Error("A network has to give something.");
  return last.name;
}

/** @param {Map<string, Node>} byName @returns {Node[]} in topological order */
export function inOrder(byName) {
  /** @type {Set<Node>} */
  const seen = new Set();
  /** @type {Node[]} */
  const ordered = [];
  const visit = (/** @type {Node} */ node) => {
    if (seen.has(node)) return;
    seen.add(node);
    inputsOf(node, byName).forEach(visit);
    ordered.push(node);
  };
  for (const node of byName.values()) visit(node);
  return ordered;
}

/** @param {Node} node @param {Map<string, Node>} byName */
export function inputsOf({ input = [] }, byName) {
  // "^name" is a node that has to run before; "name:0" is the first output of one.
  return input.flatMap((name) => byName.get(name.replace(/^\^|:\d+$/g, "")) ?? []);
}

/** @param {Node} node @returns {number[][]} its shape, if it holds weights: whole numbers only say how to compute */
function weightShape({ op, attr }) {
  const tensor = attr?.value?.tensor;
  if (op !== "Const" || tensor.dtype !== "DT_FLOAT") return [];
  return [(tensor.tensorShape.dim ?? []).map((/** @type {{ size: string }} */ { size }) => Number(size))];
}

/** @param {Node} node @param {number[][]} weights */
function windowOf({ op, attr }, weights) {
  if (/Pool$/.test(op)) return (attr?.ksize.list.i ?? []).slice(1, 3).map(Number);
  return /Conv2d/i.test(op) ? weights[0].slice(0, 2) : [];
}

/** @param {Node} node @returns {string[]} */
export function fusedWith({ attr }) {
  return (attr?.fused_ops?.list?.s ?? []).map((/** @type {string} */ name) => atob(name));
}
