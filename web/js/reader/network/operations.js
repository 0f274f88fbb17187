/**
 * The operations of TensorFlow's graphs that Digitpad can run: the one list of them. The layers' names, the kernels of
 * both back ends, what the bundle keeps of TensorFlow.js and what the .wasm file keeps of its functions all follow from
 * it (see `tools/bundle/tfjs.mjs`), so that a new operation is a new line here. Bundles get `KINDS` alone.
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

  // From here on what the engine does not have, for networks of people's own: it runs on TensorFlow.js.
  Tanh: { kind: "tanh", kernel: "Tanh", calls: "tanh" },
  Sigmoid: { kind: "sigmoid", kernel: "Sigmoid", calls: "sigmoid" },
  Elu: { kind: "ELU", kernel: "Elu", calls: "elu" },
  Selu: { kind: "SELU", kernel: "Selu", calls: "selu" },
  Relu6: { kind: "ReLU6", kernel: "Relu6", calls: "relu6" },
  LeakyRelu: { kind: "leaky ReLU", kernel: "LeakyRelu", calls: "leakyRelu" },
  Prelu: { kind: "PReLU", kernel: "Prelu", calls: "prelu" },
  Softplus: { kind: "softplus", kernel: "Softplus", calls: "softplus" },
  Max: { kind: "global max pooling", kernel: "Max", calls: "max" },
  ConcatV2: { kind: "concatenation", kernel: "Concat", calls: "concat" },
  Pad: { kind: "padding", kernel: "PadV2", calls: "pad" },
  PadV2: { kind: "padding", kernel: "PadV2", calls: "pad" },
  MirrorPad: { kind: "padding", kernel: "MirrorPad", calls: "mirrorPad" },
  Conv2DBackpropInput: { kind: "transposed convolution", kernel: "Conv2DBackpropInput", calls: "conv2dTranspose" },
  Sum: { kind: "", kernel: "Sum", calls: "sum" },
  Min: { kind: "", kernel: "Min", calls: "min" },
  Prod: { kind: "", kernel: "Prod", calls: "prod" },
  Sub: { kind: "", kernel: "Sub", calls: "sub" },
  RealDiv: { kind: "", kernel: "RealDiv", calls: "div" },
  Maximum: { kind: "", kernel: "Maximum", calls: "maximum" },
  Minimum: { kind: "", kernel: "Minimum", calls: "minimum" },
  Pow: { kind: "", kernel: "Pow", calls: "pow" },
  AddN: { kind: "", kernel: "AddN", calls: "addN" },
  SquaredDifference: { kind: "", kernel: "SquaredDifference", calls: "squaredDifference" },
  Abs: { kind: "", kernel: "Abs", calls: "abs" },
  Neg: { kind: "", kernel: "Neg", calls: "neg" },
  Square: { kind: "", kernel: "Square", calls: "square" },
  Sqrt: { kind: "", kernel: "Sqrt", calls: "sqrt" },
  Rsqrt: { kind: "", kernel: "Rsqrt", calls: "rsqrt" },
  Reciprocal: { kind: "", kernel: "Reciprocal", calls: "reciprocal" },
  Exp: { kind: "", kernel: "Exp", calls: "exp" },
  Expm1: { kind: "", kernel: "Expm1", calls: "expm1" },
  Log: { kind: "", kernel: "Log", calls: "log" },
  Log1p: { kind: "", kernel: "Log1p", calls: "log1p" },
  Erf: { kind: "", kernel: "Erf", calls: "erf" },
  Greater: { kind: "", kernel: "Greater", calls: "greater" },
  GreaterEqual: { kind: "", kernel: "GreaterEqual", calls: "greaterEqual" },
  Less: { kind: "", kernel: "Less", calls: "less" },
  LessEqual: { kind: "", kernel: "LessEqual", calls: "lessEqual" },
  Select: { kind: "", kernel: "Select", calls: "where" },
  SelectV2: { kind: "", kernel: "Select", calls: "where" },
  ZerosLike: { kind: "", kernel: "ZerosLike", calls: "zerosLike" },
  Fill: { kind: "", kernel: "Fill", calls: "fill" },
  Shape: { kind: "", calls: "tensor1d" },
  StridedSlice: { kind: "", kernel: "StridedSlice", calls: "stridedSlice" },
  Slice: { kind: "", kernel: "Slice", calls: "slice" },
  Split: { kind: "", kernel: "SplitV", calls: "split" },
  SplitV: { kind: "", kernel: "SplitV", calls: "split" },
  GatherV2: { kind: "", kernel: "GatherV2", calls: "gather" },
  Pack: { kind: "", kernel: "Pack", calls: "stack" },
  ExpandDims: { kind: "", kernel: "ExpandDims", calls: "expandDims" },
  Squeeze: { kind: "", kernel: "Reshape", calls: "squeeze" },
  Tile: { kind: "", kernel: "Tile", calls: "tile" },
  SpaceToBatchND: { kind: "", kernel: "SpaceToBatchND", calls: "spaceToBatchND" },
  BatchToSpaceND: { kind: "", kernel: "BatchToSpaceND", calls: "batchToSpaceND" },
};

/** @type {Record<string, string>} what a layer of each operation is called, "" where it is no layer */
export const KINDS = Object.fromEntries(Object.entries(OPERATIONS).map(([name, { kind }]) => [name, kind]));
