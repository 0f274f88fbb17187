/**
 * What a layer gives as one picture: its maps side by side, or its numbers as cells or as bars. Pure.
 *
 * All numbers of a layer share one scale: the largest, above zero or below, is fully coloured, and zero is the ground.
 * A map in which little is found stays pale.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {{ above: number[], below: number[], zero: number[] }} ScaleColours red, green and blue each, from 0 to 255
 * @typedef {import("../../reader/types.js").Box} Box
 *
 * @typedef {object} Mosaic
 * @property {number} height pixels of one map
 * @property {number} width pixels of one map
 * @property {number} count maps, or numbers
 * @property {number} across how many lie side by side
 * @property {number} gap pixels between them
 * @property {boolean} isList whether they are single numbers
 * @property {{ width: number, height: number }} size of the whole, in pixels
 */

// Pixels between maps: about a tenth of a map, so that they are seen apart at every size. Larger, maps are smaller.
const gapOf = (/** @type {number} */ width) => Math.max(1, Math.round(width / 10));

// Steps of a colour from the ground to full, each way. More are not seen.
const STEPS = 255;

/** @param {Pick<LayerOutput, "shape">} layer @returns {Mosaic} */
export function mosaicOf({ shape }) {
  const isList = shape.length < 3 || shape[0] * shape[1] === 1;
  const [height, width, count] = isList ? [1, 1, shape[shape.length - 1]] : shape;
  const across = Math.ceil(Math.sqrt(count));
  const gap = isList ? 0 : gapOf(width);
  const down = Math.ceil(count / across);
  const size = { width: across * (width + gap) - gap, height: down * (height + gap) - gap };
  return { height, width, count, across, gap, isList, size };
}

/** @param {Mosaic} mosaic @param {number} map @returns {Box} where it lies, in pixels of the whole */
export function boxOf({ width, height, across, gap }, map) {
  return { x: (map % across) * (width + gap), y: Math.floor(map / across) * (height + gap), width, height };
}

/**
 * @param {Mosaic} mosaic
 * @param {{ x: number, y: number }} place as shares of the whole, in [0, 1]
 * @returns {number} the map that is there, or the nearest
 */
export function mapAt({ across, count, gap, width, height, size }, { x, y }) {
  const [column, row] = [(x * size.width) / (width + gap), (y * size.height) / (height + gap)];
  const at = Math.floor(Math.max(0, row)) * across + Math.min(across - 1, Math.floor(Math.max(0, column)));
  return Math.min(count - 1, at);
}

/** @param {ArrayLike<number>} values @returns {number} the largest, above zero or below */
export function strongest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/**
 * The map that says most: the one with the largest number.
 * @param {LayerOutput} layer
 */
export function tellingMap({ shape, values }) {
  const count = shape[shape.length - 1];
  let at = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > values[at]) at = i;
  return at % count;
}

/**
 * @param {ScaleColours} colours
 * @returns {Uint32Array} the colour of each step, from the lowest number to the largest
 */
export function scaleOf({ above, below, zero }) {
  const bytes = new Uint8ClampedArray(4 * (2 * STEPS + 1));
  for (let step = -STEPS; step <= STEPS; step++) {
    // The root makes half of the largest number look like half.
    const share = Math.sqrt(Math.abs(step) / STEPS);
    const colour = step < 0 ? below : above;
    bytes.set([...zero.map((from, i) => from + share * (colour[i] - from)), 255], 4 * (step + STEPS));
  }
  return new Uint32Array(bytes.buffer);
}

/**
 * Of the digit that the network gets, as everywhere on the page: black where there is no ink, white where there is all,
 * and each number as bright as it is large.
 */
export const INK_SCALE = new Uint32Array(
  Uint8ClampedArray.from({ length: 4 * (2 * STEPS + 1) }, (_, i) => (i % 4 === 3 ? 255 : (i >> 2) - STEPS)).buffer,
);

/**
 * @param {ImageData} pixels of the mosaic's size; between maps it stays as it is
 * @param {Mosaic} mosaic
 * @param {LayerOutput} layer
 * @param {Uint32Array} scale
 * @param {number} [most] the number that is fully coloured
 */
export function paintMosaic({ data, width: stride }, { height, width, count, across, gap }, { values }, scale, most) {
  const colours = new Uint32Array(data.buffer);
  const factor = STEPS / ((most ?? strongest(values)) || 1);
  for (let map = 0; map < count; map++) {
    let at = Math.floor(map / across) * (height + gap) * stride + (map % across) * (width + gap);
    for (let y = 0, i = map; y < height; y++, at += stride - width)
      for (let x = 0; x < width; x++, i += count) colours[at++] = colourIn(scale, values[i] * factor);
  }
}

/**
 * One map, or the whole of another grid of numbers.
 * @param {ImageData} pixels of its size
 * @param {ArrayLike<number>} values
 * @param {{ first: number, step: number, most: number }} which every `step`th value from the first on; `most` is fully
 *   coloured
 * @param {Uint32Array} scale
 */
export function paintMap({ data }, values, { first, step, most }, scale) {
  const colours = new Uint32Array(data.buffer);
  const factor = STEPS / (most || 1);
  for (let at = 0, i = first; at < colours.length; at++, i += step) colours[at] = colourIn(scale, values[i] * factor);
}

/** @param {Uint32Array} scale @param {number} step may lie beyond the last */
const colourIn = (scale, step) => scale[Math.round(Math.max(-STEPS, Math.min(STEPS, step))) + STEPS];

/**
 * The colour of a number, for what is no canvas.
 * @param {number} value
 * @param {number} most the number that is fully coloured
 * @returns {number} a share of the colour, from 0, the ground, to 1
 */
export const shareOf = (value, most) => Math.sqrt(Math.min(1, Math.abs(value) / (most || 1)));
