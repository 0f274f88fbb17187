/**
 * The first stages: how the ink is prepared.
 *
 * @typedef {import("./preparation.js").Preparation} Preparation
 * @typedef {import("../panels/panels.js").View} View
 * @typedef {import("./stages.js").Level} Level
 * @typedef {import("./colours.js").Colours} Colours
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { BOX } from "../../reader/shared/contract.js";
import { STROKE_WIDTH } from "../../reader/ink.js";
import { CANVAS, drawAgain, drawCentred, drawCut, drawFitted, drawWritten } from "./ink-pictures.js";
import { number } from "./written.js";

/**
 * @typedef {object} InkStage
 * @property {string} title
 * @property {(preparation: Preparation) => Record<Level, string>} said
 * @property {(context: CanvasRenderingContext2D, preparation: Preparation, view: View, colours: Colours) => void} draw
 */

/** @type {InkStage[]} */
const STAGES = [
  {
    title: "Your ink",
    said: ({ box }) => ({
      pupil: "What belongs to the digit is cut out.",
      student: `The digit is cut out: ${Math.round(box.width)} × ${Math.round(box.height)} units of the pad.`,
    }),
    draw: (context, preparation, { strokes }, colours) => drawWritten(context, strokes, preparation, colours),
  },
  {
    title: "One size",
    said: ({ scale }) => ({
      pupil: "Small or large: every digit is made the same size.",
      student: `Scaled by ${number(scale)}, until its line fits a box of ${BOX} × ${BOX} pixels.`,
    }),
    draw: (context, preparation, _, colours) => drawFitted(context, preparation, colours),
  },
  {
    title: "One pen",
    said: () => ({
      pupil: "It is drawn again, always with the same pen.",
      student: `The line is drawn again ${STROKE_WIDTH} pixels wide: the median width in MNIST.`,
    }),
    draw: (context, preparation, _, colours) => drawAgain(context, preparation, colours),
  },
  {
    title: "Centred",
    said: ({ shift }) => ({
      pupil: "It is moved until its weight is in the middle.",
      student: `Moved by ${number(shift.x)} and ${number(shift.y)} pixels: its centre of mass is the middle.`,
    }),
    draw: (context, preparation, _, colours) => drawCentred(context, preparation, colours),
  },
];

export function createInkStages() {
  const stages = STAGES.map(({ title, said, draw }) => {
    const { item, context, say } = picture(title);
    return { item, context, say, said, draw };
  });
  const cut = picture("The picture");
  cut.say("The ink of the digit is cut out, scaled and centred, as in a drawing.");
  return {
    items: [...stages.map(({ item }) => item), cut.item],
    /**
     * @param {Preparation | null} preparation null where the steps are not known
     * @param {View} view @param {Level} level @param {Colours} colours
     */
    show(preparation, view, level, colours) {
      for (const { item } of stages) item.hidden = !preparation;
      cut.item.hidden = !view.picture;
      if (view.picture && view.digit) drawCut(cut.context, view.picture, view.digit.box);
      if (!preparation) return;
      for (const { context, say, said, draw } of stages) {
        draw(context, preparation, view, colours);
        say(said(preparation)[level]);
      }
    },
  };
}

/** @param {string} title */
function picture(title) {
  const canvas = element("canvas", { width: CANVAS, height: CANVAS, role: "img", "aria-label": title });
  const said = element("p");
  const item = element("li", { class: "stage drawn" }, canvas, element("h3", {}, title), said);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return { item, context, say: textOf(said) };
}
