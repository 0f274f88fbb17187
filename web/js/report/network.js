/** One network in full: its report and its model card. */
import { curves } from "./curves.js";
import { element, failure, note, table } from "../ui/elements.js";
import { fetchReport } from "./files.js";
import { written } from "../ui/figures.js";
import { modelCard } from "./model-card.js";
import { sitePictures } from "./pictures.js";
import { readSet } from "./read-set.js";

/** @typedef {import("./cards.js").Report} Report */

/**
 * @param {import("./files.js").Network} network
 * @returns {Promise<Element[]>} also tells what could not be fetched
 */
export async function network({ name, card, error }) {
  if (!card) return [failure(error)];
  const about = card.about ? [element("p", {}, card.about)] : [];
  const report = await fetchReport(name, card).catch((/** @type {unknown} */ cause) => failure(cause));
  if (report instanceof Element) return [...about, report, modelCard(card)];
  const figures = report ? ofReport(name, report, card.training.bestEpoch, await sitePictures()) : unreported(name);
  return [...about, ...figures, modelCard(card)];
}

/** How to write a report and show it here. @param {string} name */
const howTo = (name) => `run "uv run --group train build.py evaluate ${name}" and build the site again.`;

/** @param {string} name */
const unreported = (name) => [
  element(
    "p",
    {},
    "There is no report on this network, so its learning curves, mistakes and layers are not shown. Its model card " +
      "below says how accurate it is, what its limitations are and how it was trained.",
  ),
  note(`To add the report, ${howTo(name)}`),
];

/**
 * @param {string} name
 * @param {Report} report
 * @param {number} bestEpoch
 * @param {Awaited<ReturnType<typeof sitePictures>>} picturesOf
 */
function ofReport(name, report, bestEpoch, picturesOf) {
  try {
    return [
      element("h3", {}, "Learning curves"),
      curves(report.history, bestEpoch),
      ...Object.entries(report.sets).map(([name, set]) => readSet(name, set, picturesOf(name))),
      element("h3", {}, "Layers"),
      layerTable(report),
    ];
  } catch {
    return [failure(`The report of ${name} is not in the expected format. To write it again, ${howTo(name)}`)];
  }
}

/** @param {Report} report */
function layerTable({ layers }) {
  const all = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  return table({
    caption: `${layers.length} layers, ${written(all)} parameters`,
    columns: ["Layer", "Kind", "Settings", "Output shape", "Parameters"],
    rows: layers.map(({ name, kind, settings, shape, parameters }) => [
      name,
      kind,
      settings,
      shape.join("×"),
      parameters ? written(parameters) : "",
    ]),
    testid: "layers",
    stacks: true,
  });
}
