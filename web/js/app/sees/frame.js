/** Where something lies over a canvas, as shares of it. */

/**
 * @param {HTMLElement} frame is put over a part of a picture
 * @param {import("../../reader/types.js").Box} box the part
 * @param {{ width: number, height: number }} size of the picture, in the box's units
 */
export function putOver({ style }, { x, y, width, height }, size) {
  Object.assign(style, {
    left: `${(100 * x) / size.width}%`,
    top: `${(100 * y) / size.height}%`,
    width: `${(100 * width) / size.width}%`,
    height: `${(100 * height) / size.height}%`,
  });
}
