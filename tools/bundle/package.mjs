/**
 * Builds the npm package: modules that any bundler takes, their types, and the default network.
 *
 *     node tools/bundle/package.mjs OUTDIR [--models DIR]
 *
 * OUTDIR exists and is empty; tools/npm has its packages installed. The network is a module, which every bundler knows
 * how to load. One file is asked for by its address, `pictures.js`, which the worker that reads pictures starts from:
 * as `new URL("./pictures.js", import.meta.url)`, the one form that bundlers know. No other module says `import.meta`:
 * some bundlers put the building machine's paths in its place.
 */
import { copyFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { asBuilt, bundlePictures, PICTURES } from "./alone.mjs";
import { TRAINED_ON } from "./data.mjs";
import { sharedDescription } from "./description.mjs";
import { thirdPartyLicences } from "./licences.mjs";
import { readModels } from "./models.mjs";
import { packedModuleOf } from "./network-module.mjs";
import { bundling, root, runBuild } from "./scripts.mjs";
import { shortenMaps } from "./source-maps.mjs";
import { neededWasm } from "./tfjs.mjs";
import { writeTypes } from "./types.mjs";

const NPM = join(root, "tools", "npm");
const ENTRIES = { index: "web/js/reader/digits.js", "digit-input": "web/js/field/digit-input.js" };

// Letters. Node shows the line of an error that nobody catches: all of a script that has but one. Larger, that is more
// to scroll by; smaller, more of the package is ends of lines.
const LINE = 1000;

/** Maps are made to be shortened then. `pictures.js` has none: it would be a tenth of the package. */
const MAPPED = /** @type {const} */ ({ sourcemap: true, sourcesContent: false });

/** What stands in the package in place of modules of the site: by their paths in web/js/reader, both. */
const PACKAGED = {
  "shared/imported.js": "packaged/imported.js",
  "shared/place.js": "packaged/place.js",
  "shared/trusted-scripts.js": "packaged/trusted-scripts.js",
  "picture-address.js": "packaged/picture-address.js",
  "network/published.js": "packaged/published.js",
  "network/tensorflow/runtime.js": "packaged/tensorflow.js",
  "picture/row-files.js": "packaged/row-files.js",
};

/**
 * @param {string} out
 * @param {string} from
 */
async function buildPackage(out, from) {
  const [[network], wasm] = await Promise.all([readModels(from), neededWasm()]);
  const plugins = [packaged, defaultNetwork(network), sharedTexts];
  const alone = { ...bundling(wasm, {}, plugins), splitting: false, entryNames: "pictures", lineLimit: LINE };
  const pictures = await bundlePictures(out, wasm, alone);
  const { metafile } = await build({
    ...bundling(wasm, {}, [asBuilt({ [PICTURES]: pictures.file }), ...plugins]),
    ...MAPPED,
    lineLimit: LINE,
    entryPoints: ENTRIES,
    outdir: out,
  });
  await shortenMaps(out, (await sharedDescription()).version);
  await writeTypes(out);
  const code = [...Object.keys(metafile.inputs), ...pictures.inputs];
  await writeFile(join(out, "licenses.txt"), await thirdPartyLicences(root, code, TRAINED_ON));
  await copyFile(join(root, "LICENSE"), join(out, "LICENSE"));
  await copyFile(join(NPM, "README.md"), join(out, "README.md"));
  await writeDescription(out);
  return `digitpad: ${(await readdir(out)).length} files and folders in ${out}`;
}

/** @type {import("esbuild").Plugin} */
const packaged = {
  name: "packaged",
  setup(build) {
    const reader = join(root, "web", "js", "reader");
    const others = new Map(Object.entries(PACKAGED).map(([path, other]) => [join(reader, path), join(reader, other)]));
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const other = others.get(join(resolveDir, path));
      return other ? { path: other } : null;
    });
  },
};

/**
 * The module `digitpad:default-network`.
 * @param {import("./models.mjs").Model} model
 * @returns {import("esbuild").Plugin}
 */
const defaultNetwork = (model) => ({
  name: "default-network",
  setup(build) {
    build.onResolve({ filter: /^digitpad:default-network$/ }, () => ({
      path: "default-network",
      namespace: "digitpad",
    }));
    build.onLoad({ filter: /.*/, namespace: "digitpad" }, () => ({ contents: packedModuleOf(model) }));
  },
});

/**
 * The English texts, by which tables of languages give their translations, stand in the package once for all of them.
 * @type {import("esbuild").Plugin}
 */
const sharedTexts = {
  name: "shared-texts",
  setup(build) {
    const tableIn = async (/** @type {string} */ path) => (await import(pathToFileURL(path).href)).default;
    const keys = async () => Object.keys(await tableIn(join(root, "web", "languages", "de.js")));
    build.onResolve({ filter: /^digitpad:texts$/ }, () => ({ path: "texts", namespace: "texts" }));
    build.onLoad({ filter: /.*/, namespace: "texts" }, async () => ({
      contents: `export default ${JSON.stringify(await keys())};`,
    }));
    build.onLoad({ filter: /[\\/]web[\\/]languages[\\/]\w+\.js$/ }, async ({ path }) => {
      const table = await tableIn(path);
      const values = JSON.stringify((await keys()).map((key) => table[key]));
      return {
        contents: `import keys from "digitpad:texts";
const values = ${values};
export default Object.fromEntries(keys.map((key, i) => [key, values[i]]));`,
      };
    });
  },
};

/** @param {string} out */
async function writeDescription(out) {
  const described = {
    ...{ name: "digitpad", description: "Handwritten digits, read in the browser" },
    ...(await sharedDescription()),
    type: "module",
    keywords: ["handwriting", "digits", "recognition", "mnist", "custom-element", "form"],
    sideEffects: ["./digit-input.js"], // which defines the element
    main: "./index.js",
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", default: "./index.js" },
      "./digit-input": { types: "./digit-input.d.ts", default: "./digit-input.js" },
      "./pictures.js": { types: "./pictures.d.ts", default: "./pictures.js" },
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.js.map", "*.d.ts", "types", "licenses.txt"],
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
}

await runBuild("tools/bundle/package.mjs", buildPackage);
