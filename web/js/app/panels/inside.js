/**
 * What each layer of the network makes of the selected digit, as pictures that follow the pen.
 *
 * @typedef {import("./panels.js").View} View
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 */
import { element } from "../../ui/elements.js";
import { messageOf } from "../../ui/wording.js";
import { explanation, sizeOf, titleOf } from "./explanations.js";
import { layoutOf, paint } from "./maps.js";
import { newestOnly } from "../../reader/shared/latest.js";

const LETTERS = [..."0123456789?"]; // of the answers, in their order

/** @param {HTMLElement} panel @returns {import("./panels.js").Panel} */
export function createPanel(panel) {
  const hint = element("p", { class: "quiet", "data-testid": "inside-hint" });
  const list = element("ol", { class: "layers" });
  panel.append(hint, list);
  const closed = new AbortController();
  /** @type {ReturnType<typeof createLayer>[]} */
  let layers = [];
  let colours = coloursOf(panel);
  /** @type {View} */
  let shown;
  let network = "";

  const paintNewest = newestOnly(async (/** @type {View} */ { reader, digit, model }) => {
    if (!reader || !digit) return;
    const outputs = await reader.layers(digit.image);
    if (model !== network) {
      layers = outputs.map(createLayer);
      list.replaceChildren(...layers.map(({ item }) => item));
      network = model;
    }
    outputs.forEach((output, i) => layers[i].show(output, colours));
  });
  const paintShown = () => {
    paintNewest(shown).catch((error) => (hint.textContent = messageOf(error)));
  };
  const onTheme = () => {
    colours = coloursOf(panel);
    paintShown();
  };
  addEventListener("theme", onTheme, { signal: closed.signal });
  return {
    show(view) {
      hint.textContent = hintFor(view);
      list.hidden = !view.digit;
      const isSame = view.digit === shown?.digit && view.reader === shown?.reader;
      shown = view;
      if (!isSame) paintShown();
    },
    close: () => closed.abort(),
  };
}

/** @param {View} view */
function hintFor({ digit, reading, model }) {
  if (!digit) return "Write a digit to see the output of each layer.";
  const which = reading.digits.length > 1 ? `the ${digit.digit} that is selected` : "this digit";
  return `Output of each layer of ${model} for ${which}. Blue: above zero; red: below. Each map has its own scale.`;
}

/** The page's colours, for numbers above zero, below, and zero. @param {HTMLElement} panel */
function coloursOf(panel) {
  const style = getComputedStyle(panel);
  const probe = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
  const rgb = (/** @type {string} */ name) => {
    probe.fillStyle = style.getPropertyValue(name).trim();
    const hex = String(probe.fillStyle); // however it was written: #rrggbb
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  };
  return { above: rgb("--accent"), below: rgb("--wrong"), zero: rgb("--soft") };
}

/** @param {LayerOutput} layer @param {number} index */
function createLayer(layer, index) {
  const { size, isList, count, across } = layoutOf(layer);
  const [width, height] = size;
  const label = `${titleOf(layer)}: ${isList ? `${count} numbers` : `${count} maps`}`;
  const canvas = element("canvas", { width: `${width}`, height: `${height}`, role: "img", "aria-label": label });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = new ImageData(width, height);
  const drawn = element("div", { class: isList ? "list" : "maps" }, canvas);
  drawn.style.setProperty("--across", `${isList ? across : count}`);
  if (layer.kind === "softmax") drawn.append(...LETTERS.slice(0, count).map((name) => element("b", {}, name)));
  const title = element("h2", {}, titleOf(layer), " ", element("small", {}, sizeOf(layer)));
  const item = element("li", { "data-testid": `layer-${index}` }, title, element("p", {}, explanation(layer)), drawn);
  return {
    item,
    /** @param {LayerOutput} output @param {import("./maps.js").Colours} colours */
    show(output, colours) {
      paint(pixels, output, colours);
      context.putImageData(pixels, 0, 0);
    },
  };
}
