/**
 * The page's colours, as numbers, for canvases.
 *
 * @typedef {import("./mosaic.js").ScaleColours & { ink: number[] }} Colours for numbers above zero, below, and zero;
 *   and of ink
 */

/** @param {Element} element @returns {Colours} */
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const probe = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
  const rgb = (/** @type {string} */ name) => {
    probe.fillStyle = style.getPropertyValue(name).trim();
    const hex = String(probe.fillStyle); // however it was written: #rrggbb
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  };
  return { above: rgb("--accent"), below: rgb("--wrong"), zero: rgb("--soft"), ink: rgb("--text") };
}

/** @param {number[]} rgb @param {number} [alpha] */
export const css = ([r, g, b], alpha = 1) => `rgb(${r} ${g} ${b} / ${alpha})`;
