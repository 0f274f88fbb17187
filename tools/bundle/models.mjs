/** The models in web/model/, checked against their cards, for whatever is built with them. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { BuildError, root } from "./scripts.mjs";

/**
 * @typedef {{ files: Record<string, { bytes: number, sha256: string, url?: string }>, report?: string }} Card
 * @typedef {{ name: string, card: Card, files: Record<string, Buffer>, report: Buffer | null }} Model
 */

/**
 * @param {string} from a folder with one folder a model, each with its card.json
 * @returns {Promise<Model[]>} the default one first, as people see them
 * @throws {BuildError} where there is none, or one is damaged
 */
export async function readModels(from) {
  const folders = (await readdir(from).catch(() => [])).filter((name) => existsSync(join(from, name, "card.json")));
  if (folders.length === 0) {
    throw new BuildError(
      `There is no model in ${from}: expected folders with a card.json. Train and export one first.`,
    );
  }
  const names = folders.sort().sort((a, b) => Number(b === "default") - Number(a === "default"));
  return Promise.all(names.map((name) => readModel(name, join(from, name))));
}

/**
 * The row network in web/rows/, which is none that anybody chooses.
 * @throws {BuildError} where it is not there, or damaged
 */
export const readRows = () => readModel("rows", join(root, "web", "rows"));

/**
 * @param {string} name
 * @param {string} folder
 * @returns {Promise<Model>}
 */
async function readModel(name, folder) {
  const card = await readCard(join(folder, "card.json"));
  /** @type {Record<string, Buffer>} */
  const files = {};
  for (const [file, expected] of Object.entries(card.files))
    files[file] = await checkedFile(join(folder, file), expected);
  return { name, card, files, report: await readFile(join(folder, "report.json")).catch(() => null) };
}

/**
 * @param {string} path
 * @returns {Promise<Card>}
 */
async function readCard(path) {
  const expected = 'expected JSON with "files", an entry each for model.json and weights.bin. Export the model again.';
  try {
    const card = JSON.parse(await readFile(path, "utf8"));
    if (card.files["model.json"] && card.files["weights.bin"]) return card;
  } catch (cause) {
    throw new BuildError(`${path} is no model's card (${String(cause)}): ${expected}`);
  }
  throw new BuildError(`${path} is no model's card: ${expected}`);
}

/**
 * @param {string} path
 * @param {{ bytes: number, sha256: string }} expected
 */
async function checkedFile(path, expected) {
  const bytes = await readFile(path).catch(() => null);
  const hash = bytes && createHash("sha256").update(bytes).digest("hex");
  if (bytes && bytes.length === expected.bytes && hash === expected.sha256) return bytes;
  const got = bytes ? `${bytes.length} bytes with SHA-256 ${hash}` : "no such file";
  throw new BuildError(
    `${path} is not the file that its card describes: ` +
      `expected ${expected.bytes} bytes with SHA-256 ${expected.sha256}, got ${got}. ` +
      `Restore it (git checkout ${relative(root, dirname(path))}) or export the model again.`,
  );
}
