/**
 * The network's judgement of groups of pieces, each judged once: while a person writes on, only groups with new ink are
 * drawn and classified, those of one reading together.
 *
 * Groups are known by their content. Whoever changes strokes that were read before gets what the new ones are.
 */

const PIXELS = 784;
const CAPACITY = 10000; // groups, of some 100 bytes each; a number of five digits has about 20, written slowly 1,000
const AT_ONCE = 128; // groups, after which the page has its turn: some 40 ms; a number of six digits has fewer

/**
 * @template P
 * @param {(pieces: P[]) => Float32Array | null} imageOf a group's prepared 28×28
 * @param {(piece: P) => string} keyOf the same for two pieces that look the same, and for no others
 * @param {(images: Float32Array) => Promise<Float32Array>} classify n×784 in, n×11 calibrated probabilities out
 * @returns {(groups: P[][]) => Promise<import("./segment.js").Score[]>} what it gives is not to be changed
 */
export function createScores(imageOf, keyOf, classify) {
  /** @type {Map<string, import("./segment.js").Score>} the most recently used last */
  const known = new Map();
  return async (groups) => {
    const keyOfPiece = new Map(groups.flat().map((piece) => [piece, ""]));
    for (const piece of keyOfPiece.keys()) keyOfPiece.set(piece, keyOf(piece));
    const keys = groups.map((pieces) => pieces.map((piece) => keyOfPiece.get(piece)).join());
    const missing = [...new Map(keys.map((key, i) => [key, groups[i]])).entries()].filter(([key]) => !known.has(key));
    /** @type {Map<string, import("./segment.js").Score>} */
    const fresh = new Map();
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      if (from > 0) await new Promise((resolve) => setTimeout(resolve));
      const batch = missing.slice(from, from + AT_ONCE);
      const images = batch.map(([, pieces]) => /** @type {Float32Array} */ (imageOf(pieces)));
      const probabilities = await classify(concatenated(images));
      const classes = probabilities.length / batch.length;
      batch.forEach(([key], i) =>
        fresh.set(key, { probabilities: probabilities.slice(i * classes, (i + 1) * classes) }),
      );
    }
    const scores = keys.map((key) => /** @type {import("./segment.js").Score} */ (fresh.get(key) ?? known.get(key)));
    keys.forEach((key, i) => {
      known.delete(key);
      known.set(key, scores[i]);
    });
    for (const [oldest] of known) {
      if (known.size <= CAPACITY) break;
      known.delete(oldest);
    }
    return scores;
  };
}

/** @param {Float32Array[]} images */
function concatenated(images) {
  const all = new Float32Array(images.length * PIXELS);
  images.forEach((image, i) => all.set(image, i * PIXELS));
  return all;
}
