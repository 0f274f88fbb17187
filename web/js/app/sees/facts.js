/**
 * What is known of the network, and all of its layers in a table.
 *
 * @typedef {import("../../reader/types.js").Reader} Reader
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 */
import { element, foldable, table } from "../../ui/elements.js";
import { written } from "../../ui/figures.js";
import { percent } from "../../ui/percent.js";
import { titleOf as networkTitle } from "../../ui/network-titles.js";
import { accuracyInPage } from "../../ui/sets.js";
import { sizeOf, titleOf } from "./explanations.js";

/** @param {Reader} reader @param {LayerOutput[]} layers all of its network */
export function factsAbout(reader, layers) {
  const content = [...about(reader), factsOf(reader), tableOf(layers), ...noteOn(layers, reader)];
  const made = foldable(`The network ${networkTitle(reader.card.name)}, and all of its layers`, ...content);
  made.dataset.testid = "about-network";
  return made;
}

/** @param {Reader} reader */
function about({ card }) {
  return card.about ? [element("p", { "data-testid": "about" }, `${networkTitle(card.name)}: ${card.about}`)] : [];
}

/** @param {Reader} reader */
function factsOf({ card }) {
  const bytes = Object.values(card.files).reduce((sum, file) => sum + file.bytes, 0);
  const facts = [
    ["Parameters", written(card.parameters)],
    ["Multiply-adds per digit", written(card.multiplyAdds)],
    ["Bytes", `${written(bytes)}, the graph and ${card.precision} weights`],
    ...Object.keys(card.accuracy ?? {}).map((set) => [set, read(set, card)]),
  ];
  if (card.stated) facts.push(["Accuracy on MNIST, as stated by its author", percent(card.stated)]);
  const pairs = facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("dl", { "data-testid": "facts" }, ...pairs);
}

/**
 * How many digits of a set are read rightly: in the page, and by one look of the network where that is another figure.
 * @param {string} set @param {Reader["card"]} card
 */
function read(set, card) {
  const [inPage, oneLook] = [percent(accuracyInPage(card, set)), percent((card.accuracy ?? {})[set][card.precision])];
  return inPage === oneLook
    ? inPage
    : `${inPage} as the page reads; ${oneLook} without its second look at doubtful digits`;
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
