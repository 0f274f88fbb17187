/**
 * An esbuild plugin that takes from TensorFlow.js only what running a plain CNN needs. The packages are made to be
 * imported whole; each rule below says what stands in the way of leaving something out.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import binaryen from "binaryen";

const require = createRequire(import.meta.url);
const folderOf = (/** @type {string} */ name) => dirname(require.resolve(`@tensorflow/${name}/package.json`));
const core = join(folderOf("tfjs-core"), "dist").replaceAll("\\", "/"); // as import statements have it

// tfjs-core exports these as namespace objects, which esbuild must keep whole. Importing the module behind each lets it
// see which functions are used.
/** @type {Record<string, string>} */
const NAMESPACES = {
  backend_util: "backends/backend_util",
  broadcast_util: "ops/broadcast_util",
  kernel_impls: "backends/kernel_impls",
  slice_util: "ops/slice_util",
  tensor_util: "tensor_util",
  util: "util",
};

// The converter runs an operation by looking it up, by name, in a namespace of all operations, so none could be left
// out. These are the ones for which a kernel is registered in web/js/reader/network/backend.
const OPERATIONS = {
  add: "add",
  avgPool: "avg_pool",
  cast: "cast",
  clone: "clone",
  conv2d: "conv2d",
  depthwiseConv2d: "depthwise_conv2d",
  matMul: "mat_mul",
  maxPool: "max_pool",
  mean: "mean",
  mul: "mul",
  relu: "relu",
  reshape: "reshape",
  softmax: "softmax",
  transpose: "transpose",
};

// What these are called in TensorFlow's graphs, and the nodes that stand for values. The converter has a description of
// each of its 340 operations, of which only these can be run.
export const IN_GRAPHS = new Set([
  "Add",
  "AddV2",
  "AvgPool",
  "BatchMatMul",
  "BatchMatMulV2",
  "BiasAdd",
  "Cast",
  "Const",
  "Conv2D",
  "DepthwiseConv2dNative",
  "FusedDepthwiseConv2dNative",
  "Identity",
  "MatMul",
  "MaxPool",
  "Mean",
  "Mul",
  "NoOp",
  "Placeholder",
  "Relu",
  "Reshape",
  "Softmax",
  "Transpose",
  "_FusedConv2D",
  "_FusedMatMul",
]);

// The converter sorts TensorFlow's operations into these groups; the others (control flow, strings, hash tables,
// images, …) bring most of its code and can't occur in a plain CNN.
const GROUPS = [
  "arithmetic",
  "basic_math",
  "convolution",
  "graph",
  "matrices",
  "normalization",
  "reduction",
  "transformation",
];

// What web/js/reader/network/backend/wasm.js calls of the .wasm file: the functions that its bridge names, and a
// function for every kernel but Cast, Identity and Reshape, which are plain JavaScript.
const NATIVE = new Set([
  "__wasm_call_ctors",
  "dispose",
  "dispose_data",
  "free",
  "get_threads_count",
  "init_with_threads_count",
  "malloc",
  "register_tensor",
  "stackAlloc",
  "stackRestore",
  "stackSave",

  "Add",
  "AvgPool",
  "BatchMatMul",
  "Conv2D",
  "DepthwiseConv2dNative",
  "FusedConv2D",
  "FusedDepthwiseConv2D",
  "MaxPool",
  "Mean",
  "Multiply",
  "Relu",
  "Softmax",
  "Transpose",
  "_FusedMatMul",
]);

/** @type {[RegExp, string | ((group: string) => string | null)][]} */
const STAND_INS = [
  // The engine without what index.js adds for training, and without its platforms: recognizer.js sets its own.
  [/tfjs-core$/, `export * from "${core}/base"; import "${core}/engine"; import "${core}/flags";`],
  [/ops_for_converter$/, operations()],
  [/\/op_list\/(\w+)$/, (group) => (GROUPS.includes(group) ? null : "export const json = [];")],
  [
    /\/executors\/(\w+)_executor$/,
    (group) => (GROUPS.includes(group) ? null : "export const executeOp = () => { throw new Error('left out'); };"),
  ],
  // Storage, files and HTTP of models: the recognizer fetches and checks them itself.
  [/\/io\/io$/, `export { decodeWeights } from "${core}/io/io_utils";`],
  // State shared through the global object by all copies of TensorFlow.js on a page, so that another page's own copy
  // and this one would replace each other's backends; and flags from the page's address. Neither is wanted.
  [
    /\/global_util$/,
    `const space = { atob: (text) => atob(text) }, values = new Map();
     export const getGlobalNamespace = () => space;
     export const getGlobal = (key, init) => values.get(key) ?? values.set(key, init()).get(key);`,
  ],
  // Emscripten's glue, with and without threads: web/js/reader/network/backend/wasm.js stands in for it.
  [/\/wasm-out\//, "export default null; export const wasmWorkerContents = '';"],
  [/\/flags_wasm$/, ""],
  // 64-bit arithmetic, for hashing strings: no tensor here holds any.
  [/\/hash_util$/, "export const fingerPrint64 = null, hexToLong = null;"],
  // Random tensors.
  [/^seedrandom$/, "export const alea = null;"],
];

function operations() {
  const lines = Object.entries(OPERATIONS).map(([name, file]) => `export { ${name} } from "${core}/ops/${file}";`);
  return `${lines.join("\n")}\nexport * as fused from "${core}/ops/fused_ops";`;
}

/**
 * @param {string} path a module's, as imported
 * @returns {string | null} what stands in for it; null leaves it as it is
 */
function standIn(path) {
  for (const [pattern, text] of STAND_INS) {
    const match = pattern.exec(path);
    if (match) return typeof text === "function" ? text(match[1]) : text;
  }
  return null;
}

/** @returns {Promise<Uint8Array>} the wasm backend's file with the kernels that network/backend/wasm.js calls */
export async function neededWasm() {
  const file = join(folderOf("tfjs-backend-wasm"), "dist", "tfjs-backend-wasm-simd.wasm");
  const module = binaryen.readBinary(await readFile(file));
  module.setFeatures(binaryen.Features.All);
  const exports = Array.from({ length: module.getNumExports() }, (_, i) =>
    binaryen.getExportInfo(module.getExportByIndex(i)),
  );
  const missing = [...NATIVE].filter((name) => !exports.some((entry) => entry.name === name));
  if (missing.length > 0) throw new Error(`${file} does not export ${missing.join(", ")}.`);
  for (const { name, kind } of exports) {
    if (kind === binaryen.ExternalFunction && !NATIVE.has(name)) module.removeExport(name);
  }
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}

/**
 * @param {Uint8Array} wasm stands in for every .wasm file that is imported
 * @returns {import("esbuild").Plugin}
 */
export function onlyNeededOfTfjs(wasm) {
  return {
    name: "only-needed-of-tfjs",
    setup(build) {
      build.onResolve({ filter: /^@tensorflow\/tfjs-core($|\/)|^seedrandom$|^\.\.?\// }, ({ path, importer }) => {
        if (path.startsWith(".") && !/[\\/]@tensorflow[\\/]/.test(importer)) return null;
        const bare = path.replace(/\.js$/, "");
        const text = standIn(bare);
        if (text == null) return null;
        const sideEffects = path === "@tensorflow/tfjs-core"; // the engine starts itself
        return { path: bare, namespace: "stand-in", pluginData: text, sideEffects };
      });
      build.onLoad({ filter: /.*/, namespace: "stand-in" }, ({ pluginData }) => ({
        contents: pluginData,
        resolveDir: core,
      }));
      build.onLoad({ filter: /\.wasm$/ }, () => ({ contents: wasm, loader: "file" }));
      build.onLoad({ filter: /tfjs-converter[\\/]dist[\\/]operations[\\/]op_list[\\/]/ }, async ({ path }) => ({
        contents: await describedOperations(path),
      }));
      build.onLoad({ filter: /@tensorflow[\\/]tfjs-[^\\/]+[\\/]dist[\\/].*\.js$/ }, async ({ path }) => ({
        contents: splitNamespaces(await readFile(path, "utf8")),
      }));
    },
  };
}

/**
 * A group's descriptions, without those of operations that can't be run.
 * @param {string} path
 */
async function describedOperations(path) {
  const source = await readFile(path, "utf8");
  const { json } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const kept = json.filter((/** @type {{ tfOpName: string }} */ operation) => IN_GRAPHS.has(operation.tfOpName));
  return `export const json = ${JSON.stringify(kept)};`;
}

/**
 * Turns `import { util, env } from "@tensorflow/tfjs-core"` into an import of each namespace's module and one of the
 * rest.
 * @param {string} source
 */
function splitNamespaces(source) {
  const tfc = `import * as tfc from "@tensorflow/tfjs-core"; import * as util from "${core}/util";`;
  source = source.replace("import * as tfc from '@tensorflow/tfjs-core';", tfc).replaceAll("tfc.util.", "util.");
  return source.replace(
    /^import \{([^}]*)\} from '@tensorflow\/tfjs-core';$/gm,
    (_all, /** @type {string} */ names) => {
      const all = names.split(",").map((name) => name.trim());
      const spaces = all.filter((name) => name in NAMESPACES);
      const rest = all.filter((name) => !(name in NAMESPACES));
      return [
        ...spaces.map((name) => `import * as ${name} from "${core}/${NAMESPACES[name]}";`),
        `import { ${rest.join(", ")} } from "@tensorflow/tfjs-core";`,
      ].join(" ");
    },
  );
}
