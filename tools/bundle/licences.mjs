/** The notices of the packages whose code is in the bundle, and of what is inside their wasm file. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BuildError } from "./build-error.mjs";

// TensorFlow.js publishes its packages without the text of the licence that they name.
/** @type {Record<string, string>} */
const FALLBACKS = { "Apache-2.0": fileURLToPath(new URL("Apache-2.0.txt", import.meta.url)) };

/** What is compiled into the wasm file of this package, of which npm knows nothing. */
const WASM = "@tensorflow/tfjs-backend-wasm";
const WASM_NOTICES = new URL("wasm-notices.txt", import.meta.url);

const LINE = `\n${"-".repeat(80)}\n\n`;

// How the copy here differs from the original, which the licence asks to be told.
const CHANGES = {
  "@tensorflow/":
    "Copyright Google LLC. Changed here: bundled and minified, without the parts that running a plain\n" +
    "convolutional network does not need; tools/bundle/tfjs.mjs in Digitpad's source takes them out.",
};

/**
 * @param {string} root the repository's
 * @param {string[]} inputs paths of the bundled modules, from the root
 * @param {string} [more] notices of what else there is
 * @returns {Promise<string>}
 * @throws {BuildError} where a licence has no text
 */
export async function thirdPartyLicences(root, inputs, more = "") {
  const names = new Set(inputs.map(packageOf).filter((name) => name != null));
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const name of [...names].sort()) {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await licenceText(folder, license);
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})${changes(name)}`]);
  }
  const sections = [...byText].map(([text, packages]) => `${packages.join("\n")}\n\n${text.trim()}\n`);
  if (names.has(WASM)) sections.push(await readFile(WASM_NOTICES, "utf8"));
  if (more) sections.push(more);
  return `Digitpad holds code of these packages.\n\n${sections.join(LINE)}`;
}

/** @param {string} input */
function packageOf(input) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

/** @param {string} name */
function changes(name) {
  const found = Object.entries(CHANGES).find(([prefix]) => name.startsWith(prefix));
  return found ? `\n  ${found[1].replaceAll("\n", "\n  ")}` : "";
}

/**
 * @param {string} folder
 * @param {string} license its SPDX name
 */
async function licenceText(folder, license) {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const path = file ? join(folder, file) : FALLBACKS[license];
  if (!path || !existsSync(path)) throw new BuildError(`No licence text for ${folder} (${license}).`);
  return readFile(path, "utf8");
}
