/**
 * Which layers are shown, in which part of the way, and in which words. Pure.
 *
 * A pupil sees where the picture changes its size or its meaning; a student sees every layer.
 *
 * @typedef {import("../../reader/types.js").LayerOutput} LayerOutput
 * @typedef {"pupil" | "student"} Level
 *
 * @typedef {object} Stage a layer that is shown
 * @property {number} index of the layer
 * @property {"search" | "decide"} part of the way
 * @property {string} title
 * @property {string} size as in 28 × 28 × 16; "" for pupils
 * @property {string} said one sentence; "" where the same has been said of a layer before
 */
import { explanation, sizeOf, titleOf } from "./explanations.js";

/** @type {Level[]} */
export const LEVELS = ["pupil", "student"];

const isPlane = (/** @type {LayerOutput} */ { shape }) => shape.length === 3 && shape[0] * shape[1] > 1;

const isPooling = (/** @type {LayerOutput} */ { kind }) => /^(max|average) pooling$/.test(kind);

/**
 * @param {LayerOutput[]} layers all of a network
 * @param {Level} level
 * @returns {Stage[]} without the input, and without the answer where the level has it beside
 */
export function stagesOf(layers, level) {
  const shown = level === "student" ? layers.keys() : keyLayers(layers);
  const said = new Set();
  return [...shown].slice(level === "student" ? 1 : 0).map((index) => {
    const layer = layers[index];
    const part = isPlane(layer) ? "search" : "decide";
    const { title, sentence } = level === "student" ? ofStudents(layer) : ofPupils(layers, index);
    const about = level === "student" ? layer.kind : title;
    const isNew = !said.has(about);
    said.add(about);
    return { index, part, title, size: level === "student" ? sizeOf(layer) : "", said: isNew ? sentence : "" };
  });
}

/**
 * The first that is searched for, each pooling, the last maps, and the sums that the answer is made of.
 * @param {LayerOutput[]} layers
 */
function keyLayers(layers) {
  const planes = [...layers.keys()].filter((i) => i > 0 && isPlane(layers[i]));
  const sums = layers.findLastIndex(({ kind }) => kind === "softmax") - 1;
  const found = planes.filter((i) => isPooling(layers[i]));
  const all = [...planes.slice(0, 1), ...found, ...planes.slice(-1), sums].filter((i) => i > 0);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** @param {LayerOutput} layer */
const ofStudents = (layer) => ({ title: titleOf(layer), sentence: explanation(layer) });

/** @param {LayerOutput[]} layers @param {number} index */
function ofPupils(layers, index) {
  const layer = layers[index];
  const count = layer.shape[layer.shape.length - 1];
  if (!isPlane(layer)) return { title: "Evidence", sentence: EVIDENCE };
  if (isPooling(layer)) return { title: "A coarser look", sentence: COARSER };
  const isFirst = !layers.slice(1, index).some(isPlane);
  return isFirst
    ? { title: "Small patterns", sentence: `${count} small patterns are looked for everywhere. Blue: found here.` }
    : { title: "Patterns of patterns", sentence: `${count} larger patterns, put together from the smaller ones.` };
}

const COARSER = "Only the strongest of each small square stays: what was found counts, not exactly where.";
const EVIDENCE = "What was found speaks for some digits and against others. The strongest wins.";
