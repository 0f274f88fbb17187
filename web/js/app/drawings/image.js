/**
 * A drawing as a picture: ink on a plain ground, as large as the pad shows it.
 *
 * @typedef {import("../../reader/types.js").Stroke} Stroke
 * @typedef {import("../../reader/types.js").Size} Size in pad units
 * @typedef {{ ink: string, ground: string, pen: number }} Look CSS colours; the pen's width, in pad units
 */
import { curveOf } from "../../pad/curve.js";
import { widthsOf } from "../../pad/widths.js";

const SCALE = 2; // pixels of a PNG a pad unit: 2000×1500, sharp in print. Larger files are no sharper to the eye.

/**
 * @param {Stroke[]} strokes
 * @param {Size} size
 * @param {Look} look
 * @returns {string} an SVG file
 */
export function svgOf(strokes, { width, height }, { ink, ground, pen }) {
  const sizes = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const line = `fill="none" stroke="${ink}" stroke-width="${pen}" stroke-linecap="round" stroke-linejoin="round"`;
  const widths = widthsOf(strokes, pen);
  const paths = strokes.map((stroke, i) => `  <path${own(widths[i], pen)} d="${curveOf(stroke)}"/>\n`).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${sizes}>\n` +
    `<rect width="100%" height="100%" fill="${ground}"/>\n<g ${line}>\n${paths}</g>\n</svg>\n`
  );
}

/**
 * @param {Stroke[]} strokes
 * @param {Size} size
 * @param {Look} look
 * @returns {Promise<Blob>} a PNG file
 */
export function pngOf(strokes, { width, height }, { ink, ground, pen }) {
  const canvas = new OffscreenCanvas(SCALE * width, SCALE * Math.round(height));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  Object.assign(context, { strokeStyle: ink, lineCap: "round", lineJoin: "round" });
  drawInk(context, strokes, pen);
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * Draws strokes as the pad does, in the context's colour and scale.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Stroke[]} strokes
 * @param {number} pen its width, in their units
 */
export function drawInk(context, strokes, pen) {
  const widths = widthsOf(strokes, pen);
  strokes.forEach((stroke, i) => {
    context.lineWidth = widths[i];
    context.stroke(new Path2D(curveOf(stroke)));
  });
}

/** What a path says of its width, where that is another than the pen's. @param {number} width @param {number} pen */
const own = (width, pen) => (width === pen ? "" : ` stroke-width="${Number(width.toFixed(2))}"`);
