/** The engine in each of its three back ends, layer by layer against TensorFlow.js. */
import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { build } from "esbuild";
import { kernelTexts } from "../tools/bundle/kernels.mjs";
import { bundling, root } from "../tools/bundle/scripts.mjs";
import { neededWasm } from "../tools/bundle/tfjs.mjs";
import { layersOf } from "../web/js/reader/network/graph.js";
import { KINDS } from "../web/js/reader/network/operations.js";
import { decodedWeights } from "../web/js/reader/network/weights.js";
import { createEngine } from "../web/js/reader/network/engine/engine.js";
import { planOf, Unsupported } from "../web/js/reader/network/engine/plan.js";
import { start } from "../web/js/reader/network/engine/start.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // browsers have it; Node 20 only by this flag

// Share of a layer's largest value. One sum differs in its last digits by the order in which it is made; ten layers
// after each other make 0.000 002 of it.
const TOLERANCE = 1e-5;

/** The largest difference of a probability. */
const CLOSE = 1e-5;

/** @type {Promise<typeof import("../web/js/reader/network/tensorflow/runtime.js")> | undefined} */
let reference;

/** TensorFlow.js, bundled as for the page. */
const loadReference = () =>
  (reference ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "digitpad-reference-"));
    process.once("exit", () => rmSync(folder, { recursive: true }));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    const entryPoints = [join(root, "web/js/reader/network/tensorflow/runtime.js")];
    await build({ ...bundling(await neededWasm()), entryPoints, outdir: folder, entryNames: "[name]" });
    globalThis.fetch = async (/** @type {any} */ url) => new Response(await readFile(new URL(String(url))));
    return import(pathToFileURL(join(folder, "runtime.js")).href);
  })());

/** @type {Promise<[string, import("../web/js/reader/network/engine/start.js").Started][]> | undefined} */
let started;

/** The engine's back ends, by what people call them. */
const backEnds = () =>
  (started ??= (async () => {
    const { relaxed, simd } = await kernelTexts();
    return Object.entries({
      "relaxed SIMD": await start([relaxed]),
      SIMD: await start([simd]),
      "plain JavaScript": await start(["\0"]),
    });
  })());

test("WebAssembly is taken where it runs, and JavaScript where it does not", async () => {
  assert.deepEqual(
    (await backEnds()).map(([, { backend }]) => backend),
    ["wasm", "wasm", "cpu"],
  );
});

/** @typedef {import("../web/js/reader/network/graph.js").Node} Node */
/** @typedef {Record<string, import("../web/js/reader/network/weights.js").Weight>} Weights */

/**
 * @param {Node[]} nodes
 * @param {Weights} weights
 * @param {Float32Array} images
 */
async function compare(nodes, weights, images) {
  const names = layersOf(nodes, KINDS).map(({ name }) => name);
  const last = names.slice(-1);
  const { tensorFlowRuntime } = await loadReference();
  const reference = await tensorFlowRuntime({ node: nodes, versions: { producer: 1 } }, weights);
  const one = images.slice(0, 784);
  const [layers, all] = [reference.outputsOf(one, names), reference.outputsOf(images, last)];
  reference.dispose();
  for (const [name, { kernels }] of await backEnds()) {
    const run = createEngine(planOf(nodes, weights), 32, kernels);
    assert.ok(largestDifference(run(images, last)[0], all[0]) < CLOSE, name);
    run(one, names).forEach((output, i) => {
      assert.deepEqual(output.shape, layers[i].shape, `${name}: ${names[i]}`);
      const size = layers[i].values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const difference = largestDifference(output, layers[i]);
      assert.ok(difference <= TOLERANCE * size, `${name}: ${names[i]}: ${difference} of ${size}`);
    });
  }
}

/** @typedef {import("../web/js/reader/types.js").Output} Output */
/** @param {Output} some @param {Output} others */
function largestDifference({ values: some }, { values: others }) {
  assert.equal(some.length, others.length);
  return some.reduce((most, value, i) => Math.max(most, Math.abs(value - others[i])), 0);
}

/** @param {number} seed @returns {() => number} in [0, 1), the same for the same seed (Lehmer's generator) */
function randomFrom(seed) {
  let state = seed * 16807 + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** @param {() => number} random @param {number} count */
const imagesBy = (random, count) => Float32Array.from({ length: 784 * count }, () => (random() < 0.3 ? random() : 0));

for (const name of readdirSync(join(root, "web/model")).filter((name) => !name.startsWith("."))) {
  test(`the network ${name} gives what TensorFlow.js gives, layer by layer`, async () => {
    const [graph, bytes] = await Promise.all(
      ["model.json", "weights.bin"].map((file) => readFile(join(root, "web/model", name, file))),
    );
    const { modelTopology, weightsManifest } = JSON.parse(graph.toString());
    const weights = decodedWeights(weightsManifest, new Uint8Array(bytes));
    await compare(modelTopology.node, weights, imagesBy(randomFrom(1), 5));
  });
}

/** A network of nodes as the converter writes them, out of whatever layers are put to it. */
class Network {
  /** @type {Node[]} */
  nodes = [{ name: "image", op: "Placeholder", attr: { dtype: { type: "DT_FLOAT" } } }];
  /** @type {Weights} */
  weights = {};
  last = "image";

  /** @param {() => number} random */
  constructor(random) {
    this.random = random;
  }

  /** @param {number[]} shape @param {number[]} [values] whole numbers */
  constant(shape, values) {
    const name = `c${this.nodes.length}`;
    const dtype = values ? "DT_INT32" : "DT_FLOAT";
    const tensor = { dtype, tensorShape: { dim: shape.map((size) => ({ size: String(size) })) } };
    this.nodes.push({ name, op: "Const", attr: { dtype: { type: dtype }, value: { tensor } } });
    const count = shape.reduce((a, b) => a * b, 1);
    const scale = Math.sqrt(6 / (count / (shape.at(-1) ?? 1) || 1)); // keeps values about as large as before
    this.weights[name] = values
      ? { shape, dtype: "int32", values: Int32Array.from(values) }
      : { shape, dtype: "float32", values: Float32Array.from({ length: count }, () => (this.random() - 0.5) * scale) };
    return name;
  }

  /** @param {string} op @param {string[]} inputs besides the last one @param {Record<string, any>} [attr] */
  add(op, inputs = [], attr = {}) {
    const name = `n${this.nodes.length}`;
    const type = { T: { type: "DT_FLOAT" }, dtype: { type: "DT_FLOAT" } };
    this.nodes.push({ name, op, input: [this.last, ...inputs], attr: { ...type, ...attr } });
    this.last = name;
    return this;
  }

  /** @param {number} count of outputs @param {number} inputs */
  dense(count, inputs) {
    const fused = { fused_ops: { list: { s: [btoa("BiasAdd")] } }, num_args: { i: "1" } };
    this.add("_FusedMatMul", [this.constant([inputs, count]), this.constant([count])], fused);
    return this.add("Softmax");
  }
}

/** @param {number} stride @param {string} padding @param {string[]} [fused] */
const windowAttributes = (stride, padding, fused = []) => ({
  strides: { list: { i: [1, stride, stride, 1].map(String) } },
  dilations: { list: { i: ["1", "1", "1", "1"] } },
  padding: { s: btoa(padding) },
  data_format: { s: btoa("NHWC") },
  explicit_paddings: { list: {} },
  fused_ops: { list: { s: fused.map((name) => btoa(name)) } },
  num_args: { i: String(Math.min(fused.length, 1)) },
});

/** Some layers of any kind, sizes and shapes. @param {() => number} random */
function randomNetwork(random) {
  const upTo = (/** @type {number} */ most) => 1 + Math.floor(random() * most);
  const of = (/** @type {any[]} */ all) => all[Math.floor(random() * all.length)];
  const network = new Network(random);
  let [side, channels] = [28, 1];
  for (let left = 2 + upTo(5); left > 0; left--) {
    const [stride, padding] = [of([1, 1, 1, 2]), of(["SAME", "VALID"])];
    const window = Math.min(of([1, 2, 3, 3, 3, 3, 5]), side);
    const next = padding === "SAME" ? Math.ceil(side / stride) : Math.floor((side - window) / stride) + 1;
    const kind = channels === 1 ? "convolution" : of(["convolution", "convolution", "depthwise", "pool", "rest"]);
    if (kind === "convolution") {
      const out = 1 + upTo(20);
      const fused = of([[], ["BiasAdd"], ["BiasAdd", "Relu"]]);
      const constants = [[window, window, channels, out], ...(fused.length > 0 ? [[out]] : [])];
      const inputs = constants.map((shape) => network.constant(shape));
      network.add(fused.length > 0 ? "_FusedConv2D" : "Conv2D", inputs, windowAttributes(stride, padding, fused));
      [side, channels] = [next, out];
    } else if (kind === "depthwise") {
      const kernel = network.constant([window, window, channels, 1]);
      network.add("DepthwiseConv2dNative", [kernel], windowAttributes(stride, padding));
      side = next;
    } else if (kind === "pool" && side >= 4) {
      const ksize = { ksize: { list: { i: ["1", "2", "2", "1"] } } };
      network.add("MaxPool", [], { ...windowAttributes(2, "VALID"), ...ksize });
      side >>= 1;
    } else {
      network.add("Mul", [network.constant([channels])]).add("AddV2", [network.constant([channels])]);
      network.add(of(["Relu", "Identity"])).add("AddV2", [network.last]);
    }
  }
  if (of([true, false])) {
    network.add("Mean", [network.constant([2], [1, 2])], { keep_dims: { b: false } });
    return network.dense(10, channels);
  }
  const length = side * side * channels;
  network.add("Reshape", [network.constant([2], [-1, length])]);
  return network.dense(10, length);
}

test("networks of any layers, sizes and shapes give what TensorFlow.js gives, layer by layer", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed);
    const { nodes, weights } = randomNetwork(random);
    await compare(nodes, weights, imagesBy(random, 3));
  }
});

/** @type {Record<string, (network: Network) => void>} */
const OTHERS = {
  AvgPool: (network) =>
    network.add("AvgPool", [], { ...windowAttributes(2, "VALID"), ksize: { list: { i: ["1", "2", "2", "1"] } } }),
  "MaxPool with padding": (network) =>
    network.add("MaxPool", [], { ...windowAttributes(1, "SAME"), ksize: { list: { i: ["1", "2", "2", "1"] } } }),
  "Conv2D with dilation": (network) => {
    const dilations = { dilations: { list: { i: ["1", "2", "2", "1"] } } };
    network.add("Conv2D", [network.constant([3, 3, 4, 4])], { ...windowAttributes(1, "VALID"), ...dilations });
  },
  "_FusedConv2D with BiasAdd and Elu": (network) => {
    const constants = [network.constant([3, 3, 4, 4]), network.constant([4])];
    network.add("_FusedConv2D", constants, windowAttributes(1, "SAME", ["BiasAdd", "Elu"]));
  },
  "MatMul of two that are computed": (network) => {
    network.add("Mean", [network.constant([2], [1, 2])], { keep_dims: { b: false } });
    network.add("MatMul", [network.last]);
  },
  "Mean over other axes": (network) => network.add("Mean", [network.constant([1], [3])]),
};

for (const [what, addTo] of Object.entries(OTHERS)) {
  test(`the engine does not take a network with ${what}, and says why`, () => {
    const network = new Network(randomFrom(1));
    network.add("Conv2D", [network.constant([3, 3, 1, 4])], windowAttributes(1, "SAME"));
    addTo(network);
    const [op] = what.split(" ");
    assert.throws(
      () => planOf(network.nodes, network.weights),
      (error) => error instanceof Unsupported && error.message.includes(op),
    );
  });
}

// Planes that end after each of a tile's four pixels, down to 1 × 1, and channels that fill no panel, or some.
for (const [first, padding, channels] of /** @type {[number, string, number[]][]} */ ([
  [3, "VALID", [8, 7, 9, 16, 3, 17, 1, 12, 5, 8, 24, 2, 10]],
  [2, "VALID", [5, 8, 4, 20, 1, 7, 8, 9, 2, 3, 16, 11, 6, 8]],
  [3, "SAME", [24, 3, 8]],
  [2, "SAME", [7, 9]],
])) {
  test(`3 × 3 convolutions, ${padding}, after one of ${first} × ${first}, give what TensorFlow.js gives`, async () => {
    const network = new Network(randomFrom(first));
    let [side, inputs, window, how] = [28, 1, first, "VALID"];
    for (const out of channels) {
      const constants = [network.constant([window, window, inputs, out]), network.constant([out])];
      network.add("_FusedConv2D", constants, windowAttributes(1, how, ["BiasAdd", "Relu"]));
      if (how === "VALID") side -= window - 1;
      [inputs, window, how] = [out, 3, padding];
    }
    network.add("Reshape", [network.constant([2], [-1, side * side * inputs])]).dense(10, side * side * inputs);
    await compare(network.nodes, network.weights, imagesBy(randomFrom(2), 3));
  });
}

test("what one image leaves behind, be it no numbers, changes nothing of the next", async () => {
  const network = new Network(randomFrom(5));
  for (const [ins, outs, padding] of /** @type {[number, number, string][]} */ ([
    [1, 4, "VALID"],
    [4, 4, "SAME"],
    [4, 4, "SAME"],
  ]))
    network.add("Conv2D", [network.constant([3, 3, ins, outs])], windowAttributes(1, padding));
  network.add("Mean", [network.constant([2], [1, 2])], { keep_dims: { b: false } }).dense(10, 4);
  const image = imagesBy(randomFrom(6), 1);
  for (const [name, { kernels }] of await backEnds()) {
    const [before, after] = [0, 1].map(() => createEngine(planOf(network.nodes, network.weights), 32, kernels));
    after(new Float32Array(784).fill(NaN), [network.last]);
    assert.deepEqual(after(image, [network.last]), before(image, [network.last]), name);
  }
});

test("weights of one layer leave nothing behind where those of the next are laid out", async () => {
  const random = randomFrom(7);
  const network = new Network(random);
  const kernels = [
    [1, 8],
    [8, 8],
    [8, 3], // a panel that is not full
    [3, 4],
  ].map((sides) => {
    const [kernel, bias] = [network.constant([3, 3, ...sides]), network.constant([sides[1]])];
    network.add("_FusedConv2D", [kernel, bias], windowAttributes(1, "SAME", ["BiasAdd"]));
    return { kernel, bias };
  });
  network.add("Mean", [network.constant([2], [1, 2])], { keep_dims: { b: false } }).dense(10, 4);
  network.weights[kernels[0].bias].values.fill(0); // so that of an empty image, the second layer gets zeros
  const [large, none] = [3e37, 0].map((value) => {
    const values = new Float32Array(9 * 8 * 8).fill(value);
    return { ...network.weights, [kernels[1].kernel]: { ...network.weights[kernels[1].kernel], values } };
  });
  for (const [name, { kernels }] of await backEnds()) {
    const [after, before] = [large, none].map((weights) => {
      return createEngine(planOf(network.nodes, weights), 32, kernels)(new Float32Array(784), [network.last]);
    });
    assert.deepEqual(after, before, name);
  }
});

test("what is no number stays none, for the reader to refuse", async () => {
  for (const [name, { kernels }] of await backEnds()) {
    const network = new Network(randomFrom(3));
    network.add("Conv2D", [network.constant([3, 3, 1, 4])], windowAttributes(1, "SAME")).add("Relu");
    network.add("Mean", [network.constant([2], [1, 2])], { keep_dims: { b: false } }).dense(10, 4);
    const run = createEngine(planOf(network.nodes, network.weights), 32, kernels);
    const [{ values }] = run(new Float32Array(784).fill(NaN), [network.last]);
    assert.ok(values.every(Number.isNaN), name);
  }
});
