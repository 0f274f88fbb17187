/** The notices of the packages whose code is in the bundle. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// TensorFlow.js publishes its packages without the text of the licence that they name.
/** @type {Record<string, string>} */
const FALLBACKS = { "Apache-2.0": fileURLToPath(new URL("Apache-2.0.txt", import.meta.url)) };

// How the copy here differs from the original, which the licence asks to be told.
const CHANGES = {
  "@tensorflow/":
    "Copyright Google LLC. Changed here: bundled and minified, without the parts that running a plain\n" +
    "convolutional network does not need; tools/bundle/tfjs.mjs in Digitpad's source takes them out.",
};

/**
 * @param {string} root the repository's
 * @param {string[]} inputs paths of the bundled modules, from the root
 * @returns {Promise<string>}
 */
export async function thirdPartyLicences(root, inputs) {
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
  return `Digitpad's page holds code of these packages.\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`;
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
  if (!path || !existsSync(path)) throw new Error(`No licence text for ${folder} (${license}).`);
  return readFile(path, "utf8");
}
