/**
 * Joins the many small chunks that esbuild splits scripts into, so that a page asks for few files.
 *
 * esbuild makes a chunk of every set of modules that the same entries use. Here each script that a page starts with
 * becomes one file, with all that it imports at once, and what it imports later one file for each group. Rollup does
 * the joining: it renames what modules export to each other.
 */
import { basename, dirname, relative, resolve } from "node:path";
import { transform } from "esbuild";
import { rollup } from "rollup";
import { root } from "./scripts.mjs";

/**
 * Asks Chromium's V8 to compile all functions of a script where it parses it, beside the page's own thread. Without it,
 * that thread parses each function again when it is first called: a quarter of its work until the first reading.
 */
const HINT = "//# allFunctionsCalledOnLoad\n";

/**
 * @typedef {object} Script a built one
 * @property {string} source the path of the module that it was made for, from the repository's root; "" for what only
 *   other scripts import
 * @property {string[]} imports addresses of the scripts that it imports before it runs
 * @property {string[]} later addresses of those that it imports whenever it likes
 * @property {string[]} names what the module exports: the script may export more, to others of the site
 *
 * @typedef {Record<string, Script>} Scripts by address, which is relative to the site's root
 *
 * @typedef {object} Plan what becomes one file; modules by their paths from the repository's root
 * @property {string[]} entries those that are asked for by their addresses
 * @property {string[]} firsts those that pages start with, each with all that it imports at once; what several of them
 *   import goes to the first of these
 * @property {(source: string) => string | undefined} groupOf the group of one that is imported later; undefined for one
 *   that stays alone. What several groups import is a file, too
 *
 * @typedef {import("esbuild").BuildResult<{ write: false, metafile: true }>} Split
 * @typedef {import("esbuild").Metafile["outputs"]} Outputs
 * @typedef {import("rollup").OutputChunk} Chunk
 *
 * @typedef {object} Joined
 * @property {Record<string, string | Uint8Array>} files what they hold, by address: scripts, and what these ask for
 * @property {Scripts} scripts
 * @property {string[]} inputs paths of the modules in them
 */

/**
 * @param {Split} split what esbuild made, in memory
 * @param {Plan} plan
 * @returns {Promise<Joined>}
 */
export async function joined({ outputFiles, metafile: { inputs, outputs } }, plan) {
  const texts = new Map(outputFiles.map((file) => [pathOf(file.path), file]));
  const madeOf = (/** @type {string} */ source) =>
    Object.keys(outputs).find((path) => outputs[path].entryPoint === source) ?? "";
  const fileOf = filesOf(outputs, plan, madeOf);
  const bundle = await rollup({
    input: Object.fromEntries(plan.entries.map((source) => [nameOf(source), madeOf(source)])),
    plugins: [fromMemory(texts), minified(plan.firsts.map(nameOf))],
    preserveEntrySignatures: "allow-extension",
  });
  const { output } = await bundle.generate({
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: ({ facadeModuleId: path, name }) =>
      `${nameOf(outputs[path ?? ""]?.entryPoint ?? name.replace(/-.*/, ""))}-[hash].js`,
    hashCharacters: "base36",
    manualChunks: fileOf,
    onlyExplicitManualChunks: true,
  });
  const chunks = /** @type {Chunk[]} */ (output);
  const others = [...texts].filter(([path]) => !path.endsWith(".js"));
  return {
    files: {
      ...Object.fromEntries(chunks.map(({ fileName, code }) => [addressOf(fileName), code])),
      ...Object.fromEntries(others.map(([path, { contents }]) => [addressOf(path), contents])),
    },
    scripts: Object.fromEntries(chunks.map((chunk) => [addressOf(chunk.fileName), described(chunk, outputs)])),
    inputs: Object.keys(inputs),
  };
}

const pathOf = (/** @type {string} */ file) => relative(root, file).replaceAll("\\", "/");
const addressOf = (/** @type {string} */ path) => `assets/${basename(path)}`;
const nameOf = (/** @type {string} */ source) => basename(source).replace(/\.\w+$/, "");

/** @param {Chunk} chunk @param {Outputs} outputs @returns {Script} */
function described({ facadeModuleId, imports, dynamicImports }, outputs) {
  const { entryPoint = "", exports = [] } = outputs[facadeModuleId ?? ""] ?? {};
  return {
    source: entryPoint,
    imports: imports.map(addressOf),
    later: dynamicImports.map(addressOf),
    names: exports,
  };
}

/**
 * Which file each of esbuild's chunks goes to.
 * @param {Outputs} outputs
 * @param {Plan} plan
 * @param {(source: string) => string} madeOf
 * @returns {(path: string) => string | undefined} the file's name; undefined where Rollup may choose
 */
function filesOf(outputs, { firsts, groupOf }, madeOf) {
  const started = firsts.map((source) => ({ name: nameOf(source), needed: neededAtOnce(outputs, madeOf(source)) }));
  const later = Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint ? [{ name: groupOf(entryPoint), needed: neededAtOnce(outputs, path) }] : [],
  );
  return (path) => {
    const first = started.find(({ needed }) => needed.has(path));
    if (first) return first.name;
    const groups = new Set(later.filter(({ needed }) => needed.has(path)).map(({ name }) => name));
    return groups.size > 1 && !groups.has(undefined) ? "shared" : [...groups][0];
  };
}

/** @param {Outputs} outputs @param {string} entry @returns {Set<string>} paths of chunks, the entry's included */
function neededAtOnce(outputs, entry) {
  const needed = new Set([entry]);
  for (const path of needed)
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === "import-statement" && outputs[imported]) needed.add(imported);
  return needed;
}

/** @param {Map<string, import("esbuild").OutputFile>} texts by path @returns {import("rollup").Plugin} */
const fromMemory = (texts) => ({
  name: "from-memory",
  resolveId(path, importer) {
    const found = importer ? pathOf(resolve(root, dirname(importer), path)) : path;
    return texts.has(found) ? found : { id: path, external: true };
  },
  load: (path) => texts.get(path)?.text,
});

/** @param {string[]} firsts names of what pages start with @returns {import("rollup").Plugin} */
const minified = (firsts) => ({
  name: "minified",
  async renderChunk(text, { name }) {
    const options = /** @type {const} */ ({ format: "esm", target: "es2022", charset: "utf8", minify: true });
    const { code } = await transform(text, { ...options, legalComments: "none" });
    return firsts.includes(name) ? HINT + code : code;
  },
});
