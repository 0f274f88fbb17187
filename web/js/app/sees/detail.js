/**
 * One layer taken apart: a row of its own below the stage that was pressed.
 *
 * @typedef {import("./pipeline.js").Seen} Seen
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {import("../../reader/network/engine/plan.js").Step} Step
 *
 * @typedef {object} Taken
 * @property {Step} step
 * @property {LayerOutput[]} inputs outputs of the layers that it takes
 * @property {LayerOutput} output
 * @property {number} map which of the output's maps, or numbers
 * @property {boolean} isAnswer whether its numbers are those of the answers
 * @property {import("./map-picture.js").Maps | null} maps that the inputs come from, one each; null where they don't
 * @property {Uint32Array} scale of colours
 * @property {boolean} isOfInk whether it takes the digit itself, which has a scale of its own
 * @property {import("./stages.js").Level} level
 *
 * @typedef {{ root: HTMLElement, show: (taken: Taken) => void, stop: () => void }} View
 */
import { button, element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { explanation, titleOf } from "./explanations.js";
import { mosaicOf, scaleOf } from "./mosaic.js";
import { createSlide } from "./slide.js";
import { createSoftmax } from "./softmax.js";
import { createStepper } from "./stepper.js";
import { createTry } from "./try.js";
import { createWeigh } from "./weigh.js";

/**
 * @param {object} page
 * @param {() => void} page.onClose
 * @param {(by: number) => void} page.onMap another map is asked for
 * @param {(image: Float32Array | null) => void} page.onTry the network's input is changed; null: no longer
 */
export function createDetail({ onClose, onMap, onTry }) {
  const title = element("h3", { tabindex: -1 });
  const said = element("p", { class: "quiet" });
  const [sayTitle, say] = [textOf(title), textOf(said)];
  const maps = createStepper("Map", "map", onMap);
  const numbers = createStepper("Number", "number", onMap);
  const close = button("Close", "sees-close", onClose);
  const head = element("div", { class: "head" }, title, maps.group, numbers.group, close);
  const place = element("div");
  const item = element("li", { class: "detail", "data-testid": "detail" }, head, said, place);
  item.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // which would close the panel
    event.stopPropagation();
    onClose();
  });
  const input = createTry(onTry);
  const views = { slide: createSlide(), weigh: createWeigh(), softmax: createSoftmax() };
  /** @type {Pick<View, "root" | "stop"> | null} */
  let shown = null;
  const put = (/** @type {typeof shown} */ next) => {
    if (shown === next) return;
    shown?.stop();
    shown = next;
    place.replaceChildren(...(next ? [next.root] : []));
  };
  return {
    item,
    title,
    stop: () => put(null),
    play: () => shown === views.slide && views.slide.toggle(),
    /**
     * @param {Seen} seen
     * @param {number} index @param {number} map
     * @param {import("./colours.js").Colours} colours
     * @param {import("./stages.js").Level} level
     * @param {{ title: string, sentence: string }} stage that is taken apart: for pupils, it is called as it was before
     */
    show(seen, index, map, colours, level, stage) {
      const { view: page, layers, parts } = seen;
      const output = layers[index];
      const { step, from } = parts[index];
      const { count, isList } = mosaicOf(output);
      const told = level === "pupil" ? stage.sentence : explanation(output);
      sayTitle(index === 0 || level === "pupil" ? stage.title : titleOf(output));
      say(told);
      maps.show(map, isList ? 1 : count);
      numbers.show(map, isList && output.kind !== "softmax" ? count : 1);
      if (index === 0) {
        put(input);
        return input.show(seen, colours);
      }
      if (!step) {
        put(null);
        return say(`${told} What it computes can't be taken apart here.`);
      }
      const view = views[viewOf(step)];
      put(view);
      view.show({
        step,
        inputs: from.map((i) => layers[i]),
        output,
        map,
        isAnswer: layers[index + 1]?.kind === "softmax" && count === page.reader?.card.classes,
        maps: mapsBefore(layers, parts, from[0]),
        scale: scaleOf(colours),
        isOfInk: from[0] === 0,
        level,
      });
    },
  };
}

/** @param {Step} step @returns {"slide" | "weigh" | "softmax"} */
function viewOf({ kind, from }) {
  if (kind === "softmax") return "softmax";
  return kind === "product" && from.isVector ? "weigh" : "slide";
}

/**
 * The maps that a layer's numbers come from, one each: those whose means it gives, and of maps of one pixel those that
 * they were made of.
 * @param {LayerOutput[]} layers
 * @param {import("./steps.js").Taken[]} parts
 * @param {number} index of the layer
 * @returns {import("./map-picture.js").Maps | null}
 */
function mapsBefore(layers, parts, index) {
  const { step, from } = parts[index] ?? {};
  if (step?.kind !== "mean" && step?.kind !== "depthwise") return null;
  const before = step.from.width * step.from.height === 1 ? mapsBefore(layers, parts, from[0]) : null;
  return before ?? { ...step.from, values: layers[from[0]].values };
}
