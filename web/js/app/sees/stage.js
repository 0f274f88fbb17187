/**
 * One stage of the way: its maps on one canvas, which can be pressed, and below it what happens there.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {import("./stages.js").Stage} Stage
 * @typedef {import("./colours.js").Colours} Colours
 */
import { element } from "../../ui/elements.js";
import { drawBars } from "./bars.js";
import { CANVAS } from "./ink-pictures.js";
import { boxOf, INK_SCALE, mapAt, mosaicOf, paintMosaic, tellingMap } from "./mosaic.js";
import { titleOf } from "./explanations.js";
import { putOver } from "./frame.js";

// Numbers that are bars with names: more than the eleven answers would not be told apart.
const MOST_BARS = 16;

/** How maps are called, and single numbers. @param {LayerOutput} layer */
export function countOf({ shape }) {
  const { count, isList } = mosaicOf({ shape });
  const name = isList ? "number" : "map";
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/**
 * @param {LayerOutput} layer
 * @param {Stage} stage
 * @param {(map: number) => void} onPress
 */
export function createStage(layer, stage, onPress) {
  const { index, title, size, said, sentence } = stage;
  const mosaic = mosaicOf(layer);
  const areBars = mosaic.isList && mosaic.count <= MOST_BARS;
  const { width, height } = areBars ? { width: CANVAS, height: CANVAS } : mosaic.size;
  const canvas = element("canvas", {
    width,
    height,
    role: "img",
    "aria-label": `${titleOf(layer)}: ${countOf(layer)}`,
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = new ImageData(width, height);
  const mark = element("i", { class: "mark", "aria-hidden": "true" });
  const button = element(
    "button",
    { type: "button", class: "maps", "aria-expanded": "false", "data-testid": `press-${index}` },
    element("span", { class: "spoken" }, `Take apart: ${title}`),
    canvas,
    mark,
  );
  const caption = [
    element("h3", {}, title),
    ...(size ? [element("small", {}, size)] : []),
    element("p", said ? {} : { "data-again": "" }, sentence),
  ];
  const item = element(
    "li",
    { class: areBars ? "stage drawn" : "stage", "data-testid": `stage-${index}` },
    button,
    ...caption,
  );
  let [newest, pressed] = [layer, -1];
  const markMap = (/** @type {number} */ map) => {
    mark.hidden = map < 0 || mosaic.isList;
    if (mark.hidden) return;
    putOver(mark, boxOf(mosaic, map), canvas);
  };
  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    if (areBars)
      return Math.min(mosaic.count - 1, Math.max(0, Math.floor(((event.clientY - top) / height) * mosaic.count)));
    return mapAt(mosaic, { x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  };
  markMap(-1);
  button.addEventListener("pointermove", (event) => markMap(at(event)));
  button.addEventListener("pointerleave", () => markMap(pressed));
  // A press by the keyboard has no place: it takes the map that says most.
  button.addEventListener("click", (event) => onPress(event.detail ? at(event) : tellingMap(newest)));
  return {
    item,
    button,
    stage,
    /** @param {LayerOutput} output @param {Uint32Array} scale @param {Colours} colours */
    show(output, scale, colours) {
      newest = output;
      if (areBars) return drawBars(context, output.values, colours);
      const [of, most] = index === 0 ? [INK_SCALE, 1] : [scale]; // the digit itself, and not what is made of it
      paintMosaic(pixels, mosaic, output, of, most);
      context.putImageData(pixels, 0, 0);
    },
    /** Whether it is taken apart, and which of its maps. @param {number} map -1 for none */
    mark(map) {
      pressed = map;
      button.ariaExpanded = `${map >= 0}`;
      item.toggleAttribute("data-open", map >= 0);
      markMap(map);
    },
  };
}
