/**
 * Builds the npm package: modules that any bundler takes, their types, the wasm file and all models.
 *
 *     node tools/bundle/package.mjs OUTDIR [--models DIR]
 *
 * OUTDIR exists and is empty; tools/npm has its packages installed. Files that modules load are named in them as
 * `new URL("./…", import.meta.url)`, which is how bundlers find what has to come along.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { asBuilt, bundlePictures, PICTURES } from "./alone.mjs";
import { thirdPartyLicences } from "./licences.mjs";
import { readModels } from "./models.mjs";
import { BuildError, bundling, root, runBuild } from "./scripts.mjs";
import { neededWasm } from "./tfjs.mjs";

const NPM = join(root, "tools", "npm");
const WASM = "digitpad.wasm";
const ENTRIES = { index: "web/js/reader/digits.js", "digit-input": "web/js/field/digit-input.js" };

/** @typedef {import("./models.mjs").Model} Model */

/**
 * @param {string} out
 * @param {string} from
 */
async function buildPackage(out, from) {
  const [models, wasm] = await Promise.all([readModels(from), neededWasm()]);
  const pictures = await bundlePictures(out, wasm);
  const { metafile } = await build({
    ...bundling(wasm, {}, [asBuilt({ [PICTURES]: pictures.file }), fromPackage(models)]),
    entryPoints: ENTRIES,
    outdir: out,
  });
  await writeFile(join(out, WASM), wasm);
  for (const model of models) await writeModel(join(out, "model", model.name), model);
  await writeTypes(join(out, "types"));
  const code = [...Object.keys(metafile.inputs), ...pictures.inputs];
  await writeFile(join(out, "licenses.txt"), await thirdPartyLicences(root, code));
  await copyFile(join(root, "LICENSE"), join(out, "LICENSE"));
  await copyFile(join(NPM, "README.md"), join(out, "README.md"));
  const { name, version } = await writeDescription(out);
  return `${name} ${version}: ${(await readdir(out)).length} files and folders in ${out}`;
}

/**
 * What modules load, as bundlers find it: the wasm file, and the models' cards as modules, which name their files.
 * @param {Model[]} models
 * @returns {import("esbuild").Plugin}
 */
function fromPackage(models) {
  const cards = models.map(({ name }) => `${JSON.stringify(name)}: () => import("./model/${name}/card.js")`);
  const published = `
    const cards = { ${cards.join(", ")} };
    export const models = Object.keys(cards);
    export const cardOf = async (name) => (await cards[name]()).default;`;
  return {
    name: "from-package",
    setup(build) {
      build.onResolve({ filter: /\/card\.js$/ }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /[\\/]web[\\/]js[\\/]reader[\\/]network[\\/]published\.js$/ }, () => ({
        contents: published,
      }));
      build.onLoad({ filter: /\.wasm$/ }, () => ({ contents: `export default ${addressOf(WASM)};` }));
    },
  };
}

/** @param {string} file */
const addressOf = (file) => `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href`;

/**
 * @param {string} folder
 * @param {Model} model
 */
async function writeModel(folder, { card, files }) {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);
  const addresses = Object.keys(files).map((file) => `card.files[${JSON.stringify(file)}].url = ${addressOf(file)};`);
  const lines = [`const card = ${JSON.stringify(card, null, 2)};`, ...addresses, "export default card;"];
  await writeFile(join(folder, "card.js"), `${lines.join("\n")}\n`);
}

/**
 * The types that JSDoc gives, and those of the page's own elements.
 * @param {string} folder
 */
async function writeTypes(folder) {
  const tsc = join(NPM, "node_modules", "typescript", "bin", "tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", NPM, "--outDir", folder]).catch(({ stdout, stderr }) => {
    throw new BuildError(`The package's types could not be written:\n${stdout}${stderr}`);
  });
  // Imports for their effect alone stay in types, where they would ask for packages that nobody has to install.
  const path = join(folder, "reader", "network", "tensorflow", "runtime.d.ts");
  await writeFile(path, (await readFile(path, "utf8")).replace(/^import "@tensorflow.*\n/gm, ""));
  await copyFile(join(NPM, "digit-input.d.ts"), join(folder, "digit-input.d.ts"));
}

/** @param {string} out */
async function writeDescription(out) {
  const { name, version, description, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const types = { ".": "./types/reader/digits.d.ts", "./digit-input": "./types/digit-input.d.ts" };
  const described = {
    ...{ name, version, description, license, type: "module" },
    keywords: ["handwriting", "digits", "recognition", "mnist", "custom-element", "form"],
    main: "./index.js",
    types: types["."],
    exports: {
      ".": { types: types["."], default: "./index.js" },
      "./digit-input": { types: types["./digit-input"], default: "./digit-input.js" },
      "./model/*": "./model/*",
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.wasm", "model", "types", "licenses.txt"],
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
  return described;
}

await runBuild("tools/bundle/package.mjs", buildPackage);
