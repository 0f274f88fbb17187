/** A network as a module, which every bundler, and Node, knows how to load. */
import { deflateSync } from "node:zlib";

/**
 * @param {import("./models.mjs").Model} model
 * @returns {string} a module whose default export is a Network
 */
export function moduleOf({ card, files }) {
  return [
    `const card = ${JSON.stringify(card)};`,
    `const graph = new TextEncoder().encode(${JSON.stringify(graphOf(files))});`,
    `const weights = ${bytes(files["weights.bin"])};`,
    "export default { card, graph, weights };",
    "",
  ].join("\n");
}

/**
 * The same in two thirds of the bytes, for who can wait until it is unpacked.
 * @param {import("./models.mjs").Model} model
 * @returns {string} a module that exports `described`, JSON of card and graph, deflated, and `weights`
 */
export function packedModuleOf({ card, files }) {
  const described = deflateSync(JSON.stringify({ card, graph: graphOf(files) }), { level: 9 });
  return `export const described = ${bytes(described)};\nexport const weights = ${bytes(files["weights.bin"])};\n`;
}

/** @param {import("./models.mjs").Model["files"]} files */
const graphOf = (files) => files["model.json"].toString("utf8");

/** @param {Buffer} content @returns {string} code that gives it */
const bytes = (content) => `Uint8Array.from(atob("${content.toString("base64")}"), (c) => c.charCodeAt(0))`;
