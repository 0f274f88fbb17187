/**
 * Pictures of two levels, ink and ground, with little between them but the blur of edges: scans, and digits that a
 * program has cut to their ink and enlarged. Their border tells nothing, since it may be mostly ink.
 *
 * @typedef {{ dark: number, light: number, near: number }} Levels in [0, 255]; what is `near` to one of them is at it
 */

// Of 255. With less between the darkest and the lightest, there is no ink. Larger, faint drawings are not seen.
const LEAST_RANGE = 40;

// A share of the pixels at either end that counts for nothing: what overshoots as a picture is enlarged or compressed.
// Larger, a dot in a large picture is not seen.
const ODD = 0.005;

// A share of the range: what is so near to an end is at that level. Larger, grain and shadows are taken for a level.
const NEAR = 0.06;

// Shares of the pixels: at each of the two levels there are so many, and at both together. Of photographs, 0.07 are at
// the level of the ink, and 0.4 at both. Larger, thin strokes are taken for photographs; smaller, shadows for ink.
const EACH = 0.05;
const BOTH = 0.36;

// The same where so many pixels are of exactly one brightness, as on no paper in a photograph: thin strokes that were
// enlarged have few pixels that are not edge. If smaller, overexposed photographs are taken for scans.
const FLAT = { from: 0.18, each: 0.025, both: 0.6 };

// Of 255: with such a range, the picture has black and white, which cameras hardly give. A narrow 1 that was enlarged
// is mostly blur, so it has few pixels at either. Smaller, photographs with deep shadows are taken for scans.
const FULL_RANGE = 246;

// The same of a narrow upright picture, and its width as a share of its height: it may be one stroke, a 1, that fills
// it, with hardly a pixel of ground. Smaller, and larger, photographs of a 1 are taken for scans.
const NARROW = { width: 0.35, range: 215 };

/** Whether a picture is so narrow that a 1 may fill it. @param {{ width: number, height: number }} picture */
export const isNarrow = ({ width, height }) => width <= NARROW.width * height;

/**
 * @param {{ width: number, height: number }} picture
 * @param {Uint8Array} brightness of each pixel
 * @returns {Levels | null} null where there is much between them
 */
export function twoLevels(picture, brightness) {
  const counts = new Uint32Array(256);
  for (const level of brightness) counts[level]++;
  const [dark, light] = [endOf(counts, brightness.length), 255 - endOf(counts.toReversed(), brightness.length)];
  const range = light - dark;
  const near = NEAR * range;
  if (range < LEAST_RANGE) return null;
  if (isNarrow(picture) && range >= NARROW.range) return { dark, light, near };
  let [darkest, lightest] = [0, 0];
  counts.forEach((count, level) => {
    if (level <= dark + near) darkest += count;
    if (level >= light - near) lightest += count;
  });
  const [less, both] = [Math.min(darkest, lightest), darkest + lightest].map((count) => count / brightness.length);
  const isFull = range >= FULL_RANGE;
  const isFlat = Math.max(...counts) >= FLAT.from * brightness.length;
  const isBoth = less >= EACH && both >= (isFull ? 2 * EACH : BOTH);
  return isBoth || (isFlat && less >= FLAT.each && both >= FLAT.both) ? { dark, light, near } : null;
}

/**
 * @param {Uint32Array} counts of pixels of each level
 * @param {number} all pixels
 */
function endOf(counts, all) {
  let below = 0;
  return counts.findIndex((count) => (below += count) > ODD * all);
}
