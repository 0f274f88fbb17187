/**
 * Digits, in their order, and then marks of numbers.
 * @param {import("../../reader/types.js").Reading} reading
 */
export const itemsOf = ({ digits, rows }) => [
  ...digits,
  ...rows.flatMap(({ numbers }) => numbers.flatMap(({ marks }) => marks)),
];
