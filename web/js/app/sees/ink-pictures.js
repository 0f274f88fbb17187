/**
 * Pictures of the steps from ink to the network's input, drawn on canvases of 28×28 pixels, each PIXEL wide.
 *
 * @typedef {import("./preparation.js").Preparation} Preparation
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Box} Box
 * @typedef {import("./colours.js").Colours} Colours
 * @typedef {CanvasRenderingContext2D} Context
 */
import { boundingBox, STROKE_WIDTH } from "../../reader/ink.js";
import { BOX, SIDE } from "../../reader/shared/contract.js";
import { css } from "./colours.js";

/** Pixels of the canvas for one of the digit's: 8 × 28 are sharp as they are seen. If larger, drawing is slower. */
export const PIXEL = 8;
export const CANVAS = PIXEL * SIDE;

/**
 * The strokes as they were written, those of other digits pale, and what is cut out.
 * @param {Context} context
 * @param {Stroke[]} all
 * @param {Preparation} preparation
 * @param {Colours} colours
 */
export function drawWritten(context, all, { strokes, box }, colours) {
  const drawing = /** @type {Box} */ (boundingBox(all));
  const scale = (CANVAS - 4 * PIXEL) / Math.max(drawing.width, drawing.height, 1);
  clear(context);
  context.setTransform(
    ...[scale, 0, 0, scale],
    CANVAS / 2 - scale * (drawing.x + drawing.width / 2),
    CANVAS / 2 - scale * (drawing.y + drawing.height / 2),
  );
  const width = (1.2 * PIXEL) / scale;
  drawLines(context, all, width, css(colours.ink, 0.25));
  drawLines(context, strokes, width, css(colours.ink));
  const margin = (1.5 * PIXEL) / scale;
  const { x, y } = box;
  dash(
    context,
    { x: x - margin, y: y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin },
    scale,
    colours,
  );
}

/**
 * The path of the pen, as large as digits are.
 * @param {Context} context @param {Preparation} preparation @param {Colours} colours
 */
export function drawFitted(context, { fitted }, colours) {
  inPixels(context, colours);
  drawLines(context, fitted, 0.4, css(colours.ink));
}

/**
 * The same, drawn again with a pen of one width.
 * @param {Context} context @param {Preparation} preparation @param {Colours} colours
 */
export function drawAgain(context, { fitted }, colours) {
  inPixels(context, colours);
  drawLines(context, fitted, STROKE_WIDTH, css(colours.ink));
}

/**
 * Moved, so that its centre of mass is in the middle.
 * @param {Context} context @param {Preparation} preparation @param {Colours} colours
 */
export function drawCentred(context, { fitted, centred, mass }, colours) {
  inPixels(context, colours);
  drawLines(context, fitted, STROKE_WIDTH, css(colours.ink, 0.15));
  drawLines(context, centred, STROKE_WIDTH, css(colours.ink, 0.8));
  const middle = SIDE / 2;
  context.strokeStyle = context.fillStyle = css(colours.below);
  context.lineWidth = 0.35;
  context.beginPath();
  for (const [x, y, ofX, ofY] of [
    [middle, 0, 0, SIDE],
    [0, middle, SIDE, 0],
  ]) {
    context.moveTo(x, y);
    context.lineTo(x + ofX, y + ofY);
  }
  context.stroke();
  context.beginPath();
  context.arc(mass.x, mass.y, 0.9, 0, 2 * Math.PI);
  context.fill();
}

/** What of a picture is read. @param {Context} context @param {HTMLCanvasElement} picture @param {Box} box */
export function drawCut(context, picture, { x, y, width, height }) {
  clear(context);
  const side = Math.max(width, height, 1) * 1.2;
  const [left, top] = [x + width / 2 - side / 2, y + height / 2 - side / 2];
  context.drawImage(picture, left, top, side, side, 0, 0, CANVAS, CANVAS);
}

/** @param {Context} context */
function clear(context) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, CANVAS, CANVAS);
}

/** With the box that digits are fitted into. @param {Context} context @param {Colours} colours */
function inPixels(context, colours) {
  clear(context);
  context.setTransform(PIXEL, 0, 0, PIXEL, 0, 0);
  const edge = (SIDE - BOX) / 2;
  dash(context, { x: edge, y: edge, width: BOX, height: BOX }, PIXEL, colours);
}

/** @param {Context} context @param {Box} box @param {number} scale @param {Colours} colours */
function dash(context, { x, y, width, height }, scale, colours) {
  context.strokeStyle = css(colours.above);
  context.lineWidth = 2 / scale;
  context.setLineDash([8 / scale, 6 / scale]);
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
}

/** @param {Context} context @param {Stroke[]} strokes @param {number} width @param {string} colour */
function drawLines(context, strokes, width, colour) {
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.beginPath();
  for (const [first, ...rest] of strokes) {
    context.moveTo(first.x, first.y);
    for (const { x, y } of rest.length ? rest : [first]) context.lineTo(x, y);
  }
  context.stroke();
}
