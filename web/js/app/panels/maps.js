/**
 * Numbers as pictures: what a layer gives, each channel a map of its own, all of them on one canvas.
 *
 * Each map has its own scale: its largest number, above zero or below, is fully coloured, and zero is the ground.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {{ above: number[], below: number[], zero: number[] }} Colours red, green and blue each
 */

const ACROSS = 8; // maps in a row; more of them are smaller
const WIDE = 16; // numbers in a row, of a layer that is a list of numbers; more of them are smaller

/** @param {LayerOutput} layer how many maps there are, how large each is, and how they lie */
export function layoutOf({ shape }) {
  const isList = shape.length < 3 || shape[0] * shape[1] === 1;
  const [height, width, count] = isList ? [1, 1, shape[shape.length - 1]] : shape;
  const across = Math.min(count, isList ? WIDE : ACROSS);
  const gap = isList ? 0 : 1; // pixels between maps
  const down = Math.ceil(count / across);
  return {
    height,
    width,
    count,
    across,
    gap,
    isList,
    size: [across * (width + gap) - gap, down * (height + gap) - gap],
  };
}

/**
 * @param {ImageData} pixels of the size that the layout says
 * @param {LayerOutput} layer
 * @param {Colours} colours
 */
export function paint({ data, width: stride }, layer, { above, below, zero }) {
  const { values } = layer;
  const { height, width, count, across, gap, isList } = layoutOf(layer);
  const whole = isList ? strongest(values, 0, 1) : 0; // the numbers of a list share one scale
  for (let map = 0; map < count; map++) {
    const most = whole || strongest(values, map, count) || 1;
    const left = (map % across) * (width + gap);
    const top = Math.floor(map / across) * (height + gap);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = values[(y * width + x) * count + map];
        const colour = value < 0 ? below : above;
        const at = 4 * ((top + y) * stride + left + x);
        const part = Math.abs(value) / most;
        for (let i = 0; i < 3; i++) data[at + i] = zero[i] + part * (colour[i] - zero[i]);
        data[at + 3] = 255;
      }
    }
  }
}

/** The largest of every `step`-th value. @param {Float32Array} values @param {number} first @param {number} step */
function strongest(values, first, step) {
  let most = 0;
  for (let i = first; i < values.length; i += step) most = Math.max(most, Math.abs(values[i]));
  return most;
}
