/**
 * The operations of TensorFlow's graphs that Digitpad's networks have; `tensorflow/operations.js` has all others that
 * can be run. The layers' names, the kernels of both back ends, what the bundle keeps of TensorFlow.js and what the
 * .wasm file keeps of its functions all follow from the two (see `tools/bundle/tfjs.mjs`), so that a new operation is a
 * new line there. Bundles get `KINDS` alone.
 *
 * @typedef {object} Operation
 * @property {string} kind what people call a layer of it; "" for what is no layer
 * @property {string} [kernel] the back ends' name of what computes it; none for nodes that only stand for a value
 * @property {string} [calls] the function of TensorFlow.js through which the converter runs it
 */

/** @type {Record<string, Operation>} by their names in graphs */
export const OPERATIONS = {
  Const: { kind: "" },
  NoOp: { kind: "" },
  Placeholder: { kind: "input" },
  Identity: { kind: "", kernel: "Identity", calls: "clone" },
  Cast: { kind: "Cast", kernel: "Cast", calls: "cast" },
  Reshape: { kind: "flatten", kernel: "Reshape", calls: "reshape" },
  Transpose: { kind: "Transpose", kernel: "Transpose", calls: "transpose" },

  Conv2D: { kind: "convolution", kernel: "Conv2D", calls: "conv2d" },
  _FusedConv2D: { kind: "convolution", kernel: "FusedConv2D", calls: "fused" },
  DepthwiseConv2dNative: {
    kind: "depthwise convolution",
    kernel: "DepthwiseConv2dNative",
    calls: "depthwiseConv2d",
  },
  FusedDepthwiseConv2dNative: { kind: "depthwise convolution", kernel: "FusedDepthwiseConv2D", calls: "fused" },
  MaxPool: { kind: "max pooling", kernel: "MaxPool", calls: "maxPool" },
  AvgPool: { kind: "average pooling", kernel: "AvgPool", calls: "avgPool" },
  Mean: { kind: "global average pooling", kernel: "Mean", calls: "mean" },

  MatMul: { kind: "dense", kernel: "BatchMatMul", calls: "matMul" },
  BatchMatMul: { kind: "dense", kernel: "BatchMatMul", calls: "matMul" },
  BatchMatMulV2: { kind: "dense", kernel: "BatchMatMul", calls: "matMul" },
  _FusedMatMul: { kind: "dense", kernel: "_FusedMatMul", calls: "fused" },

  BiasAdd: { kind: "bias", kernel: "Add", calls: "add" },
  Add: { kind: "shift", kernel: "Add", calls: "add" },
  AddV2: { kind: "shift", kernel: "Add", calls: "add" },
  Mul: { kind: "scale", kernel: "Multiply", calls: "mul" },
  Relu: { kind: "ReLU", kernel: "Relu", calls: "relu" },
  Softmax: { kind: "softmax", kernel: "Softmax", calls: "softmax" },
};

/** @type {Record<string, string>} what a layer of each operation is called, "" where it is no layer */
export const KINDS = Object.fromEntries(Object.entries(OPERATIONS).map(([name, { kind }]) => [name, kind]));
