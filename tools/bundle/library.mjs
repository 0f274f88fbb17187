/**
 * The script of what is used of TensorFlow.js. It takes longer to bundle than all the rest and is the same from build
 * to build, so it is kept.
 *
 * @typedef {import("./join.mjs").Joined} Joined
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { joined } from "./join.mjs";
import { keptOrMade, versioned } from "./kept.mjs";
import { bundling, root } from "./scripts.mjs";

export const LIBRARY = "web/js/reader/network/tensorflow/library.js";

/** What decides what becomes of it, beside the packages: paths from the root. */
const SOURCES = [
  ...[LIBRARY, "web/js/reader/network/operations.js", "web/js/reader/network/tensorflow/operations.js"],
  ...["library", "scripts", "tfjs", "join"].map((name) => `tools/bundle/${name}.mjs`),
];
const OF_TFJS = ["core", "converter", "backend-cpu", "backend-wasm"].map((part) => `@tensorflow/tfjs-${part}`);
const PACKAGES = ["esbuild", "rollup", ...OF_TFJS];

/**
 * @param {Uint8Array} wasm what `neededWasm` gave
 * @returns {Promise<Joined>} now, or kept from an earlier build
 */
export async function library(wasm) {
  const makers = await Promise.all(PACKAGES.map(versioned));
  const sources = await Promise.all(SOURCES.map((path) => readFile(join(root, path))));
  const make = async () => asText(await bundled(wasm));
  return fromText(await keptOrMade(makers.join(), Buffer.concat([...sources, wasm]), make));
}

/** @param {Uint8Array} wasm @returns {Promise<Joined>} */
async function bundled(wasm) {
  const split = await build({
    ...bundling(wasm),
    ...{ entryPoints: [LIBRARY], outdir: join(root, "assets"), entryNames: "[name]", write: false },
    ...{ minify: false, minifySyntax: true }, // the rest, once it is joined
  });
  return joined(split, { entries: [LIBRARY], firsts: [LIBRARY], groupOf: () => undefined });
}

/** @param {Joined} made */
function asText({ files, ...others }) {
  const encoded = Object.entries(files).map(([path, held]) => [path, Buffer.from(held).toString("base64")]);
  return Buffer.from(JSON.stringify({ files: Object.fromEntries(encoded), ...others }));
}

/** @param {Uint8Array} text what `asText` gave @returns {Joined} */
function fromText(text) {
  const { files, ...others } = JSON.parse(Buffer.from(text).toString());
  const decoded = Object.entries(files).map(([path, held]) => [path, Buffer.from(held, "base64")]);
  return { files: Object.fromEntries(decoded), ...others };
}
