/**
 * The way from ink to answer, as a row of stages in three parts, to be read from left to right.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {import("../panels/panels.js").View} View
 * @typedef {import("./stages.js").Level} Level
 * @typedef {import("./stages.js").Stage} Stage
 *
 * @typedef {object} Seen what a digit becomes on its way
 * @property {View} view
 * @property {LayerOutput[]} layers
 * @property {import("./steps.js").Taken[]} parts what computes each layer
 * @property {Float32Array} image what the network gets: the prepared digit, or what a person made of it
 * @property {Float32Array} scores 11 probabilities
 * @property {Float32Array | null} own scores of the person's own ink, where the image is another one
 * @property {import("./preparation.js").Preparation | null} preparation
 */
import { element } from "../../ui/elements.js";
import { createAnswers } from "./answers.js";
import { createInkStages } from "./ink-stages.js";
import { scaleOf } from "./mosaic.js";
import { createStage } from "./stage.js";
import { nearestTo, stagesOf } from "./stages.js";

const PARTS = {
  prepare: { title: "Prepare the ink", level: "However it was written, it gets the same size, pen and place." },
  search: {
    title: "Look for patterns",
    level: "Each map shows where one pattern is found. Press a map to take it apart.",
  },
  decide: { title: "Decide", level: "What was found is weighed: which digit does it speak for?" },
};

/**
 * @param {(index: number, map: number) => void} onPress a map of the layer of this index
 */
export function createPipeline(onPress) {
  const ink = createInkStages();
  const answers = createAnswers();
  const parts = Object.entries(PARTS).map(([name, { title, level }]) => {
    const flow = element("ol", { class: "flow", "data-part": name });
    return { name, flow, section: element("section", {}, element("h2", {}, title), element("p", {}, level), flow) };
  });
  const flowOf = (/** @type {string} */ name) =>
    /** @type {typeof parts[0]} */ (parts.find((part) => part.name === name)).flow;
  const root = element("div", { class: "way" }, ...parts.map(({ section }) => section));
  /** @type {Map<number, ReturnType<typeof createStage>>} by the layer's index */
  let stages = new Map();
  let made = "";
  /** @type {Stage[]} */
  let layered = [];
  /** Of each item that a layer had at any level, the layer. @type {WeakMap<HTMLElement, Stage>} */
  const shownBy = new WeakMap();

  const make = (/** @type {LayerOutput[]} */ layers, /** @type {Level} */ level) => {
    const whole = { index: 0, title: "28 × 28 numbers", size: "", sentence: INPUT[level], said: INPUT[level] };
    const all = (layered = stagesOf(layers, level));
    const create = (/** @type {Omit<Stage, "part">} */ stage) =>
      createStage(layers[stage.index], /** @type {Stage} */ (stage), (map) => onPress(stage.index, map));
    stages = new Map([[0, create(whole)], ...all.map((stage) => /** @type {const} */ ([stage.index, create(stage)]))]);
    for (const stage of all) shownBy.set(/** @type {any} */ (stages.get(stage.index)).item, stage);
    const itemsOf = (/** @type {string} */ part) =>
      all.flatMap((stage) => (stage.part === part ? [/** @type {any} */ (stages.get(stage.index)).item] : []));
    flowOf("prepare").replaceChildren(...ink.items, /** @type {any} */ (stages.get(0)).item);
    flowOf("search").replaceChildren(...itemsOf("search"));
    flowOf("decide").replaceChildren(...itemsOf("decide"), answers.item);
    parts[1].section.hidden = itemsOf("search").length === 0;
  };
  return {
    root,
    stageOf: (/** @type {number} */ index) => stages.get(index),
    /** All that are shown, in their order. @returns {HTMLElement[]} */
    items: () =>
      [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".stage"))].filter(({ hidden }) => !hidden),
    /** What stands now for a stage that was shown at any level. @param {HTMLElement} item @returns {HTMLElement} */
    standingFor(item) {
      const layer = shownBy.get(item);
      const index = layer ? nearestTo(layered, layer) : 0;
      return root.contains(item) ? item : /** @type {any} */ (stages.get(index)).item;
    },
    /** @param {HTMLElement} item @returns {number} the index of its layer; -1 for none */
    indexOf: (item) => [...stages].find(([, stage]) => stage.item === item)?.[0] ?? -1,
    /**
     * @param {Seen} seen
     * @param {Level} level
     * @param {ReturnType<typeof import("./colours.js").coloursOf>} colours
     * @returns {boolean} whether its stages are new ones
     */
    show({ view, layers, scores, preparation }, level, colours) {
      const wanted = `${view.model} ${level}`;
      const isNew = made !== wanted;
      if (isNew) make(layers, level);
      made = wanted;
      ink.show(preparation, view, level, colours);
      const scale = scaleOf(colours);
      for (const [index, stage] of stages) stage.show(layers[index], scale, colours);
      answers.show(scores);
      return isNew;
    },
  };
}

/** @type {Record<Level, string>} */
const INPUT = {
  pupil: "All that the network gets: black is no ink, white is ink. Press to erase a piece and watch.",
  student: "The network's input: from 0, black, no ink, to 1, white. Press to change it.",
};
