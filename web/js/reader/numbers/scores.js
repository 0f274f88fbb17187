/**
 * What the network says of groups of pieces, asked once for each group: while a person goes on writing, only groups
 * with new ink are drawn and classified, all those of one reading together.
 *
 * Groups are known by their content: strokes that were changed since they were read are read anew.
 *
 * @typedef {import("../shared/next-turn.js").Pace} Pace
 */

import { joined } from "../shared/joined.js";
import { createPace } from "../shared/next-turn.js";

// Groups that are remembered, of some 200 bytes each. A number of five digits has about 20, and 1,000 while it is
// written slowly. Larger, more memory is used; smaller, groups are read again that have not changed.
const CAPACITY = 2000;

// Groups that are classified at once: it takes some 6 ms, and an ordinary reading has fewer. Larger, the page answers
// later; smaller, scribbles take longer.
const AT_ONCE = 16;

/**
 * @template P
 * @param {(pieces: P[]) => Float32Array | null} imageOf a group's prepared 28×28; null is not expected: pieces have ink
 * @param {(piece: P) => string} keyOf the same for two pieces that look the same, and for no others
 * @param {(images: Float32Array) => Promise<Float32Array>} classify n×784 in, n×11 calibrated probabilities out
 * @returns {(groups: P[][], pace?: Pace) => Promise<import("./segment.js").Score[]>} what it
 *   gives is not to be changed
 */
export function createScores(imageOf, keyOf, classify) {
  /** @type {Map<string, import("./segment.js").Score>} the most recently used last */
  const known = new Map();
  /**
   * Images of the first groups: as many as can be drawn until the next turn is due, and one at least.
   * @param {[string, P[]][]} groups
   * @param {Pace} pace
   */
  const imagesFor = (groups, pace) => {
    const images = [];
    do images.push(/** @type {Float32Array} */ (imageOf(groups[images.length][1])));
    while (images.length < Math.min(groups.length, AT_ONCE) && !pace.isDue());
    return images;
  };
  return async (groups, pace = createPace()) => {
    const keyOfPiece = new Map(groups.flat().map((piece) => [piece, ""]));
    for (const piece of keyOfPiece.keys()) {
      if (pace.isDue()) await pace.turn();
      keyOfPiece.set(piece, keyOf(piece));
    }
    const keys = groups.map((pieces) => pieces.map((piece) => keyOfPiece.get(piece)).join());
    const missing = [...new Map(keys.map((key, i) => [key, groups[i]])).entries()].filter(([key]) => !known.has(key));
    const found = new Map(keys.map((key) => [key, known.get(key)])); // now, for another reading may come between
    for (let done = 0; done < missing.length;) {
      if (pace.isDue()) await pace.turn();
      const images = imagesFor(missing.slice(done, done + AT_ONCE), pace);
      const probabilities = await classify(joined(images));
      const classes = probabilities.length / images.length;
      for (let i = 0; i < images.length; i++, done++) {
        found.set(missing[done][0], { probabilities: probabilities.slice(i * classes, (i + 1) * classes) });
      }
    }
    const scores = keys.map((key) => /** @type {import("./segment.js").Score} */ (found.get(key)));
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
