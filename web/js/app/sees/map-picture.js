/** One map, large, with a frame over some of its pixels. */
import { element } from "../../ui/elements.js";
import { putOver } from "./frame.js";
import { paintMap } from "./mosaic.js";

/** @typedef {{ values: ArrayLike<number>, height: number, width: number, channels: number }} Maps */

/** @param {string} name for its label */
export function createMapPicture(name) {
  const canvas = element("canvas", { role: "img", "aria-label": name });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const frame = element("i", { class: "frame", "aria-hidden": "true", hidden: true });
  const box = element("div", { class: "map" }, canvas, frame);
  let pixels = new ImageData(1, 1);
  return {
    box,
    canvas,
    /** @param {Maps} maps @param {number} channel @param {number} most @param {Uint32Array} scale */
    show({ values, height, width, channels }, channel, most, scale) {
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, { width, height });
        pixels = new ImageData(width, height);
      }
      paintMap(pixels, values, { first: channel, step: channels, most }, scale);
      context.putImageData(pixels, 0, 0);
    },
    /** @param {import("../../reader/types.js").Box} window in its pixels */
    frame(window) {
      frame.hidden = false;
      putOver(frame, window, canvas);
    },
    /** @param {MouseEvent} event @returns {{ x: number, y: number }} the pixel that is there */
    pixelAt(event) {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const within = (/** @type {number} */ share, /** @type {number} */ count) =>
        Math.max(0, Math.min(count - 1, Math.floor(share * count)));
      return {
        x: within((event.clientX - left) / width, canvas.width),
        y: within((event.clientY - top) / height, canvas.height),
      };
    },
  };
}
