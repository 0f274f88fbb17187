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
 * @property {string} sentence what happens there
 * @property {string} said the sentence; "" where the same has been said of a layer before
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
  const stages = [...shown].slice(level === "student" ? 1 : 0).map((index) => {
    const layer = layers[index];
    const part = isPlane(layer) ? "search" : "decide";
    const { title, sentence } = level === "student" ? ofStudents(layer) : ofPupils(layers, index);
    const about = level === "student" ? layer.kind : sentence;
    const isNew = !said.has(about);
    said.add(about);
    const size = level === "student" ? sizeOf(layer) : "";
    return /** @type {Stage} */ ({ index, part, title, size, sentence, said: isNew ? sentence : "" });
  });
  return stages.map((stage, i) => ({ ...stage, title: toldApart(stages, i) }));
}

/** The title of a stage, with its number where others have the same. @param {Stage[]} stages @param {number} at */
function toldApart(stages, at) {
  const { title } = stages[at];
  const same = [...stages.keys()].filter((i) => stages[i].title === title);
  return same.length > 1 ? `${title}, no. ${same.indexOf(at) + 1}` : title;
}

/**
 * The stage of a level that takes the place of a layer which the level may not show: the nearest before it in the same
 * part of the way, or else the first of that part.
 * @param {Stage[]} stages of the level
 * @param {Pick<Stage, "index" | "part">} layer
 * @returns {number} the index of a layer that is shown
 */
export function nearestTo(stages, { index, part }) {
  const same = stages.filter((stage) => stage.part === part);
  const nearest = same.findLast((stage) => stage.index <= index) ?? same[0] ?? stages[0];
  return nearest.index;
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
  const [height, width] = layer.shape;
  const count = layer.shape[layer.shape.length - 1];
  if (!isPlane(layer)) return { title: "Evidence", sentence: EVIDENCE };
  if (isPooling(layer)) {
    const sentence = layer.kind === "max pooling" ? STRONGEST : MEAN;
    return { title: `A coarser look: ${height} × ${width}`, sentence };
  }
  const isFirst = !layers.slice(1, index).some(isPlane);
  return isFirst
    ? { title: "Small patterns", sentence: `${count} small patterns are looked for everywhere. Blue: found here.` }
    : { title: "Patterns of patterns", sentence: `${count} larger patterns, put together from the smaller ones.` };
}

const STRONGEST =
  "Of each small square, only the largest number stays: what was found counts, not exactly where it was.";
const MEAN = "Of each small square, only the mean stays: what was found counts, not exactly where it was.";
const EVIDENCE = "What was found speaks for some digits and against others. The digit with the most for it wins.";
