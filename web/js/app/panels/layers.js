/**
 * The chosen network: what is known of it, and its layers in a table.
 *
 * @typedef {import("../../reader/types.js").Reader} Reader
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 */
import { PIXELS } from "../../reader/shared/contract.js";
import { createTurns } from "../../reader/shared/latest.js";
import { element, failure, table } from "../../ui/elements.js";
import { written } from "../../ui/figures.js";
import { percent } from "../../ui/percent.js";
import { sizeOf, titleOf } from "./explanations.js";

/** @param {HTMLElement} panel @returns {import("./panels.js").Panel} */
export function createPanel(panel) {
  const turns = createTurns();
  /** @type {Reader | null} */
  let shown = null;
  const describe = async (/** @type {Reader} */ reader, /** @type {AbortSignal} */ turn) => {
    const layers = await reader.layers(new Float32Array(PIXELS));
    if (turn.aborted) return;
    panel.replaceChildren(...about(reader), factsOf(reader), tableOf(layers), ...noteOn(layers, reader));
  };
  return {
    show({ reader }) {
      if (reader === shown) return;
      shown = reader;
      const turn = turns.next();
      if (reader) describe(reader, turn).catch((error) => turn.aborted || panel.replaceChildren(failure(error)));
    },
    close: turns.end,
  };
}

/** @param {Reader} reader */
function about({ card }) {
  return card.about ? [element("p", { "data-testid": "about" }, `${card.name}: ${card.about}`)] : [];
}

/** @param {Reader} reader */
function factsOf({ card }) {
  const bytes = Object.values(card.files).reduce((sum, file) => sum + file.bytes, 0);
  const facts = [
    ["Parameters", written(card.parameters)],
    ["Multiply-adds per digit", written(card.multiplyAdds)],
    ["Bytes", `${written(bytes)}, the graph and ${card.precision} weights`],
    ...Object.entries(card.accuracy ?? {}).map(([set, by]) => [set, percent(by[card.precision])]),
  ];
  if (card.stated) facts.push(["Accuracy on MNIST, as stated by its author", percent(card.stated)]);
  const pairs = facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("dl", { "data-testid": "facts" }, ...pairs);
}

/** @param {LayerOutput[]} layers */
function tableOf(layers) {
  return table({
    caption: "Layers, from input to output",
    columns: ["Operation", "Output", "Parameters"],
    rows: layers.map((layer) => [titleOf(layer), sizeOf(layer), layer.parameters ? written(layer.parameters) : ""]),
  });
}

/** @param {LayerOutput[]} layers @param {Reader} reader why the table's parameters may be fewer */
function noteOn(layers, { card }) {
  const sum = layers.reduce((total, { parameters }) => total + parameters, 0);
  if (sum === card.parameters) return [];
  const text =
    `${written(sum)} parameters at run time: batch normalisation, needed only in training, ` +
    "is folded into the layers before it.";
  return [element("p", { class: "quiet" }, text)];
}
