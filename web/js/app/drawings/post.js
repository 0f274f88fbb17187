/**
 * A picture to post, in the shape that sites show: ink, cropped, beside what it was read as, and the page's name.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("./image.js").Look} Look
 * @typedef {import("../../reader/types.js").Box} Box
 */
import { boundingBox } from "../../reader/ink.js";
import { fitted } from "./fitted.js";
import { drawInk } from "./image.js";

const [WIDTH, HEIGHT] = [1200, 630]; // pixels: what sites show of a link or a post without cropping
const INK = { x: 60, y: 60, width: 520, height: 470 };
const TEXT = { x: 640, y: 60, width: 500, height: 470 };
const LARGEST = 280; // pixels of the letters; larger, a single digit fills the picture
const FONT = "system-ui, sans-serif";

/**
 * @param {Stroke[]} strokes at least one, with a point
 * @param {string} text what they were read as, rows by "\n"
 * @param {Look} look
 * @returns {Promise<Blob>} PNG, 1200×630
 */
export function postOf(strokes, text, { ink, ground, pen }) {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  Object.assign(context, { fillStyle: ground, strokeStyle: ink, lineCap: "round", lineJoin: "round" });
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = ink;
  const { scale, x, y } = fitted(inkBox(strokes, pen), INK);
  context.setTransform(scale, 0, 0, scale, x, y);
  drawInk(context, strokes, pen);
  context.resetTransform();
  write(context, text.split("\n"));
  context.textAlign = "left";
  context.font = `600 32px ${FONT}`;
  context.fillText("Digitpad", INK.x, HEIGHT - 40);
  return canvas.convertToBlob({ type: "image/png" });
}

/** As large as the rows fit. @param {OffscreenCanvasRenderingContext2D} context @param {string[]} rows */
function write(context, rows) {
  Object.assign(context, { textAlign: "center", textBaseline: "middle", font: `700 100px ${FONT}` });
  const widest = Math.max(1, ...rows.map((row) => context.measureText(row).width));
  const size = Math.min(LARGEST, (100 * TEXT.width) / widest, TEXT.height / rows.length / 1.1);
  context.font = `700 ${size}px ${FONT}`;
  const middle = TEXT.y + TEXT.height / 2;
  for (const [i, row] of rows.entries())
    context.fillText(row, TEXT.x + TEXT.width / 2, middle + 1.1 * size * (i - (rows.length - 1) / 2));
  context.textBaseline = "alphabetic";
}

/** @param {Stroke[]} strokes @param {number} pen @returns {Box} around the ink, in pad units */
export function inkBox(strokes, pen) {
  const { x, y, width, height } = /** @type {Box} */ (boundingBox(strokes));
  return { x: x - pen / 2, y: y - pen / 2, width: width + pen, height: height + pen };
}
