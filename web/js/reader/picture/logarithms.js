/**
 * @param {number} a a logarithm
 * @param {number} b another
 * @returns {number} the logarithm of the sum of what both stand for
 */
export function logarithmOfSum(a, b) {
  const most = Math.max(a, b);
  return most === -Infinity ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}
