/** A network as a module, which every bundler, and Node, knows how to load. */

/**
 * @param {import("./models.mjs").Model} model
 * @returns {string} a module whose default export is a Network
 */
export function moduleOf({ card, files }) {
  return [
    `const card = ${JSON.stringify(card)};`,
    `const graph = new TextEncoder().encode(${JSON.stringify(files["model.json"].toString("utf8"))});`,
    `const weights = Uint8Array.from(atob("${files["weights.bin"].toString("base64")}"), (c) => c.charCodeAt(0));`,
    "export default { card, graph, weights };",
    "",
  ].join("\n");
}
