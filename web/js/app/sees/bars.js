/**
 * A few numbers as bars, above zero to the right and below to the left, each with the name of its answer.
 *
 * @typedef {import("./colours.js").Colours} Colours
 */
import { ANSWERS } from "./answers.js";
import { css } from "./colours.js";
import { CANVAS } from "./ink-pictures.js";
import { strongest } from "./mosaic.js";

const NAME = 30; // of the canvas's pixels, for a letter; larger, bars are shorter

/** @param {CanvasRenderingContext2D} context @param {Float32Array} values @param {Colours} colours */
export function drawBars(context, values, colours) {
  const row = CANVAS / values.length;
  const least = Math.min(0, ...values);
  const unit = (CANVAS - NAME - 8) / (Math.max(0, ...values) - least || strongest(values) || 1);
  const zero = NAME - least * unit;
  context.clearRect(0, 0, CANVAS, CANVAS);
  context.font = `${Math.min(16, row)}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  values.forEach((value, i) => {
    const middle = (i + 0.5) * row;
    context.fillStyle = css(colours.ink);
    context.fillText(ANSWERS[i] ?? "", 8, middle);
    context.fillStyle = css(value < 0 ? colours.below : colours.above);
    context.fillRect(zero, middle - row / 4, value * unit, row / 2);
  });
  context.fillStyle = css(colours.ink, 0.4);
  context.fillRect(zero, 0, 1.5, CANVAS);
}
