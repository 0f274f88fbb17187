/**
 * Ink of photographs: paper or board under uneven light, with shadows, grain and the noise of cameras.
 *
 * @typedef {import("./ground.js").Field} Field
 * @typedef {import("./paper.js").Turn} Turn
 */

import { closing, enlarged, enlargedRows, localNoise, quantile, shrunk, smoothed, spread } from "./ground.js";
import { beyondPaper } from "./page-edge.js";

// Shares of the shorter side. What is dark and wider than the window is ground; what is narrower may be ink. Of
// WINDOWS the narrowest that loses no ink is taken, so that shadows are ground; WIDEST is what all are compared with.
// Larger windows take more shade for ink, smaller ones lose wide strokes.
const WINDOWS = [1 / 48, 1 / 24, 1 / 12];
const WIDEST = 1 / 3;

// A share of the ink that the widest window shows: with less, a window has lost ink. Larger, wider windows are taken
// than necessary.
const INK_KEPT = 0.95;

// A share of the pixels: the strongest contrast is what so many have less of. Larger, single bright or dark pixels
// decide.
const STRONGEST = 0.998;

// A share of the strongest contrast: what has more of it is ink for sure, what has less may be shade. Larger, less ink
// is looked at to choose the window.
const STROKE = 0.5;

// Contrast in [0, 1]. A picture whose strongest contrast is lower has no strokes as wide as that of the widest window,
// only shade, and gets the narrowest window. Larger, wide faint strokes are lost.
const FAINT = 0.2;

// The window in widths of the one that was chosen: strokes are wider where they cross. Larger, more shade is taken for
// ink.
const MARGIN = 3;

// Pixels of the longer side: enough to tell how wide strokes are, and the ink's colour from the ground's. Larger, it
// only takes longer.
const REDUCED_SIDE = 400;

// A share of the shorter side: of the neighbourhood that tells whether ink is lighter or darker than the ground, wider
// than strokes and narrower than shade. Larger, shade decides; smaller, wide strokes are not seen.
const NEIGHBOURHOOD = 1 / 8;

// A share of the pixels, of the strongest contrast, by which the ink's colour is told: even a page with little on it
// has as much ink. Larger, ground is taken for ink; smaller, specks decide.
const INK_SHARE = 0.02;

// Levels of 255, for dark ink and for light ink (whose picture is turned into its negative first). Contrast is a share
// of the ground's brightness, and a darker ground counts as this bright: else the noise of black would be all
// contrast. Larger, ink on a dark ground has less contrast.
const LEAST_GROUND = { dark: 16, light: 96 };

// Along the longer side, parts of the picture that have a noise of their own, since dark corners have more of it; and
// windows along each part at least, or the loop of a digit could fill one with ink. More and smaller parts follow the
// noise more closely, but take ink for noise; of a small picture, they have so many pixels a side.
const PARTS = 8;
const WINDOWS_IN_PART = 2;
const LEAST_PART = 32;

// A share of full scale: the least standard deviation that noise counts as, left by rounding and compression where
// there is no noise of the camera. Larger, faint ink is taken for noise.
const LEAST_NOISE = 1 / 255;

// A share of the values of a normal distribution: they are a standard deviation and more below its mean.
const ONE_DEVIATION_BELOW = 0.16;

/**
 * How much darker (or, on a board, lighter) each pixel is than the ground around it.
 * @param {import("./picture.js").Pixels} picture
 * @param {Turn} turn
 * @returns {Promise<{ contrast: Field, noise: Field }>} as shares of the ground's brightness: the contrast, around 0
 *   where there is no ink, and the standard deviation that it has there
 */
export async function contrastOf(picture, turn) {
  const { grey, share, outside, least } = await inkGrey(picture, turn);
  const { width, height, values } = smoothed(grey);
  await turn();
  const reach = reachOf(grey, share);
  const wide = spread({ width, height, values }, reach);
  await turn();
  const ground = shrunk(wide, reach).values;
  await turn();
  const contrast = { width, height, values: new Float32Array(values.length) };
  for (let i = 0; i < values.length; i++) contrast.values[i] = Math.max(0, ground[i] - values[i]) / 255;
  // The noise is looked for in levels, as a camera has it: as a share of the ground it changes as fast as the light.
  const side = Math.max(LEAST_PART, WINDOWS_IN_PART * share * Math.min(width, height), Math.max(width, height) / PARTS);
  const local = localNoise(contrast, side);
  await turn();
  const noise = enlarged(local.spread, width, height);
  await turn();
  const [middleAt, tableAt] = [local.middle, outside].map((coarse) => enlargedRows(coarse, width, height));
  for (let y = 0; y < height; y++) {
    const [middles, table] = [middleAt(y), tableAt(y)];
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const brightness = Math.max(ground[i], least) / 255;
      contrast.values[i] = table[x] > 0.5 ? 0 : (contrast.values[i] - middles[x]) / brightness;
      noise.values[i] = Math.max(LEAST_NOISE, noise.values[i]) / brightness;
    }
  }
  return { contrast, noise };
}

/**
 * @param {Field} grey
 * @param {number} share the window's, of the shorter side
 * @param {number} least what a darker ground counts as
 * @returns {Float32Array} how much darker than its ground each pixel is, in [0, 1]
 */
function darkness(grey, share, least) {
  const ground = groundOf(grey, share).values;
  for (let i = 0; i < ground.length; i++) ground[i] = Math.max(0, 1 - grey.values[i] / Math.max(ground[i], least));
  return ground;
}

/**
 * @param {Field} grey
 * @param {number} share the window's, of the shorter side
 */
function groundOf(grey, share) {
  return closing(grey, reachOf(grey, share));
}

/** @param {Field} grey @param {number} share @returns {number} of the window, in pixels */
const reachOf = ({ width, height }, share) => Math.max(2, Math.ceil((Math.min(width, height) * share) / 2));

/**
 * @param {Field} grey
 * @param {number} least
 * @returns {number} the share of the shorter side that the window needs for this picture's strokes
 */
function windowFor(grey, least) {
  const widest = darkness(grey, WIDEST, least);
  const strongest = quantile(widest, STRONGEST);
  if (strongest < FAINT) return MARGIN * WINDOWS[0];
  const inked = (/** @type {Float32Array} */ values) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) if (widest[i] >= STROKE * strongest) sum += values[i];
    return sum;
  };
  const all = inked(widest);
  const narrowest = WINDOWS.find((share) => inked(darkness(grey, share, least)) >= INK_KEPT * all);
  return narrowest ? MARGIN * narrowest : WIDEST;
}

/**
 * The picture in grey, ink dark: of all mixtures of its colours the one in which the ink stands out most from the
 * ground's noise (Fisher's linear discriminant, "The use of multiple measurements in taxonomic problems", 1936, with
 * channels taken as independent).
 * @param {import("./picture.js").Pixels} picture
 * @param {Turn} turn
 * @returns {Promise<{ grey: Field, share: number, outside: Field, least: number }>} grey in [0, 255]; the window for
 *   its strokes, as a share of the shorter side; where there is no paper, on a small scale; what a darker ground counts
 *   as
 */
async function inkGrey(picture, turn) {
  const channels = reducedChannels(picture, Math.ceil(Math.max(picture.width, picture.height) / REDUCED_SIDE));
  await turn();
  const isLight = isLighterInk(channels);
  if (isLight) for (const { values } of channels) values.forEach((value, i) => (values[i] = 255 - value));
  const least = isLight ? LEAST_GROUND.light : LEAST_GROUND.dark;
  await turn();
  const [red, green, blue] = channelWeights(channels, least);
  await turn();
  const [r, g, b] = channels;
  const small = { ...r, values: r.values.map((value, i) => red * value + green * g.values[i] + blue * b.values[i]) };
  const share = windowFor(small, least);
  await turn();
  const outside = beyondPaper(groundOf(small, share));
  await turn();
  const { width, height, data } = picture;
  const values = new Float32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += 4) {
    const grey = red * data[at] + green * data[at + 1] + blue * data[at + 2];
    values[i] = isLight ? 255 - grey : grey;
  }
  return { grey: { width, height, values }, share, outside, least };
}

/**
 * @param {import("./picture.js").Pixels} picture
 * @param {number} by a whole number
 * @returns {Field[]} red, green and blue in [0, 255], each value the mean of by×by pixels
 */
function reducedChannels({ width, height, data }, by) {
  const [wide, high] = [Math.ceil(width / by), Math.ceil(height / by)];
  const channels = [0, 1, 2].map(() => new Float32Array(wide * high));
  for (let row = 0, to = 0; row < high; row++) {
    for (let left = 0; left < width; left += by, to++) {
      const [right, bottom] = [Math.min(width, left + by), Math.min(height, (row + 1) * by)];
      let [red, green, blue] = [0, 0, 0];
      for (let y = row * by; y < bottom; y++) {
        for (let at = 4 * (y * width + left), end = 4 * (y * width + right); at < end; at += 4) {
          red += data[at];
          green += data[at + 1];
          blue += data[at + 2];
        }
      }
      const count = (right - left) * (bottom - row * by);
      channels[0][to] = red / count;
      channels[1][to] = green / count;
      channels[2][to] = blue / count;
    }
  }
  return channels.map((values) => ({ width: wide, height: high, values }));
}

/**
 * Whether the ink is lighter than the ground. Ink is the smaller part of every neighbourhood, so the distribution of
 * brightness has its long tail on the ink's side: the third moment about the neighbourhood's mean is above 0 for light
 * ink.
 * @param {Field[]} channels
 */
function isLighterInk(channels) {
  let skew = 0;
  for (const channel of channels) {
    const { width, height, values } = channel;
    const mean = localMean(channel, Math.ceil((Math.min(width, height) * NEIGHBOURHOOD) / 2));
    for (let i = 0; i < values.length; i++) {
      const difference = values[i] - mean[i];
      skew += difference * difference * difference;
    }
  }
  return skew > 0;
}

/**
 * @param {Field} field
 * @param {number} reach pixels
 * @returns {Float32Array} the means of squares of 2·reach + 1 pixels, as far as they lie in the field
 */
function localMean({ width, height, values }, reach) {
  const sums = new Float64Array((width + 1) * (height + 1)); // of all values above and to the left
  for (let y = 0; y < height; y++) {
    for (let x = 0, row = 0; x < width; x++) {
      row += values[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  const means = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const [above, below] = [top * (width + 1), bottom * (width + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum = sums[below + right] - sums[below + left] - sums[above + right] + sums[above + left];
      means[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/**
 * @param {Field[]} channels with dark ink
 * @param {number} least what a darker ground counts as
 * @returns {number[]} a weight for each; their sum is 1
 */
function channelWeights(channels, least) {
  const contrasts = channels.map((channel) => darkness(channel, WIDEST, least));
  const strongest = contrasts[0].map((_, i) => Math.max(contrasts[0][i], contrasts[1][i], contrasts[2][i]));
  const inked = quantile(strongest, 1 - INK_SHARE);
  const weights = contrasts.map((contrast) => {
    const middle = quantile(contrast, 0.5);
    const deviation = Math.max(LEAST_NOISE, middle - quantile(contrast, ONE_DEVIATION_BELOW));
    const ink = contrast.filter((_, i) => strongest[i] >= inked);
    return Math.max(0, ink.reduce((a, b) => a + b, 0) / ink.length - middle) / deviation ** 2;
  });
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => (sum > 0 ? weight / sum : 1 / 3));
}
