/**
 * The script for pictures, which is built alone: a page imports it, and a worker runs it. It has all that it imports
 * inside, its own copy of the engine among it. Whatever it shared with a page's scripts, browsers would run in the
 * worker, too, with all that those import; and so would it be after another bundler has joined the npm package's files.
 */
import { basename, join } from "node:path";
import { build } from "esbuild";
import { bundling, root } from "./scripts.mjs";

export const PICTURES = "web/js/reader/picture/worker.js";

/**
 * @param {string} folder where it is written, under a name with a hash
 * @param {Uint8Array} wasm what `neededWasm` gave
 * @param {Partial<import("esbuild").BuildOptions>} other options than those of all modules
 * @returns {Promise<{ file: string, names: string[], inputs: string[] }>} the file's name, what it exports, and the
 *   paths of the modules in it
 */
export async function bundlePictures(folder, wasm, other) {
  const { metafile } = await build({
    ...bundling(wasm),
    ...{ entryPoints: [PICTURES], outdir: folder, entryNames: "[name]-[hash]", splitting: false },
    ...other,
    metafile: true,
  });
  const scripts = Object.entries(metafile.outputs).filter(([path]) => path.endsWith(".js")); // and not its map
  const [[path, { exports: names }]] = scripts;
  return { file: basename(path), names, inputs: Object.keys(metafile.inputs) };
}

/**
 * Modules that are built already are imported as they are.
 * @param {Record<string, string>} built a module's path from the root → its address; "" where it is not built yet
 * @returns {import("esbuild").Plugin}
 */
export function asBuilt(built) {
  const addresses = Object.fromEntries(Object.entries(built).map(([path, address]) => [join(root, path), address]));
  return {
    name: "as-built",
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        const address = kind === "entry-point" ? "" : addresses[join(resolveDir, path)];
        return address ? { path: `./${basename(address)}`, external: true } : null;
      });
    },
  };
}
