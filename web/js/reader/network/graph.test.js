import assert from "node:assert/strict";
import test from "node:test";
import { featuresOf, layersOf } from "./graph.js";
import { KINDS, OPERATIONS } from "./operations.js";
import { OTHER_OPERATIONS } from "./tensorflow/operations.js";

/** @typedef {import("./graph.js").Node} Node */

/** @param {string} name @param {number[]} shape @param {string} [dtype] @returns {Node} */
const weights = (name, shape, dtype = "DT_FLOAT") => ({
  name,
  op: "Const",
  attr: { value: { tensor: { dtype, tensorShape: { dim: shape.map((size) => ({ size: `${size}` })) } } } },
});

const fused = { fused_ops: { list: { s: [btoa("BiasAdd"), btoa("Relu")] } } };

/** @type {Node[]} what the converter writes of a small network, the output first */
const GRAPH = [
  { name: "softmax", op: "Softmax", input: ["logits"] },
  { name: "logits", op: "_FusedMatMul", input: ["mean:0", "w2", "b2"], attr: {} },
  { name: "mean", op: "Mean", input: ["pool", "axes"] },
  { name: "pool", op: "MaxPool", input: ["conv"], attr: { ksize: { list: { i: ["1", "2", "2", "1"] } } } },
  { name: "conv", op: "_FusedConv2D", input: ["image", "w1", "b1"], attr: fused },
  { name: "image", op: "Placeholder" },
  weights("w1", [3, 3, 1, 8]),
  weights("b1", [8]),
  weights("w2", [8, 11]),
  weights("b2", [11]),
  weights("axes", [2], "DT_INT32"),
];

test("a graph has layers, each after those that it needs", () => {
  assert.deepEqual(layersOf(GRAPH, KINDS), [
    { name: "image", kind: "input", activation: "", window: [], parameters: 0 },
    { name: "conv", kind: "convolution", activation: "ReLU", window: [3, 3], parameters: 80 },
    { name: "pool", kind: "max pooling", activation: "", window: [2, 2], parameters: 0 },
    { name: "mean", kind: "global average pooling", activation: "", window: [], parameters: 0 },
    { name: "logits", kind: "dense", activation: "", window: [], parameters: 99 },
    { name: "softmax", kind: "softmax", activation: "", window: [], parameters: 0 },
  ]);
});

test("features are what the last dense layer gets", () => {
  assert.equal(featuresOf(GRAPH), "mean");
  const unfused = GRAPH.flatMap((node) =>
    node.name === "logits"
      ? [
          { name: "product", op: "MatMul", input: ["mean", "w2"] },
          { name: "logits", op: "BiasAdd", input: ["product", "b2"] },
        ]
      : [node],
  );
  assert.equal(featuresOf(unfused), "mean");
});

test("features are what the softmax gets, where another layer is the last one", () => {
  const pooled = GRAPH.map((node) => (node.name === "softmax" ? { ...node, input: ["mean"] } : node));
  assert.equal(featuresOf(pooled), "mean");
});

test("a network without a softmax is told so", () => {
  assert.throws(() => featuresOf(GRAPH.slice(1)), /last layer has to be a softmax/);
});

test("every operation that is computed has a kernel and a function, and those that hold values have none", () => {
  for (const [name, { kernel, calls }] of Object.entries({ ...OPERATIONS, ...OTHER_OPERATIONS })) {
    const isValue = ["Const", "NoOp", "Placeholder"].includes(name);
    const hasKernel = !isValue && name !== "Shape"; // which is known without one
    assert.deepEqual([kernel !== undefined, calls !== undefined], [hasKernel, !isValue], name);
  }
  assert.equal(KINDS.Conv2D, "convolution");
  assert.equal(KINDS.Const, "");
});
