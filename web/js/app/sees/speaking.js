/**
 * What of a dense layer's input speaks for one of its sums, or for one and against another. Pure.
 *
 * @typedef {import("./account.js").Account} Account
 *
 * @typedef {object} Voice a number that goes in
 * @property {number} at its place in the list
 * @property {number} value
 * @property {number} weight; of two sums, that of the first less that of the second
 * @property {number} product
 */

/**
 * @param {Account} forIt
 * @param {Account | null} against
 * @returns {Voice[]} the strongest first
 */
export function voicesOf(forIt, against) {
  return forIt.parts
    .map(({ channel, terms: [{ value, weight }] }, i) => {
      const other = against ? against.parts[i].terms[0].weight : 0;
      return { at: channel, value, weight: weight - other, product: value * (weight - other) };
    })
    .sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
}
