/** What each kind of layer does, in one sentence. Pure. */
/** @typedef {import("../../reader/types.js").LayerOutput} LayerOutput */

/** @type {Record<string, (layer: { count: number, window: string }) => string>} */
const SENTENCES = {
  input: () => "The network's input: 28×28 numbers from 0 (no ink) to 1 (full ink).",
  convolution: ({ count, window }) =>
    `Searches everywhere for ${count} patterns of ${window}; each map shows where one is found.`,
  "depthwise convolution": ({ window }) => `Filters each map by itself, with ${window} weights of its own.`,
  "max pooling": ({ window }) => `Keeps the largest of each ${window} values: what was found, less exactly where.`,
  "average pooling": ({ window }) => `Keeps the mean of each ${window}.`,
  "global average pooling": () => "The mean of each map: how much of its pattern there is, wherever it is.",
  ReLU: () => "Keeps what is above zero and makes everything else zero.",
  flatten: () => "Puts all numbers into one row.",
  dense: ({ count }) => `${count} weighted sums, each of all the numbers before.`,
  bias: () => "Adds one number to each channel.",
  shift: () => "Adds one number to each channel.",
  scale: () => "Multiplies each channel by a number of its own.",
  softmax: ({ count }) => `Turns ${count} sums into probabilities that add up to 1: the answer.`,
};

/** @param {LayerOutput} layer */
export function explanation({ kind, activation, shape, window }) {
  const sentence = SENTENCES[kind]?.({ count: shape[shape.length - 1], window: window.join("×") });
  const rest = activation ? "What is below zero becomes zero (ReLU)." : "";
  return [sentence, rest].filter(Boolean).join(" ");
}

/** Sizes, as in 28 × 28 × 16. @param {LayerOutput} layer */
export const sizeOf = ({ shape }) => Array.from(shape).join(" × ");

/** @param {LayerOutput} layer */
export function titleOf({ kind, activation, window }) {
  const name = [kind[0].toUpperCase() + kind.slice(1), window.join("×")].filter(Boolean).join(" ");
  return activation ? `${name} + ${activation}` : name;
}
