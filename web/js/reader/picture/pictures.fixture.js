/**
 * Pictures for tests: strokes on white, and photographs of what was never on paper.
 *
 * @typedef {import("./picture.js").Pixels} Pixels
 * @typedef {import("../types.js").Stroke} Stroke
 */
import { cutOut, inkBox } from "./ink-box.js";

/**
 * How much of each pixel a round pen covers.
 * @param {Stroke[]} strokes in pixels
 * @param {{ width: number, height: number }} size
 * @param {number} pen its width, pixels
 * @param {number} [soft] pixels over which its edge fades: 1 is sharp
 * @returns {Float32Array} in [0, 1]
 */
export function covered(strokes, { width, height }, pen, soft = 1) {
  const ink = new Float32Array(width * height);
  const reach = pen / 2 + soft;
  for (const stroke of strokes) {
    stroke.forEach((from, i) => {
      const to = stroke[Math.min(i + 1, stroke.length - 1)];
      const [alongX, alongY] = [to.x - from.x, to.y - from.y];
      const length = Math.max(alongX ** 2 + alongY ** 2, 1e-12);
      const rows = [Math.min(from.y, to.y) - reach, Math.max(from.y, to.y) + reach];
      const columns = [Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach];
      for (let y = Math.max(0, Math.floor(rows[0])); y < Math.min(height, rows[1]); y++) {
        for (let x = Math.max(0, Math.floor(columns[0])); x < Math.min(width, columns[1]); x++) {
          const [dx, dy] = [x + 0.5 - from.x, y + 0.5 - from.y];
          const share = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
          const away = Math.sqrt((dx - share * alongX) ** 2 + (dy - share * alongY) ** 2); // hypot takes far longer
          const at = y * width + x;
          ink[at] = Math.max(ink[at], Math.min(1, Math.max(0, (pen / 2 - away) / soft + 0.5)));
        }
      }
    });
  }
  return ink;
}

/**
 * @param {{ width: number, height: number }} size
 * @param {(x: number, y: number, at: number) => number} greyAt in [0, 255]
 * @returns {Pixels}
 */
export function picture({ width, height }, greyAt) {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < width * height; at++) {
    data[4 * at] = data[4 * at + 1] = data[4 * at + 2] = greyAt(at % width, Math.floor(at / width), at);
  }
  return { width, height, data };
}

/** Black on white. @param {Stroke[]} strokes @param {{ width: number, height: number }} size @param {number} pen */
export function drawn(strokes, size, pen) {
  const ink = covered(strokes, size, pen);
  return picture(size, (_x, _y, at) => 255 * (1 - ink[at]));
}

/**
 * Ink on paper under a camera.
 * @param {Float32Array} ink what it takes of the light, in [0, 1]
 * @param {{ width: number, height: number }} size
 * @param {{ paper?: number, noise?: number }} [how] levels of 255
 */
export function photographed(ink, size, { paper = 220, noise = 3 } = {}) {
  const grain = noiseOf(noise);
  return picture(size, (_x, _y, at) => paper * (1 - ink[at]) + grain());
}

/**
 * Numbers by chance, the same each time: about a normal distribution. (The generator is Ettinger's Mulberry32.)
 * @param {number} deviation
 */
export function noiseOf(deviation) {
  let state = 1;
  const chance = () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => deviation * Math.sqrt(2) * (chance() + chance() + chance() + chance() + chance() + chance() - 3);
}

/**
 * A piece of ink as it is found in a picture.
 * @param {Stroke[]} strokes in pixels, within 240 each way
 * @param {number} [pen] its width
 * @returns {import("./paper.js").Piece}
 */
export function pieceOf(strokes, pen = 8) {
  const size = { width: 240, height: 240 };
  const ink = { ...size, values: Float32Array.from(covered(strokes, size, pen)) };
  const box = /** @type {import("../types.js").Box} */ (inkBox(ink));
  return { box, values: cutOut(ink, box) };
}

/**
 * A 1 of which a square of ink is at the right, with blur between.
 * @param {{ top?: number, side?: number, blur?: number }} square its top from that of the 1, its side; its blur
 */
export function oneWith({ top = 85, side = 14, blur = 0.6 }) {
  const one = pieceOf([[50, 150].map((y) => ({ x: 60, y }))]);
  const { width, height } = one.box;
  const wide = width + 2 + side;
  const values = new Float32Array(wide * height);
  for (let y = 0; y < height; y++) {
    values.set(one.values.subarray(y * width, (y + 1) * width), y * wide);
    if (y >= top && y < top + side) values.fill(1, y * wide + width + 2, (y + 1) * wide);
    if (y >= top && y < top + side) values.fill(blur, y * wide + width - 2, y * wide + width + 2);
  }
  return { box: { ...one.box, width: wide }, values };
}
