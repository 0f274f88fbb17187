/**
 * The rows of a matrix: the images of a batch, the scores of each.
 * @param {number} length of a row
 * @param {Float32Array} values n×length
 * @returns {Float32Array[]} n views of it, not copies
 */
export function rowsOfLength(length, values) {
  return Array.from({ length: values.length / length }, (_, i) => values.subarray(i * length, (i + 1) * length));
}
