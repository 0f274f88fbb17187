/** How the scripts are bundled, for the site and for the npm package, and how a build that fails says why. */
import { readFile, realpath, mkdir } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { transform } from "esbuild";
import { BuildError, explain } from "./build-error.mjs";
import { kernelsPlugin } from "./kernels.mjs";
import { onlyNeededOfTfjs } from "./tfjs.mjs";

/** The repository's. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export { BuildError };

/**
 * esbuild's options for modules that use the reader.
 * @param {Uint8Array} wasm what `neededWasm` gave
 * @param {Record<string, string>} [define] more that the build puts in
 * @param {import("esbuild").Plugin[]} [first] which come before the others
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export function bundling(wasm, define = {}, first = []) {
  return {
    absWorkingDir: root,
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    target: "es2022",
    charset: "utf8", // as modules always are: escaped, a letter of most languages takes two or three times as much
    legalComments: "none", // licenses.txt has them
    loader: { ".wasm": "file" },
    define,
    plugins: [...first, kernelsPlugin, onlyNeededOfTfjs(wasm), styleAsText],
    metafile: true,
    logLevel: "silent",
  };
}

/** What browsers would skip in a style sheet without a word, and esbuild only warns of, is an error. */
export const STRICT_CSS = /** @type {Record<string, import("esbuild").LogLevel>} */ (
  Object.fromEntries(
    [
      ...["css-syntax-error", "js-comment-in-css", "unsupported-css-property", "undefined-composes-from"],
      ...["invalid-@charset", "invalid-@import", "invalid-@layer", "invalid-calc"],
      ...["unsupported-@charset", "unsupported-@namespace"],
    ].map((kind) => [kind, "error"]),
  )
);

/** Style sheets that scripts import: their text, which goes into a shadow tree. @type {import("esbuild").Plugin} */
const styleAsText = {
  name: "style-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const sourcefile = relative(root, path);
      try {
        const options = /** @type {const} */ ({ loader: "css", minify: true, sourcefile, logOverride: STRICT_CSS });
        return { contents: (await transform(text, options)).code, loader: "text" };
      } catch (error) {
        return { errors: /** @type {import("esbuild").TransformFailure} */ (error).errors };
      }
    });
  },
};

/**
 * Runs a build from the command line, `node … OUTDIR [--models DIR] [--address URL]`, and prints what it gives, or why
 * it failed.
 * @param {string} script
 * @param {(out: string, models: string, address: string) => Promise<string>} build is given "" for no address
 */
export async function runBuild(script, build) {
  const options = /** @type {const} */ ({ models: { type: "string" }, address: { type: "string" } });
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (positionals.length !== 1) throw new BuildError(`Usage: node ${script} OUTDIR [--models DIR] [--address URL]`);
    const { models = `${root}/web/model`, address = "" } = values;
    console.log(await build(await realFolder(positionals[0]), models, address));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/**
 * The folder without links in its path, since esbuild resolves them in the paths that it reports.
 * @param {string} path
 */
async function realFolder(path) {
  await mkdir(path, { recursive: true });
  return realpath(path);
}
