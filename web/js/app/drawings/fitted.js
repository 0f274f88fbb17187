/** @typedef {import("../../reader/types.js").Box} Box */

/**
 * @param {Box} box
 * @param {Box} frame that it is to fill, in its middle
 * @returns {{ scale: number, x: number, y: number }} what its coordinates are multiplied by, and moved by then
 */
export function fitted(box, frame) {
  const scale = Math.min(frame.width / box.width, frame.height / box.height);
  return {
    scale,
    x: frame.x + (frame.width - scale * box.width) / 2 - scale * box.x,
    y: frame.y + (frame.height - scale * box.height) / 2 - scale * box.y,
  };
}
