/**
 * @param {number[]} values are put in order
 * @returns {number} of two in the middle the higher one; 0 where there is none
 */
export const medianOf = (values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
