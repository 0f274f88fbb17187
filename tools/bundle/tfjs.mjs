/**
 * An esbuild plugin that takes from TensorFlow.js only what running a plain CNN needs. The packages are made to be
 * imported whole; each rule below says what stands in the way of leaving something out.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { BuildError } from "./build-error.mjs";
import { keptOrMade, versioned } from "./kept.mjs";
import { KINDS, OPERATIONS as OWN_OPERATIONS } from "../../web/js/reader/network/operations.js";
import { OTHER_KINDS, OTHER_OPERATIONS } from "../../web/js/reader/network/tensorflow/operations.js";

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

// What the two operations.js ask for: kernels of the back ends, and functions of TensorFlow.js.
const OPERATIONS = { ...OWN_OPERATIONS, ...OTHER_OPERATIONS };
const KERNELS = new Set(Object.values(OPERATIONS).flatMap(({ kernel }) => kernel ?? []));
const CALLS = new Set(Object.values(OPERATIONS).flatMap(({ calls }) => calls ?? []));

// What web/js/reader/network/tensorflow/bridge.js names of the .wasm file.
const BRIDGED = [
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
];

// Kernels of the wasm back end without a function in the .wasm file: plain JavaScript, since they only move values.
const IN_JAVASCRIPT = new Set([
  ...["Cast", "Identity", "Reshape", "ExpandDims", "Concat", "Pack", "Slice", "SplitV"],
  ...["Fill", "ZerosLike", "SpaceToBatchND", "BatchToSpaceND"],
]);

/** What the .wasm file calls the function of a kernel, where that is another name. @type {Record<string, string>} */
const CALLED = { Select: "SelectV2", GatherV2: "Gather" };

const COMPUTED = [...KERNELS].filter((kernel) => !IN_JAVASCRIPT.has(kernel));
const NATIVE = new Set([...BRIDGED, ...COMPUTED.map((kernel) => CALLED[kernel] ?? kernel)]);

/**
 * What stands in for modules of TensorFlow.js, by their paths as they are imported.
 * @param {Set<string>} groups of the converter's operations that are needed
 * @returns {[RegExp, string | ((group: string) => string | null)][]} null leaves a module as it is
 */
const standIns = (groups) => [
  // Its engine without what index.js adds for training, and without its platforms:
  // web/js/reader/network/tensorflow/runtime.js sets its own.
  [/tfjs-core$/, `export * from "${core}/base"; import "${core}/engine"; import "${core}/flags";`],
  [/ops_for_converter$/, operations()],
  [/\/op_list\/(\w+)$/, (group) => (groups.has(group) ? null : "export const json = [];")],
  [
    /\/executors\/(\w+)_executor$/,
    (group) => (groups.has(group) ? null : "export const executeOp = () => { throw new Error('left out'); };"),
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
  // Emscripten's glue, with and without threads: web/js/reader/network/tensorflow/bridge.js stands in for it.
  [/\/wasm-out\//, "export default null; export const wasmWorkerContents = '';"],
  [/\/flags_wasm$/, ""],
  // 64-bit arithmetic, for hashing strings: no tensor here holds any.
  [/\/hash_util$/, "export const fingerPrint64 = null, hexToLong = null;"],
  // Random tensors.
  [/^seedrandom$/, "export const alea = null;"],
];

/**
 * The converter runs an operation by looking it up, by name, in a namespace of all operations, so that none could be
 * left out: this one has those that are called.
 */
function operations() {
  const lines = [...CALLS].map((name) =>
    name === "fused"
      ? `export * as fused from "${core}/ops/fused_ops";`
      : `export { ${name} } from "${core}/ops/${name.replace(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`)}";`,
  );
  return lines.join("\n");
}

/**
 * The converter describes its 340 operations in groups, each with a module of its own that runs them. Those that hold
 * no operation of ours (control flow, strings, hash tables, images, …) are most of its code.
 * @param {string[]} names of operations
 * @returns {Promise<Set<string>>} the groups that describe them
 * @throws {BuildError} where none describes one of them
 */
async function groupsWith(names) {
  const folder = join(folderOf("tfjs-converter"), "dist", "operations", "op_list");
  const missing = new Set(names);
  /** @type {Set<string>} */
  const groups = new Set();
  for (const file of (await readdir(folder)).filter((each) => each.endsWith(".js"))) {
    const found = (await describedIn(join(folder, file))).filter((name) => names.includes(name));
    if (found.length > 0) groups.add(basename(file, ".js"));
    for (const name of found) missing.delete(name);
  }
  if (missing.size === 0) return groups;
  throw new BuildError(
    `TensorFlow.js can't run ${[...missing].join(", ")}, which an operations.js lists: ` +
      `expected names that ${folder} describes.`,
  );
}

/**
 * @param {ReturnType<typeof standIns>} all
 * @param {string} path a module's, as imported
 * @returns {string | null} what stands in for it; null leaves it as it is
 */
function standIn(all, path) {
  for (const [pattern, text] of all) {
    const match = pattern.exec(path);
    if (match) return typeof text === "function" ? text(match[1]) : text;
  }
  return null;
}

/** @returns {Promise<Uint8Array>} the wasm backend's file with the functions that are called, and no more */
export async function neededWasm() {
  const file = join(folderOf("tfjs-backend-wasm"), "dist", "tfjs-backend-wasm-simd.wasm");
  const bytes = await readFile(file);
  const maker = `${await versioned("binaryen")} ${[...NATIVE]}`;
  return keptOrMade(maker, bytes, () => withNeeded(bytes, file));
}

/**
 * @param {Uint8Array} bytes of the backend's file
 * @param {string} file where that is
 */
async function withNeeded(bytes, file) {
  const { default: binaryen } = await import("binaryen"); // which takes a while to load
  const module = binaryen.readBinary(bytes);
  module.setFeatures(binaryen.Features.All);
  const exports = Array.from({ length: module.getNumExports() }, (_, i) =>
    binaryen.getExportInfo(module.getExportByIndex(i)),
  );
  const missing = [...NATIVE].filter((name) => !exports.some((entry) => entry.name === name));
  if (missing.length > 0) {
    throw new BuildError(
      `The wasm back end has no ${missing.join(", ")}, which an operations.js asks for: ` +
        `expected a function of that name in ${file}.`,
    );
  }
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
    async setup(build) {
      const all = standIns(await groupsWith(Object.keys(OPERATIONS)));
      build.onResolve({ filter: /^@tensorflow\/tfjs-core($|\/)|^seedrandom$|^\.\.?\// }, ({ path, importer }) => {
        if (path.startsWith(".") && !/[\\/]@tensorflow[\\/]/.test(importer)) return null;
        const bare = path.replace(/\.js$/, "");
        const text = standIn(all, bare);
        if (text == null) return null;
        const sideEffects = path === "@tensorflow/tfjs-core"; // the engine starts itself
        return { path: bare, namespace: "stand-in", pluginData: text, sideEffects };
      });
      build.onLoad({ filter: /.*/, namespace: "stand-in" }, ({ pluginData }) => ({
        contents: pluginData,
        resolveDir: core,
      }));
      build.onResolve({ filter: /^kernels:/ }, ({ path }) => ({ path: path.split(":")[1], namespace: "kernels" }));
      build.onLoad({ filter: /.*/, namespace: "kernels" }, ({ path }) => kernelsOf(path));
      // Pages need no more of these.
      build.onLoad({ filter: /[\\/]reader[\\/]network[\\/]operations\.js$/ }, () => ({
        contents: `export const KINDS = ${JSON.stringify(KINDS)};`,
      }));
      build.onLoad({ filter: /[\\/]network[\\/]tensorflow[\\/]operations\.js$/ }, () => ({
        contents: `export const OTHER_KINDS = ${JSON.stringify(OTHER_KINDS)};`,
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
 * The module `kernels:wasm` or `kernels:cpu`: the kernels of a back end that are needed, each from its own module.
 * @param {string} backend
 * @returns {import("esbuild").OnLoadResult}
 */
function kernelsOf(backend) {
  const folder = join(folderOf(`tfjs-backend-${backend}`), "dist", "kernels");
  const missing = [...KERNELS].filter((kernel) => !existsSync(join(folder, `${kernel}.js`)));
  if (missing.length > 0) {
    const text =
      `The ${backend} back end has no kernel ${missing.join(", ")}, which an operations.js asks for: ` +
      `expected a module of that name in ${folder}.`;
    return { errors: [{ text }] };
  }
  const configs = [...KERNELS].map((kernel) => ({
    config: `${kernel.replace(/[A-Z]/, (letter) => letter.toLowerCase())}Config`, // _FusedMatMul → _fusedMatMulConfig
    module: `@tensorflow/tfjs-backend-${backend}/dist/kernels/${kernel}`,
  }));
  const imports = configs.map(({ config, module }) => `import { ${config} } from "${module}";`);
  const list = `export const kernels = [${configs.map(({ config }) => config).join(", ")}];`;
  return { contents: [...imports, list].join("\n"), resolveDir: core };
}

/** @param {string} path of a module of one of the converter's groups @returns {Promise<any[]>} what it describes */
async function descriptionsIn(path) {
  const { json } = await import(`data:text/javascript,${encodeURIComponent(await readFile(path, "utf8"))}`);
  return json;
}

/** @param {string} path @returns {Promise<string[]>} the operations' names in graphs */
async function describedIn(path) {
  return (await descriptionsIn(path)).map(({ tfOpName }) => tfOpName);
}

/** A group's module, without the operations that can't be run. @param {string} path */
async function describedOperations(path) {
  const kept = (await descriptionsIn(path)).filter(({ tfOpName }) => tfOpName in OPERATIONS);
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
